// Who belongs to which company, with which role.
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'

export type Member = { readonly userId: string; readonly role: string; readonly createdAt: Date }

export async function findMember(executor: Executor, companyId: Id, userId: string): Promise<Member | null> {
  const row = await executor
    .selectFrom('members')
    .select(['user_id', 'role', 'created_at'])
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row === undefined ? null : { userId: row.user_id, role: row.role, createdAt: row.created_at }
}

/** Throws Failure `person.not-found` for who does not belong to the company. */
export async function getMember(executor: Executor, companyId: Id, userId: string): Promise<Member> {
  const member = await findMember(executor, companyId, userId)
  if (member === null) throw new Failure('person.not-found')
  return member
}

export async function listMembers(executor: Executor, companyId: Id): Promise<readonly Member[]> {
  const rows = await executor
    .selectFrom('members')
    .select(['user_id', 'role', 'created_at'])
    .where('company_id', '=', companyId)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({ userId: row.user_id, role: row.role, createdAt: row.created_at }))
}

/** Owners of a company, locked until the transaction ends: two that step down at once take turns. */
export async function lockOwners(tx: Tx, companyId: Id): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('members')
    .select('user_id')
    .where('company_id', '=', companyId)
    .where('role', '=', 'owner')
    .orderBy('user_id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.user_id)
}

export type Membership = { readonly companyId: Id; readonly name: string; readonly role: string; readonly demo: boolean }

/** The companies of one person; the only read that starts from a person and not from a company. */
export async function listMemberships(executor: Executor, userId: string): Promise<readonly Membership[]> {
  const rows = await executor
    .selectFrom('members')
    .innerJoin('companies', 'companies.company_id', 'members.company_id')
    .select(['companies.company_id', 'companies.name', 'members.role', 'companies.demo'])
    .where('members.user_id', '=', userId)
    .orderBy('companies.name')
    .execute()
  return rows.map((row) => ({ companyId: row.company_id, name: row.name, role: row.role, demo: row.demo }))
}

export async function saveMember(executor: Executor, companyId: Id, member: Member): Promise<void> {
  await executor
    .insertInto('members')
    .values({ company_id: companyId, user_id: member.userId, role: member.role, created_at: member.createdAt })
    .onConflict((conflict) => conflict.columns(['company_id', 'user_id']).doUpdateSet({ role: member.role }))
    .execute()
}

export async function removeMember(executor: Executor, companyId: Id, userId: string): Promise<void> {
  await executor.deleteFrom('members').where('company_id', '=', companyId).where('user_id', '=', userId).execute()
}
