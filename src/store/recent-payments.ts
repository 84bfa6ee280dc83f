// Payments of the last weeks, placed or not, as matching looks at them, and how they stand in the books.
import { sql } from 'kysely'
import type { PaymentFacts, ProposedAllocation } from '#domain/matching/types'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Executor } from './database.ts'
import { toPaymentFacts } from './matching-book.ts'

export type PlacedPayment = {
  readonly customerId: Id | null
  readonly allocations: readonly ProposedAllocation[]
  readonly outside: boolean
}
export type RecentPayments = { readonly payments: readonly PaymentFacts[]; readonly placed: ReadonlyMap<Id, PlacedPayment> }

/** Payments booked since a day with their whole amount, newest first, and where their money lies by entries that stand. */
export async function listRecentPayments(executor: Executor, companyId: Id, since: Day): Promise<RecentPayments> {
  const rows = await executor
    .selectFrom('payments as p')
    .selectAll('p')
    .where('p.company_id', '=', companyId)
    .where('p.booked_on', '>=', since)
    .where('p.amount_minor', '>', 0n)
    .orderBy('p.booked_on', 'desc')
    .orderBy('p.payment_id', 'desc')
    .execute()
  const { rows: parts } = await sql<{ payment_id: Id; invoice_id: Id; currency: string; minor: bigint }>`
    select e.payment_id, e.invoice_id, e.currency, sum(e.amount_minor)::bigint as minor
    from entries e join payments p on p.company_id = e.company_id and p.payment_id = e.payment_id
    where e.company_id = ${companyId} and p.booked_on >= ${since} and e.kind = 'allocation' and e.invoice_id is not null
    group by 1, 2, 3 having sum(e.amount_minor) <> 0`.execute(executor)
  const allocations = Map.groupBy(parts, (part) => part.payment_id)
  return {
    payments: rows.map((row) => toPaymentFacts(row, row.amount_minor)),
    placed: new Map(
      rows.map((row) => [
        row.payment_id,
        {
          customerId: row.customer_id,
          outside: row.outside_reason !== null,
          allocations: (allocations.get(row.payment_id) ?? []).map((part) => ({
            invoiceId: part.invoice_id,
            amount: money(part.minor, part.currency as Currency),
          })),
        },
      ]),
    ),
  }
}
