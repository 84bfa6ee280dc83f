// The dated facts behind past credit figures, and the figures of each day as they are kept.
import { type RawBuilder, type Selectable, sql } from 'kysely'
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
  on_day: Day
  total: bigint
  open: bigint
  deducted: bigint
}

/** Every document of these customers with what each day did to it, proformas left out. */
export async function listDatedInvoices(
  executor: Executor,
  companyId: Id,
  customerIds: readonly Id[],
  timeZone: string,
): Promise<ReadonlyMap<Id, readonly DatedInvoice[]>> {
  const ofThese = sql`i.company_id = ${companyId} and i.customer_id = any(${[...customerIds]}::uuid[]) and i.type <> 'proforma'`
  const [{ rows }, disputes] = await Promise.all([
    // A row for each day on which something was done to a document.
    sql<ChangeRow>`
      select i.customer_id, i.invoice_id, i.issue_on, i.due_on, i.currency, i.net_minor, e.on_day,
        coalesce(sum(e.amount_minor) filter (where e.kind in ('invoice-issued', 'invoice-changed')), 0)::bigint as total,
        sum(case when e.kind in ('invoice-issued', 'invoice-changed') then e.amount_minor
          when e.kind in ('allocation', 'bank-fee', 'currency-difference', 'refund', 'settled-at-source', 'credit-allocation', 'advance-deducted', 'write-off')
          then -e.amount_minor else 0 end)::bigint as open,
        coalesce(sum(e.amount_minor) filter (where e.kind = 'advance-deducted'), 0)::bigint as deducted
      from invoices i join entries e on e.company_id = i.company_id and e.invoice_id = i.invoice_id
      where ${ofThese} group by i.company_id, i.invoice_id, e.on_day order by i.invoice_id, e.on_day`.execute(executor),
    disputesOf(executor, ofThese, timeZone),
  ])
  const found = new Map<Id, DatedInvoice[]>()
  let [invoiceId, changes]: [Id | null, DatedChange[]] = [null, []]
  for (const row of rows) {
    if (row.invoice_id !== invoiceId) {
      invoiceId = row.invoice_id
      changes = []
      const { issue_on: issueOn, due_on: dueOn, currency, net_minor: netMinor } = row
      const invoice: DatedInvoice = {
        issueOn,
        dueOn,
        currency,
        netMinor,
        changes,
        disputes: disputes.get(row.invoice_id) ?? [],
      }
      const known = found.get(row.customer_id)
      if (known === undefined) found.set(row.customer_id, [invoice])
      else known.push(invoice)
    }
    changes.push({ on: row.on_day, totalMinor: row.total, openMinor: row.open, deductedMinor: row.deducted })
  }
  return found
}

async function disputesOf(
  executor: Executor,
  ofThese: RawBuilder<unknown>,
  timeZone: string,
): Promise<ReadonlyMap<Id, DatedInvoice['disputes']>> {
  const { rows } = await sql<{ invoice_id: Id; from: Day; until: Day | null }>`
    select i.invoice_id, (h.created_at at time zone ${timeZone})::date as from, (h.ended_at at time zone ${timeZone})::date as until
    from holds h join invoices i on ${isHoldOn('i')} where h.kind = 'dispute' and ${ofThese} order by h.created_at`.execute(executor)
  return Map.groupBy(rows, (row) => row.invoice_id)
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
