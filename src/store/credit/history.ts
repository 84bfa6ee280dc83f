// The dated facts behind past credit figures, and the figures of each day as they are kept.
import { type Selectable, sql } from 'kysely'
import type { DatedChange, DatedInvoice } from '#domain/credit/credit-history'
import type { RatioLack } from '#domain/credit/debt-ratio'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor, Tx } from '../database.ts'
import { isHoldOn } from '../disputes.ts'
import { type ColumnTypes, insertMany } from '../insert-many.ts'
import type { CreditDaysTable } from '../schema/credit.ts'

export type CreditDayRow = {
  readonly customerId: Id
  readonly on: Day
  readonly openMinor: bigint
  readonly overdueMinor: bigint
  readonly numeratorMinor: bigint
  readonly turnoverMinor: bigint
  readonly basisPoints: bigint | null
  readonly lack: RatioLack | null
}

const columns = {
  company_id: 'uuid',
  customer_id: 'uuid',
  on_day: 'date',
  open_minor: 'bigint',
  overdue_minor: 'bigint',
  numerator_minor: 'bigint',
  turnover_minor: 'bigint',
  basis_points: 'bigint',
  lack: 'text',
} as const satisfies ColumnTypes & Record<keyof CreditDaysTable, string>

type ChangeRow = {
  customer_id: Id
  invoice_id: Id
  issue_on: Day
  due_on: Day | null
  currency: Currency
  net_minor: bigint | null
  changes: { on: Day; total: string; open: string; deducted: string }[]
  disputes: { from: Day; until: Day | null }[] | null
}

/** Every document of these customers with what each day did to it, proformas left out. */
export async function listDatedInvoices(
  executor: Executor,
  companyId: Id,
  customerIds: readonly Id[],
  timeZone: string,
): Promise<ReadonlyMap<Id, readonly DatedInvoice[]>> {
  const { rows } = await sql<ChangeRow>`
    select i.customer_id, i.invoice_id, i.issue_on, i.due_on, i.currency, i.net_minor, c.changes, d.disputes
    from invoices i
    join lateral (
      select jsonb_agg(jsonb_build_object('on', s.on_day, 'total', s.total::text, 'open', s.open::text, 'deducted', s.deducted::text) order by s.on_day) as changes
      from (select e.on_day,
          coalesce(sum(e.amount_minor) filter (where e.kind in ('invoice-issued', 'invoice-changed')), 0) as total,
          sum(case when e.kind in ('invoice-issued', 'invoice-changed') then e.amount_minor
            when e.kind in ('allocation', 'bank-fee', 'currency-difference', 'refund', 'settled-at-source', 'credit-allocation', 'advance-deducted', 'write-off')
            then -e.amount_minor else 0 end) as open,
          coalesce(sum(e.amount_minor) filter (where e.kind = 'advance-deducted'), 0) as deducted
        from entries e where e.company_id = i.company_id and e.invoice_id = i.invoice_id group by e.on_day) s) c on c.changes is not null
    left join lateral (
      select jsonb_agg(jsonb_build_object('from', (h.created_at at time zone ${timeZone})::date, 'until', (h.ended_at at time zone ${timeZone})::date)) as disputes
      from holds h where h.kind = 'dispute' and ${isHoldOn('i')}) d on true
    where i.company_id = ${companyId} and i.customer_id = any(${[...customerIds]}::uuid[]) and i.type <> 'proforma'`.execute(executor)
  const found = new Map<Id, DatedInvoice[]>()
  for (const row of rows) {
    const invoice: DatedInvoice = {
      issueOn: row.issue_on,
      dueOn: row.due_on,
      currency: row.currency,
      netMinor: row.net_minor,
      changes: row.changes.map(
        (change): DatedChange => ({
          on: change.on,
          totalMinor: BigInt(change.total),
          openMinor: BigInt(change.open),
          deductedMinor: BigInt(change.deducted),
        }),
      ),
      disputes: row.disputes ?? [],
    }
    const known = found.get(row.customer_id)
    if (known === undefined) found.set(row.customer_id, [invoice])
    else known.push(invoice)
  }
  return found
}

/** Puts the rows in the place of what was kept of these customers from `from` on. */
export async function replaceDays(
  tx: Tx,
  companyId: Id,
  customerIds: readonly Id[],
  from: Day,
  rows: readonly CreditDayRow[],
): Promise<void> {
  await tx
    .deleteFrom('credit_days')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', sql<Id>`any(${[...customerIds]}::uuid[])`)
    .where('on_day', '>=', from)
    .execute()
  await insertMany(
    tx,
    'credit_days',
    columns,
    rows.map((row) => ({
      company_id: companyId,
      customer_id: row.customerId,
      on_day: row.on,
      open_minor: row.openMinor,
      overdue_minor: row.overdueMinor,
      numerator_minor: row.numeratorMinor,
      turnover_minor: row.turnoverMinor,
      basis_points: row.basisPoints,
      lack: row.lack,
    })),
  )
}

const toRow = (row: Selectable<CreditDaysTable>): CreditDayRow => ({
  customerId: row.customer_id,
  on: row.on_day,
  openMinor: row.open_minor,
  overdueMinor: row.overdue_minor,
  numeratorMinor: row.numerator_minor,
  turnoverMinor: row.turnover_minor,
  basisPoints: row.basis_points,
  lack: row.lack as RatioLack | null,
})

/** The last row of each customer before `before`: what stands when the rows from there on begin. */
export async function lastDaysBefore(
  executor: Executor,
  companyId: Id,
  customerIds: readonly Id[],
  before: Day,
): Promise<ReadonlyMap<Id, CreditDayRow>> {
  const rows = await executor
    .selectFrom('credit_days')
    .selectAll()
    .distinctOn('customer_id')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', sql<Id>`any(${[...customerIds]}::uuid[])`)
    .where('on_day', '<', before)
    .orderBy('customer_id')
    .orderBy('on_day', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.customer_id, toRow(row)]))
}

/** The kept rows of one customer from `from` on, with the one that stands on that day; by day. Each stands until the next. */
export async function listCreditDays(executor: Executor, companyId: Id, customerId: Id, from: Day): Promise<readonly CreditDayRow[]> {
  const before = (await lastDaysBefore(executor, companyId, [customerId], from)).get(customerId)
  const rows = await executor
    .selectFrom('credit_days')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('on_day', '>=', from)
    .orderBy('on_day')
    .execute()
  const kept = rows.map(toRow)
  return before === undefined || kept[0]?.on === from ? kept : [{ ...before, on: from }, ...kept]
}
