// Where a customer can be written to by each way: his contacts of a role, else his own addresses; struck-off ones left out.
import type { Reach } from '#domain/dunning/gates'
import type { Medium } from '#domain/dunning/message-kind'
import type { Contact } from '#store/contacts'
import type { Tx } from '#store/database'
import { listRoleContacts } from '#store/dunning/role-contacts'
import { suppressedAmong } from '#store/suppressions'
import type { Id } from '#values/id'
import { mailAddresses } from './mail-addresses.ts'

/** At least seven digits, otherwise it is no number that can be dialled. */
const isPhone = (text: string): boolean => (text.match(/\d/g)?.length ?? 0) >= 7

export async function reachOf(
  tx: Tx,
  companyId: Id,
  customerId: Id,
  contact: Pick<Contact, 'email' | 'phone' | 'address'>,
  role: string | null,
): Promise<Readonly<Record<Medium, Reach>>> {
  const contacts = role === null ? [] : await listRoleContacts(tx, companyId, customerId, role)
  const ofRole = (pick: (each: (typeof contacts)[number]) => string | null) => contacts.map(pick).filter((text) => text !== null)
  const mails = ofRole((each) => each.email)
  const phones = ofRole((each) => each.phone).filter(isPhone)
  const own = contact.phone?.trim() ?? ''
  const address = contact.address?.trim() ?? ''
  return {
    email: await withoutSuppressed(tx, companyId, mails.length > 0 ? mailAddresses(mails.join(',')) : mailAddresses(contact.email)),
    sms: await withoutSuppressed(tx, companyId, phones.length > 0 ? phones : isPhone(own) ? [own] : []),
    letter: { addresses: address === '' ? [] : [address], suppressed: 0 },
  }
}

async function withoutSuppressed(tx: Tx, companyId: Id, addresses: readonly string[]): Promise<Reach> {
  const struckOff = await suppressedAmong(tx, companyId, addresses)
  return { addresses: addresses.filter((address) => !struckOff.has(address)), suppressed: struckOff.size }
}
