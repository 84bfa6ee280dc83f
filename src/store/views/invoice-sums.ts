// What stands above a list of invoices: how many there are, what is open of them, and the counts of its tabs.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'
import { figureConditions, sumFigures } from './figure-sums.ts'
import { type InvoiceFilter, invoiceConditions, invoicesFrom } from './invoice-filter.ts'

/** Nobody counts further by reading rows. */
export const countedAtMost = 10_000

export type InvoiceSums = { readonly total: number | null; readonly open: Money[] }

/** Exact, or `total` null: more than `countedAtMost` rows that only reading them all would tell apart. */
export async function sumInvoiceRows(executor: Executor, companyId: Id, filter: InvoiceFilter, today: Day): Promise<InvoiceSums> {
  const kept = await sumFigures(executor, companyId, filter, today)
  if (kept !== null)
    return { total: kept.reduce((sum, row) => sum + row.count, 0), open: kept.map((row) => money(row.openMinor, row.currency)) }
  const { where, few } = await invoiceConditions(executor, companyId, filter, today)
  if (!few) return { total: null, open: [] }
  const { rows } = await sql<{ currency: Currency; count: bigint; open: string }>`
    select currency, count(*) as count, sum(greatest(open_minor, 0))::text as open from (
      select b.currency, b.open_minor from ${invoicesFrom} where ${where} limit ${countedAtMost + 1}) counted group by currency order by 2 desc`.execute(
    executor,
  )
  const total = rows.reduce((sum, row) => sum + Number(row.count), 0)
  return total > countedAtMost ? { total: null, open: [] } : { total, open: rows.map((row) => money(BigInt(row.open), row.currency)) }
}

export type TabCounts = { readonly all: number; readonly overdue: number; readonly open: number; readonly disputed: number }

/** Counts for the tabs above the list. */
export async function countInvoices(executor: Executor, companyId: Id, ownerUserId: string | null, today: Day): Promise<TabCounts> {
  const { where } = await invoiceConditions(executor, companyId, { ownerUserId, status: 'disputed' }, today)
  const [{ rows }, disputes] = await Promise.all([
    sql<{
      all: string | null
      overdue: string | null
      open: string | null
    }>`select sum(f.invoices)::text as all, sum(f.invoices) filter (where f.is_open)::text as open,
      sum(f.invoices) filter (where f.is_open and f.receivable and f.due_on < ${today})::text as overdue
      from invoice_figures f where ${figureConditions(companyId, { ownerUserId })}`.execute(executor),
    sql<{ count: bigint }>`select count(*) as count from ${invoicesFrom} where ${where}`.execute(executor),
  ])
  return {
    all: Number(rows[0]?.all ?? 0),
    overdue: Number(rows[0]?.overdue ?? 0),
    open: Number(rows[0]?.open ?? 0),
    disputed: Number(disputes.rows[0]?.count ?? 0),
  }
}
