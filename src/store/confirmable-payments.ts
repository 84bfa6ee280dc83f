// Payments as a confirmation sees them: whose invoices they settle now.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

export type ConfirmablePayment = {
  readonly paymentId: Id
  readonly bookedOn: Day
  /** The customer whose invoices got most of it; null when nothing of it is allocated now. */
  readonly customerId: Id | null
}

/** Payments of money in, each with the customer that its allocations stand for at this moment. */
export async function listConfirmable(executor: Executor, companyId: Id, paymentIds: readonly Id[]): Promise<readonly ConfirmablePayment[]> {
  if (paymentIds.length === 0) return []
  const payments = await executor.selectFrom('payments').select(['payment_id', 'booked_on'])
    .where('company_id', '=', companyId).where('payment_id', 'in', paymentIds).where('amount_minor', '>', 0n).execute()
  const allocated = await executor.selectFrom('entries')
    .innerJoin('invoices', join => join.onRef('invoices.company_id', '=', 'entries.company_id').onRef('invoices.invoice_id', '=', 'entries.invoice_id'))
    .select(eb => ['entries.payment_id as payment_id', 'invoices.customer_id as customer_id', eb.cast<string>(eb.fn.sum('entries.amount_minor'), 'text').as('minor')])
    .where('entries.company_id', '=', companyId).where('entries.kind', '=', 'allocation').where('entries.payment_id', 'in', paymentIds)
    .groupBy(['entries.payment_id', 'invoices.customer_id']).execute()
  return payments.map(payment => {
    const shares = allocated.filter(row => row.payment_id === payment.payment_id).map(row => ({ customerId: row.customer_id, minor: BigInt(row.minor) }))
      .filter(share => share.minor !== 0n).sort((a, b) => (a.minor === b.minor ? (a.customerId < b.customerId ? -1 : 1) : a.minor > b.minor ? -1 : 1))
    return { paymentId: payment.payment_id, bookedOn: payment.booked_on, customerId: shares[0]?.customerId ?? null }
  })
}
