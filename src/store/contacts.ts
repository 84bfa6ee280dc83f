// How a customer is written to.
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import type { Tx } from './database.ts'

/** `email` as the source gave it; `language` null where none of ours is set. */
export type Contact = { readonly name: string; readonly email: string | null; readonly language: Language | null }

/** The customer, locked until the transaction ends so that what is decided about him is decided one after the other; null when he is gone or merged. */
export async function lockContact(tx: Tx, companyId: Id, customerId: Id): Promise<Contact | null> {
  const row = await tx
    .selectFrom('customers')
    .select(['name', 'email', 'language', 'merged_into'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined || row.merged_into !== null
    ? null
    : { name: row.name, email: row.email, language: isLanguage(row.language) ? row.language : null }
}
