// People of a customer: who they are, and how they are reached.
import type { Selectable } from 'kysely'
import { type ContactRole, contactRoles } from '#domain/customers/contact-roles'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'
import type { ContactsTable } from './schema/customers.ts'

export type CustomerContact = {
  readonly contactId: Id
  readonly customerId: Id
  readonly name: string
  readonly role: ContactRole
  readonly email: string | null
  readonly phone: string | null
  readonly language: Language | null
}

const toContact = (row: Selectable<ContactsTable>): CustomerContact => ({
  contactId: row.contact_id,
  customerId: row.customer_id,
  name: row.name,
  role: contactRoles.find((role) => role === row.role) ?? 'other',
  email: row.email,
  phone: row.phone,
  language: row.language !== null && isLanguage(row.language) ? row.language : null,
})

export const listCustomerContacts = async (executor: Executor, companyId: Id, customerId: Id): Promise<readonly CustomerContact[]> =>
  (
    await executor
      .selectFrom('contacts')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('customer_id', '=', customerId)
      .where('removed_at', 'is', null)
      .orderBy('contact_id')
      .execute()
  ).map(toContact)

export async function insertContact(executor: Executor, companyId: Id, contact: Omit<CustomerContact, 'contactId'>, at: Date): Promise<Id> {
  const contactId = newId()
  const { customerId, name, role, email, phone, language } = contact
  await executor
    .insertInto('contacts')
    .values({ company_id: companyId, contact_id: contactId, customer_id: customerId, name, role, email, phone, language, created_at: at })
    .execute()
  return contactId
}

/** Failure `contact.not-found`, also when it is another customer's. */
export async function updateContact(
  executor: Executor,
  companyId: Id,
  of: { readonly customerId: Id; readonly contactId: Id },
  to: Partial<Pick<CustomerContact, 'name' | 'role' | 'email' | 'phone' | 'language'>> & { readonly removedAt?: Date | null },
): Promise<void> {
  const { removedAt, ...rest } = to
  const row = await executor
    .updateTable('contacts')
    .set({ ...rest, ...(removedAt === undefined ? {} : { removed_at: removedAt }) })
    .where('company_id', '=', companyId)
    .where('customer_id', '=', of.customerId)
    .where('contact_id', '=', of.contactId)
    .returning('contact_id')
    .executeTakeFirst()
  if (row === undefined) throw new Failure('contact.not-found')
}
