// How a customer is written to: his own address and those of his people who look after payments.
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import type { Tx } from './database.ts'

/** `email` as the source gave it, then those of his payment contacts, with commas between; `language` null where none of ours is set. */
export type Contact = {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly segment: string | null
  readonly ownerUserId: string | null
  readonly language: Language | null
}

/** The customer, locked until the transaction ends so that what is decided about him is decided one after the other; null when he is gone or merged. */
export async function lockContact(tx: Tx, companyId: Id, customerId: Id): Promise<Contact | null> {
  const row = await tx
    .selectFrom('customers')
    .select(['name', 'email', 'phone', 'address', 'segment', 'owner_user_id', 'language', 'merged_into'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.merged_into !== null) return null
  const people = await tx
    .selectFrom('contacts')
    .select('email')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('role', '=', 'payments')
    .where('email', 'is not', null)
    .where('removed_at', 'is', null)
    .orderBy('contact_id')
    .execute()
  const addresses = [row.email, ...people.map((person) => person.email)].filter((email) => email !== null)
  return {
    name: row.name,
    email: addresses.length === 0 ? null : addresses.join(', '),
    phone: row.phone,
    address: row.address,
    segment: row.segment,
    ownerUserId: row.owner_user_id,
    language: isLanguage(row.language) ? row.language : null,
  }
}
