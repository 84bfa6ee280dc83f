// How a customer is written to: his own address and those of his people who look after payments.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import type { Executor, Tx } from './database.ts'

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

const chosen = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('customers as customer')
    .select((eb) => [
      'customer.customer_id',
      'customer.name',
      'customer.email',
      'customer.phone',
      'customer.address',
      'customer.segment',
      'customer.owner_user_id',
      'customer.language',
      'customer.merged_into',
      eb
        .selectFrom('contacts as contact')
        .select(sql<string | null>`string_agg(contact.email, ', ' order by contact.contact_id)`.as('emails'))
        .whereRef('contact.company_id', '=', 'customer.company_id')
        .whereRef('contact.customer_id', '=', 'customer.customer_id')
        .where('contact.role', '=', 'payments')
        .where('contact.email', 'is not', null)
        .where('contact.removed_at', 'is', null)
        .as('people'),
    ])
    .where('customer.company_id', '=', companyId)

type Row = Awaited<ReturnType<ReturnType<typeof chosen>['executeTakeFirstOrThrow']>>

function contactOf(row: Row): Contact {
  const addresses = [row.email, row.people].filter((email) => email !== null)
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

/** The customer, locked until the transaction ends so that what is decided about him is decided one after the other; null when he is gone or merged. */
export async function lockContact(tx: Tx, companyId: Id, customerId: Id): Promise<Contact | null> {
  const row = await chosen(tx, companyId).where('customer.customer_id', '=', customerId).forUpdate().executeTakeFirst()
  return row === undefined || row.merged_into !== null ? null : contactOf(row)
}

/** Those of the customers who are neither gone nor merged. */
export async function listContacts(executor: Executor, companyId: Id, customerIds: readonly Id[]): Promise<ReadonlyMap<Id, Contact>> {
  if (customerIds.length === 0) return new Map()
  const rows = await chosen(executor, companyId)
    .where('customer.customer_id', 'in', customerIds)
    .where('customer.merged_into', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.customer_id, contactOf(row)]))
}
