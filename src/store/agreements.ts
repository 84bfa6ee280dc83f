// What was agreed with customers, as holds keep it: promises, disputes, instalments, pauses, with what became of each.
import { type Selectable, sql } from 'kysely'
import type { Instalment } from '#domain/agreements/instalment-standing'
import { currency } from '#values/currency'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from './database.ts'
import type { HoldKind } from './holds.ts'
import type { HoldsTable } from './schema/work.ts'

export type Agreement = {
  readonly holdId: Id
  readonly kind: HoldKind
  readonly customerId: Id
  /** Null: the whole customer. */
  readonly invoiceIds: readonly Id[] | null
  readonly untilOn: Day | null
  readonly words: string
  readonly reason: string | null
  readonly amount: Money | null
  readonly byWhom: string | null
  readonly channel: string | null
  readonly outcome: string | null
  readonly outcomeAt: Date | null
  readonly settled: Money | null
  readonly proofFileId: Id | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly endedAt: Date | null
  readonly endedBy: string | null
  readonly endedWhy: string | null
  readonly instalments: readonly Instalment[]
}

function toAgreement(row: Selectable<HoldsTable>, instalments: readonly Instalment[]): Agreement {
  const of = row.currency === null ? null : currency(row.currency)
  return {
    holdId: row.hold_id,
    kind: row.kind as HoldKind,
    customerId: row.customer_id ?? '',
    invoiceIds: row.invoice_ids ?? (row.invoice_id === null ? null : [row.invoice_id]),
    untilOn: row.until_on,
    words: row.why,
    reason: row.reason,
    amount: of === null || row.amount_minor === null ? null : money(row.amount_minor, of),
    byWhom: row.by_whom,
    channel: row.channel,
    outcome: row.outcome,
    outcomeAt: row.outcome_at,
    settled: of === null || row.settled_minor === null ? null : money(row.settled_minor, of),
    proofFileId: row.proof_file_id,
    createdBy: row.created_by,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    endedWhy: row.ended_why,
    instalments,
  }
}

async function withInstalments(executor: Executor, companyId: Id, rows: readonly Selectable<HoldsTable>[]): Promise<readonly Agreement[]> {
  const planned = rows.filter((row) => row.kind === 'instalments').map((row) => row.hold_id)
  const parts =
    planned.length === 0
      ? []
      : await executor
          .selectFrom('instalments')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('hold_id', 'in', planned)
          .orderBy('ordinal')
          .execute()
  return rows.map((row) =>
    toAgreement(
      row,
      parts
        .filter((part) => part.hold_id === row.hold_id)
        .map((part) => ({ dueOn: part.due_on, amount: money(part.amount_minor, currency(row.currency ?? 'PLN')) })),
    ),
  )
}

/** Everything that was agreed with a customer, the latest first, at most 200. */
export const listAgreements = async (executor: Executor, companyId: Id, customerId: Id): Promise<readonly Agreement[]> =>
  withInstalments(
    executor,
    companyId,
    await executor
      .selectFrom('holds')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('customer_id', '=', customerId)
      .orderBy('hold_id', 'desc')
      .limit(200)
      .execute(),
  )

/** Failure `hold.not-found`. */
export async function getAgreement(executor: Executor, companyId: Id, holdId: Id): Promise<Agreement> {
  const row = await executor
    .selectFrom('holds')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('hold_id', '=', holdId)
    .executeTakeFirst()
  const [found] = row === undefined ? [] : await withInstalments(executor, companyId, [row])
  if (found === undefined) throw new Failure('hold.not-found', { holdId })
  return found
}

export async function insertInstalments(executor: Executor, companyId: Id, holdId: Id, rows: readonly Instalment[]): Promise<void> {
  await executor
    .insertInto('instalments')
    .values(
      rows.map((row, at) => ({
        company_id: companyId,
        hold_id: holdId,
        ordinal: at + 1,
        due_on: row.dueOn,
        amount_minor: row.amount.minor,
      })),
    )
    .execute()
}

/** Customers with a promise or a plan that waits, or with a promise judged since `since`, whose money may have been told late. */
export const listCustomersToJudge = async (executor: Executor, companyId: Id, since: Day): Promise<readonly Id[]> =>
  (
    await executor
      .selectFrom('holds')
      .select('customer_id')
      .distinct()
      .where('company_id', '=', companyId)
      .where('customer_id', 'is not', null)
      .where((eb) =>
        eb.or([
          eb.and([eb('kind', 'in', ['promise', 'instalments']), eb('ended_at', 'is', null), eb('amount_minor', 'is not', null)]),
          eb.and([eb('kind', '=', 'promise'), eb('outcome', 'in', ['kept', 'partly', 'broken']), eb('until_on', '>=', since)]),
        ]),
      )
      .orderBy('customer_id')
      .execute()
  ).flatMap((row) => row.customer_id ?? [])

/** Locked until the transaction ends: two judges take turns. */
export async function lockAgreements(executor: Executor, companyId: Id, customerId: Id): Promise<readonly Agreement[]> {
  const rows = await executor
    .selectFrom('holds')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('kind', 'in', ['promise', 'instalments'])
    .orderBy('hold_id')
    .forUpdate()
    .execute()
  return withInstalments(executor, companyId, rows)
}

/** Keeps what became of it; an outcome also ends the hold, null leaves it in force with what came so far. */
export async function saveOutcome(
  executor: Executor,
  companyId: Id,
  holdId: Id,
  to: { readonly outcome: string | null; readonly settledMinor: bigint; readonly at: Date; readonly by: string },
): Promise<void> {
  await executor
    .updateTable('holds')
    .set({
      settled_minor: to.settledMinor,
      ...(to.outcome === null
        ? {}
        : { outcome: to.outcome, outcome_at: to.at, ended_at: sql<Date>`coalesce(ended_at, ${to.at})`, ended_by: to.by }),
    })
    .where('company_id', '=', companyId)
    .where('hold_id', '=', holdId)
    .execute()
}
