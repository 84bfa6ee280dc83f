// Open and overdue amounts by product category: each invoice is shared out over its lines by their gross value.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export type CategoryRisk = {
  readonly category: string | null
  readonly openMinor: bigint
  readonly overdueMinor: bigint
  readonly turnoverMinor: bigint
  readonly customers: number
}

type Row = { category: string | null; open: string; overdue: string; turnover: string; customers: number }

/** The sums of all categories are those of the ledger to within half a grosz each; invoices without lines stand under null. */
export async function listRiskByCategory(
  executor: Executor,
  companyId: Id,
  of: { readonly currency: Currency; readonly today: Day; readonly from: Day },
): Promise<readonly CategoryRisk[]> {
  const { rows } = await sql<Row>`
    with documents as (
      select b.invoice_id, b.customer_id, b.open_minor, b.total_minor, b.issue_on, b.due_on, i.lines,
        (select coalesce(sum((l -> 'gross' ->> 'minor')::numeric), 0) from jsonb_array_elements(i.lines) l) as lines_total
      from invoice_balances b join invoices i on i.company_id = b.company_id and i.invoice_id = b.invoice_id
      where b.company_id = ${companyId} and b.currency = ${of.currency} and b.type <> 'proforma' and (b.open_minor <> 0 or b.issue_on >= ${of.from})),
    shares as (
      select d.*, nullif(trim(l ->> 'category'), '') as category, (l -> 'gross' ->> 'minor')::numeric / d.lines_total as share
      from documents d cross join lateral jsonb_array_elements(d.lines) l where d.lines_total <> 0 and l -> 'gross' ->> 'minor' is not null
      union all
      select d.*, null, 1 from documents d where d.lines_total = 0)
    select category, round(sum(open_minor * share))::text as open,
      round(coalesce(sum(open_minor * share) filter (where open_minor > 0 and due_on < ${of.today}), 0))::text as overdue,
      round(coalesce(sum(total_minor * share) filter (where issue_on >= ${of.from}), 0))::text as turnover,
      count(distinct customer_id) filter (where open_minor > 0)::int as customers
    from shares group by category order by sum(open_minor * share) filter (where open_minor > 0 and due_on < ${of.today}) desc nulls last, category`.execute(
    executor,
  )
  return rows.map((row) => ({
    category: row.category,
    openMinor: BigInt(row.open),
    overdueMinor: BigInt(row.overdue),
    turnoverMinor: BigInt(row.turnover),
    customers: row.customers,
  }))
}
