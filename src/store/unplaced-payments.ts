// Payments that wait for somebody to say what they are for.
import { sql } from 'kysely'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

export type UnplacedPayment = {
  readonly paymentId: Id
  readonly payerName: string | null
  readonly amountMinor: bigint
  readonly currency: string
  readonly bookedOn: Day
  readonly customerId: Id | null
}

/** Booked between two days, with money left, neither outside the receivables nor put off; the largest five hundred. */
export async function listUnplaced(executor: Executor, companyId: Id, from: Day, to: Day, today: Day): Promise<readonly UnplacedPayment[]> {
  const { rows } = await sql<UnplacedPayment>`
    select p.payment_id as "paymentId", p.payer_name as "payerName", b.unapplied_minor as "amountMinor", p.currency, p.booked_on as "bookedOn",
      p.customer_id as "customerId"
    from payments p join payment_balances b on b.company_id = p.company_id and b.payment_id = p.payment_id
    where p.company_id = ${companyId} and p.booked_on between ${from} and ${to} and b.unapplied_minor > 0 and b.status in ('new', 'partly-settled')
      and p.outside_reason is null and (p.snoozed_until is null or p.snoozed_until <= ${today})
    order by b.unapplied_minor desc limit 500`.execute(executor)
  return rows
}
