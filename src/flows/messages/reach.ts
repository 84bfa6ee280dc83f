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
type ByMedium<What> = Readonly<Record<Medium, What>>
export type ReachOf = (role: string | null) => ByMedium<Reach>

/** Addresses that a customer has, struck off or not, and what is written in place of one. */
type Known = ByMedium<{ readonly addresses: readonly string[]; readonly malformed: string | null }>

/** What stands there, where nothing of it can be written to. */
function read(addresses: readonly string[], text: string | null) {
  const written = text?.trim() ?? ''
  return { addresses, malformed: addresses.length > 0 || written === '' ? null : written.slice(0, mostShown) }
}
const mostShown = 120

function knownOf(contact: Addressed, ofRole: readonly RoleContact[]): Known {
  const mails = ofRole.map((each) => each.email).filter((email) => email !== null)
  const email = mails.length > 0 ? mails.join(', ') : contact.email
  const phones = ofRole.map((each) => each.phone).filter((phone) => phone !== null && isPhone(phone)) as readonly string[]
  const own = contact.phone?.trim() ?? ''
  const address = contact.address?.trim() ?? ''
  return {
    email: read(mailAddresses(email), email),
    sms: read(phones.length > 0 ? phones : isPhone(own) ? [own] : [], own),
    letter: read(address === '' ? [] : [address], null),
  }
}

const reachable = (known: Known, struckOff: ReadonlySet<string>): ByMedium<Reach> => {
  const by = ({ addresses, malformed }: Known[Medium]): Reach => ({
    addresses: addresses.filter((address) => !struckOff.has(address)),
    suppressed: addresses.filter((address) => struckOff.has(address)).length,
    malformed,
  })
  return { email: by(known.email), sms: by(known.sms), letter: { ...by(known.letter), addresses: known.letter.addresses, suppressed: 0 } }
}

/** Of many customers at once: by his contacts of a role where there are any, else by his own addresses. Only `roles` are looked at. */
export async function reachOfAll(
  executor: Executor,
  companyId: Id,
  contacts: ReadonlyMap<Id, Addressed>,
  roles: readonly string[],
): Promise<ReadonlyMap<Id, ReachOf>> {
  const people = await listRoleContacts(executor, companyId, [...contacts.keys()], roles)
  const known = [...contacts].map(([customerId, contact]) => {
    const byRole = Map.groupBy(people.get(customerId) ?? [], ({ role }) => role)
    return { customerId, own: knownOf(contact, []), byRole: new Map([...byRole].map(([role, of]) => [role, knownOf(contact, of)])) }
  })
  const all = known.flatMap(({ own, byRole }) => [own, ...byRole.values()])
  const struckOff = await suppressedAmong(
    executor,
    companyId,
    all.flatMap(({ email, sms }) => [...email.addresses, ...sms.addresses]),
  )
  return new Map(
    known.map(({ customerId, own, byRole }): [Id, ReachOf] => [
      customerId,
      (role) => reachable((role === null ? null : byRole.get(role)) ?? own, struckOff),
    ]),
  )
}

/** Of one customer, by his own addresses. */
export async function ownReach(executor: Executor, companyId: Id, contact: Addressed): Promise<ByMedium<Reach>> {
  const known = knownOf(contact, [])
  return reachable(known, await suppressedAmong(executor, companyId, [...known.email.addresses, ...known.sms.addresses]))
}
