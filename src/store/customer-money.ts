// Money that came from one customer since a day: payments without their returns, with what they are set against, and what sources say was paid elsewhere.
import { sql } from 'kysely'
import type { MoneyIn } from '#domain/agreements/money-in'
import { currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Executor } from './database.ts'

type Row = {
  id: Id
  on_day: Day
  minor: bigint
  currency: string
  own: boolean
  allocations: readonly { readonly invoiceId: Id; readonly minor: string; readonly currency: string }[] | null
}

/** A payment of somebody else counts with what of it is set against this customer's invoices. */
export async function listMoneyIn(executor: Executor, companyId: Id, customerId: Id, since: Day): Promise<readonly MoneyIn[]> {
  const { rows } = await sql<Row>`
    with parts as (
      select e.payment_id, e.invoice_id, e.currency, sum(e.amount_minor) as minor from entries e
      join invoices i on i.company_id = e.company_id and i.invoice_id = e.invoice_id
      where e.company_id = ${companyId} and i.customer_id = ${customerId} and e.kind = 'allocation' and e.payment_id is not null
      group by 1, 2, 3 having sum(e.amount_minor) <> 0)
    select p.payment_id as id, p.booked_on as on_day, b.amount_minor as minor, b.currency, coalesce(p.customer_id = ${customerId}, false) as own,
      (select json_agg(json_build_object('invoiceId', a.invoice_id, 'minor', a.minor::text, 'currency', a.currency)) from parts a where a.payment_id = p.payment_id) as allocations
    from payments p join payment_balances b on b.company_id = p.company_id and b.payment_id = p.payment_id
    where p.company_id = ${companyId} and p.booked_on >= ${since} and b.status not in ('outside', 'withdrawn')
      and (p.customer_id = ${customerId} or p.payment_id in (select payment_id from parts))
    union all
    select e.invoice_id, max(e.on_day), sum(e.amount_minor)::bigint, e.currency, true,
      json_build_array(json_build_object('invoiceId', e.invoice_id, 'minor', sum(e.amount_minor)::text, 'currency', e.currency))
    from entries e join invoices i on i.company_id = e.company_id and i.invoice_id = e.invoice_id
    where e.company_id = ${companyId} and i.customer_id = ${customerId} and e.kind = 'settled-at-source' and e.on_day >= ${since}
    group by e.invoice_id, e.currency having sum(e.amount_minor) > 0`.execute(executor)
  return rows.map((row) => {
    const of = currency(row.currency)
    const allocations = (row.allocations ?? []).map((part) => ({
      invoiceId: part.invoiceId,
      amount: money(BigInt(part.minor), currency(part.currency)),
    }))
    const mine = allocations.filter((part) => part.amount.currency === of).reduce((sum, part) => sum + part.amount.minor, 0n)
    return { id: row.id, on: row.on_day, amount: money(row.own ? row.minor : mine, of), allocations }
  })
}
