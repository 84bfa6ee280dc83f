// Receivables, their overdue part and the debt ratio at the end of each month, summed by the database.
import { sql } from 'kysely'
import type { MonthEndFact } from '#ports/report-rows'
import type { Currency } from '#values/currency'
import { type Day, lastOfMonth, monthKey } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Executor } from '../database.ts'
import { type CustomerChoice, chosenCustomer } from './customer-choice.ts'
import { disputedOn } from './invoice-facts.ts'
import { keptRatioRows } from './kept-ratios.ts'

/** One fact a month in the order given; the last may be a day within its month. Documents of this currency alone; the ratio is kept in the base currency. */
export async function readMonthEnds(
  executor: Executor,
  { currency, base }: { readonly currency: Currency; readonly base: Currency },
  months: readonly Day[],
  {
    asOf,
    companyId,
    choice,
  }: { readonly asOf: Day; readonly companyId: Id; readonly choice: CustomerChoice & { readonly withoutDisputed: boolean } },
): Promise<readonly MonthEndFact[]> {
  const facts: MonthEndFact[] = []
  for (const month of months) {
    const end = monthKey(month) === monthKey(asOf) ? asOf : lastOfMonth(month)
    const kept = await keptRatioRows(executor, companyId, end)
    const { rows } = await sql<{ open: string | null; overdue: string | null; ratio: string | null }>`
      with sums as (
        select i.due_on, i.issue_on, sum(case when e.kind in ('invoice-issued', 'invoice-changed') then e.amount_minor else 0 end) as total,
          sum(case when e.kind in ('invoice-issued', 'invoice-changed') then e.amount_minor
            when e.kind in ('overpayment-noted', 'payment-received', 'payment-returned') then 0 else -e.amount_minor end) as rest
        from invoices i join entries e on e.company_id = i.company_id and e.invoice_id = i.invoice_id and e.on_day <= ${end}
        where i.company_id = ${companyId} and i.type <> 'proforma' and i.currency = ${currency} and i.issue_on <= ${end}
          and ${chosenCustomer(companyId, choice, 'i.customer_id')} and ${choice.withoutDisputed ? sql`not ${disputedOn(end)}` : sql`true`}
        group by i.invoice_id, i.due_on, i.issue_on
      ), open as (select *, case when total >= 0 then greatest(rest, 0) else least(rest, 0) end as open from sums)
      select sum(open)::text as open, (sum(open) filter (where due_on < ${end} and open > 0))::text as overdue,
        (select (sum(numerator_minor) * 100 / nullif(greatest(sum(turnover_minor), 0), 0))::text from (${kept}) kept
          where ${currency === base} and lack is distinct from 'rate-missing' and ${chosenCustomer(companyId, choice, 'kept.customer_id')}) as ratio
      from open`.execute(executor)
    const [row] = rows
    const amount = (text: string | null | undefined) => money(BigInt(text ?? '0'), currency)
    facts.push({
      month: monthKey(month),
      on: end,
      open: amount(row?.open),
      overdue: amount(row?.overdue),
      ratioPercent: row?.ratio == null ? null : Number(row.ratio),
    })
  }
  return facts
}
