// Contacts of a customer by their role, and the person of ours who looks after him: who gets a message.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export type RoleContact = { readonly role: string; readonly email: string | null; readonly phone: string | null }

/** Contacts of these customers with one of the roles. */
export async function listRoleContacts(
  executor: Executor,
  companyId: Id,
  customerIds: readonly Id[],
  roles: readonly string[],
): Promise<ReadonlyMap<Id, readonly RoleContact[]>> {
  if (customerIds.length === 0 || roles.length === 0) return new Map()
  const rows = await executor
    .selectFrom('contacts')
    .select(['customer_id', 'role', 'email', 'phone'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', sql<Id>`any(${[...customerIds]}::uuid[])`)
    .where('role', 'in', [...new Set(roles)])
    .where('removed_at', 'is', null)
    .orderBy('contact_id')
    .execute()
  return Map.groupBy(rows, (row) => row.customer_id)
}

/** The address of a member of the company; null once he has left it or his account is closed. */
export async function findMemberMail(executor: Executor, companyId: Id, userId: string): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`
    select u.email from sign_in.users u join members m on m.user_id = u.id
    where m.company_id = ${companyId} and m.user_id = ${userId} and u."disabledAt" is null`.execute(executor)
  return rows[0]?.email ?? null
}
