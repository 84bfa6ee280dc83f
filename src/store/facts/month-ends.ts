// Receivables, their overdue part and turnover at the end of each month, summed by the database.
import { sql } from 'kysely'
import type { MonthEndFact } from '#ports/report-rows'
import type { Currency } from '#values/currency'
import { addDays, type Day, lastOfMonth, monthKey } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Executor } from '../database.ts'

/** One fact a month in the order given; the last may be a day within its month. Documents of this currency alone. */
export async function readMonthEnds(
  executor: Executor,
  companyId: Id,
  currency: Currency,
  months: readonly Day[],
  asOf: Day,
): Promise<readonly MonthEndFact[]> {
  const facts: MonthEndFact[] = []
  for (const month of months) {
    const end = monthKey(month) === monthKey(asOf) ? asOf : lastOfMonth(month)
    const { rows } = await sql<{ open: string | null; overdue: string | null; turnover: string | null }>`
      with sums as (
        select i.due_on, i.issue_on, sum(case when e.kind in ('invoice-issued', 'invoice-changed') then e.amount_minor else 0 end) as total,
          sum(case when e.kind in ('invoice-issued', 'invoice-changed') then e.amount_minor
            when e.kind in ('overpayment-noted', 'payment-received', 'payment-returned') then 0 else -e.amount_minor end) as rest
        from invoices i join entries e on e.company_id = i.company_id and e.invoice_id = i.invoice_id and e.on_day <= ${end}
        where i.company_id = ${companyId} and i.type <> 'proforma' and i.currency = ${currency} and i.issue_on <= ${end}
        group by i.invoice_id, i.due_on, i.issue_on
      ), open as (select *, case when total >= 0 then greatest(rest, 0) else least(rest, 0) end as open from sums)
      select sum(open)::text as open, (sum(open) filter (where due_on < ${end} and open > 0))::text as overdue,
        (sum(total) filter (where issue_on > ${addDays(end, -365)}))::text as turnover from open`.execute(executor)
    const [row] = rows
    const amount = (text: string | null | undefined) => money(BigInt(text ?? '0'), currency)
    facts.push({ month: monthKey(month), open: amount(row?.open), overdue: amount(row?.overdue), turnover: amount(row?.turnover) })
  }
  return facts
}
