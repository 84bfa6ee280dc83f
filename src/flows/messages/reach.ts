// Where a customer can be written to by each way: his contacts of a role, else his own addresses; struck-off ones left out.
import type { Reach } from '#domain/dunning/gates'
import type { Medium } from '#domain/dunning/message-kind'
import type { Contact } from '#store/contacts'
import type { Executor } from '#store/database'
import { listRoleContacts, type RoleContact } from '#store/dunning/role-contacts'
import { suppressedAmong } from '#store/suppressions'
import type { Id } from '#values/id'
import { mailAddresses } from './mail-addresses.ts'

/** At least seven digits, otherwise it is no number that can be dialled. */
const isPhone = (text: string): boolean => (text.match(/\d/g)?.length ?? 0) >= 7

type Addressed = Pick<Contact, 'email' | 'phone' | 'address'>

/** Addresses that a customer has, struck off or not. */
type Known = Readonly<Record<Medium, readonly string[]>>

function knownOf(contact: Addressed, ofRole: readonly RoleContact[]): Known {
  const mails = ofRole.map((each) => each.email).filter((email) => email !== null)
  const phones = ofRole.map((each) => each.phone).filter((phone) => phone !== null && isPhone(phone)) as readonly string[]
  const own = contact.phone?.trim() ?? ''
  const address = contact.address?.trim() ?? ''
  return {
    email: mailAddresses(mails.length > 0 ? mails.join(',') : contact.email),
    sms: phones.length > 0 ? phones : isPhone(own) ? [own] : [],
    letter: address === '' ? [] : [address],
  }
}

const withoutStruckOff = (addresses: readonly string[], struckOff: ReadonlySet<string>): Reach => ({
  addresses: addresses.filter((address) => !struckOff.has(address)),
  suppressed: addresses.filter((address) => struckOff.has(address)).length,
})

const reachable = (known: Known, struckOff: ReadonlySet<string>): Readonly<Record<Medium, Reach>> => ({
  email: withoutStruckOff(known.email, struckOff),
  sms: withoutStruckOff(known.sms, struckOff),
  letter: { addresses: known.letter, suppressed: 0 },
})

/** By his contacts of the role, where there are any. */
export async function reachOf(
  executor: Executor,
  companyId: Id,
  customerId: Id,
  contact: Addressed,
  role: string | null,
): Promise<Readonly<Record<Medium, Reach>>> {
  const known = knownOf(contact, role === null ? [] : await listRoleContacts(executor, companyId, customerId, role))
  return reachable(known, await suppressedAmong(executor, companyId, [...known.email, ...known.sms]))
}

/** Of many customers at once, by their own addresses. */
export async function reachOfAll(
  executor: Executor,
  companyId: Id,
  contacts: ReadonlyMap<Id, Addressed>,
): Promise<ReadonlyMap<Id, Readonly<Record<Medium, Reach>>>> {
  const known = new Map([...contacts].map(([customerId, contact]) => [customerId, knownOf(contact, [])]))
  const struckOff = await suppressedAmong(
    executor,
    companyId,
    [...known.values()].flatMap((each) => [...each.email, ...each.sms]),
  )
  return new Map([...known].map(([customerId, each]) => [customerId, reachable(each, struckOff)]))
}
