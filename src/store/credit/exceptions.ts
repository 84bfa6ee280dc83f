// Exceptions: sell to a blocked customer until a day, because somebody took it upon himself.
import { type Selectable, sql } from 'kysely'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from '../database.ts'
import { newId } from '../new-id.ts'
import type { CreditExceptionsTable } from '../schema/credit.ts'

export type CreditException = {
  readonly exceptionId: Id
  readonly customerId: Id
  readonly untilOn: Day
  readonly why: string
  readonly createdBy: string
  readonly createdAt: Date
  readonly approvedBy: string | null
  readonly approved: boolean
  readonly endedAt: Date | null
}

const toException = (row: Selectable<CreditExceptionsTable>): CreditException => ({
  exceptionId: row.exception_id,
  customerId: row.customer_id,
  untilOn: row.until_on,
  why: row.why,
  createdBy: row.created_by,
  createdAt: row.created_at,
  approvedBy: row.approved_by,
  approved: row.approved_at !== null,
  endedAt: row.ended_at,
})

/** Exceptions that nobody has ended and whose day is not past, also those that wait for their approver. */
export async function listExceptions(
  executor: Executor,
  companyId: Id,
  customerIds: readonly Id[],
  today: Day,
): Promise<readonly CreditException[]> {
  const rows = await executor
    .selectFrom('credit_exceptions')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', '=', sql<Id>`any(${[...customerIds]}::uuid[])`)
    .where('ended_at', 'is', null)
    .where('until_on', '>=', today)
    .orderBy('exception_id')
    .execute()
  return rows.map(toException)
}

/** The exception that has not ended, locked. Failure `exception.not-found`. */
export async function lockException(tx: Tx, companyId: Id, exceptionId: Id): Promise<CreditException> {
  const row = await tx
    .selectFrom('credit_exceptions')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('exception_id', '=', exceptionId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('exception.not-found')
  return toException(row)
}

export async function insertException(
  tx: Tx,
  companyId: Id,
  exception: Pick<CreditException, 'customerId' | 'untilOn' | 'why' | 'createdBy' | 'approvedBy'>,
  at: Date,
): Promise<Id> {
  const exceptionId = newId()
  await tx
    .insertInto('credit_exceptions')
    .values({
      company_id: companyId,
      exception_id: exceptionId,
      customer_id: exception.customerId,
      until_on: exception.untilOn,
      why: exception.why,
      created_by: exception.createdBy,
      created_at: at,
      approved_by: exception.approvedBy,
      approved_at: exception.approvedBy === null ? null : at,
    })
    .execute()
  return exceptionId
}

export async function approveException(tx: Tx, companyId: Id, exceptionId: Id, actor: string, at: Date): Promise<void> {
  await tx
    .updateTable('credit_exceptions')
    .set({ approved_by: actor, approved_at: at })
    .where('company_id', '=', companyId)
    .where('exception_id', '=', exceptionId)
    .execute()
}

export async function endException(tx: Tx, companyId: Id, exceptionId: Id, actor: string, at: Date): Promise<void> {
  await tx
    .updateTable('credit_exceptions')
    .set({ ended_at: at, ended_by: actor })
    .where('company_id', '=', companyId)
    .where('exception_id', '=', exceptionId)
    .execute()
}
