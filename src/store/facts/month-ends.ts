// Receivables, their overdue part and the debt ratio at the end of each month, summed by the database.
import { sql } from 'kysely'
import type { MonthEndFact } from '#ports/report-rows'
import type { Currency } from '#values/currency'
import { type Day, lastOfMonth, monthKey } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Executor } from '../database.ts'

/** One fact a month in the order given; the last may be a day within its month. Documents of this currency alone; the ratio is kept in the base currency. */
export async function readMonthEnds(
  executor: Executor,
  companyId: Id,
  { currency, base }: { readonly currency: Currency; readonly base: Currency },
  months: readonly Day[],
  asOf: Day,
): Promise<readonly MonthEndFact[]> {
  const facts: MonthEndFact[] = []
  for (const month of months) {
    const end = monthKey(month) === monthKey(asOf) ? asOf : lastOfMonth(month)
    const { rows } = await sql<{ open: string | null; overdue: string | null; ratio: string | null }>`
      with sums as (
        select i.due_on, i.issue_on, sum(case when e.kind in ('invoice-issued', 'invoice-changed') then e.amount_minor else 0 end) as total,
          sum(case when e.kind in ('invoice-issued', 'invoice-changed') then e.amount_minor
            when e.kind in ('overpayment-noted', 'payment-received', 'payment-returned') then 0 else -e.amount_minor end) as rest
        from invoices i join entries e on e.company_id = i.company_id and e.invoice_id = i.invoice_id and e.on_day <= ${end}
        where i.company_id = ${companyId} and i.type <> 'proforma' and i.currency = ${currency} and i.issue_on <= ${end}
        group by i.invoice_id, i.due_on, i.issue_on
      ), open as (select *, case when total >= 0 then greatest(rest, 0) else least(rest, 0) end as open from sums)
      select sum(open)::text as open, (sum(open) filter (where due_on < ${end} and open > 0))::text as overdue,
        (select (sum(numerator_minor) * 100 / nullif(greatest(sum(turnover_minor), 0), 0))::text from (
          select distinct on (customer_id) numerator_minor, turnover_minor, lack from credit_days
          where company_id = ${companyId} and on_day <= ${end} order by customer_id, on_day desc) days
          where ${currency === base} and lack is distinct from 'rate-missing') as ratio
      from open`.execute(executor)
    const [row] = rows
    const amount = (text: string | null | undefined) => money(BigInt(text ?? '0'), currency)
    facts.push({
      month: monthKey(month),
      open: amount(row?.open),
      overdue: amount(row?.overdue),
      ratioPercent: row?.ratio == null ? null : Number(row.ratio),
    })
  }
  return facts
}
