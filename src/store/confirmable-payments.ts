// Payments as a confirmation sees them: whose invoices they settle now.
import { currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from './database.ts'

export type ConfirmablePayment = {
  readonly paymentId: Id
  readonly bookedOn: Day
  /** The customer whose invoices got most of it; null when nothing of it is allocated now. */
  readonly customerId: Id | null
}

/** Payments of money in, each with the customer that its allocations stand for at this moment. */
export async function listConfirmable(
  executor: Executor,
  companyId: Id,
  paymentIds: readonly Id[],
): Promise<readonly ConfirmablePayment[]> {
  if (paymentIds.length === 0) return []
  const payments = await executor
    .selectFrom('payments')
    .select(['payment_id', 'booked_on'])
    .where('company_id', '=', companyId)
    .where('payment_id', 'in', paymentIds)
    .where('amount_minor', '>', 0n)
    .execute()
  const allocated = await executor
    .selectFrom('entries')
    .innerJoin('invoices', (join) =>
      join.onRef('invoices.company_id', '=', 'entries.company_id').onRef('invoices.invoice_id', '=', 'entries.invoice_id'),
    )
    .select((eb) => [
      'entries.payment_id as payment_id',
      'invoices.customer_id as customer_id',
      eb.cast<string>(eb.fn.sum('entries.amount_minor'), 'text').as('minor'),
    ])
    .where('entries.company_id', '=', companyId)
    .where('entries.kind', '=', 'allocation')
    .where('entries.payment_id', 'in', paymentIds)
    .groupBy(['entries.payment_id', 'invoices.customer_id'])
    .execute()
  return payments.map((payment) => {
    const shares = allocated
      .filter((row) => row.payment_id === payment.payment_id)
      .map((row) => ({ customerId: row.customer_id, minor: BigInt(row.minor) }))
      .filter((share) => share.minor !== 0n)
      .sort((a, b) => (a.minor === b.minor ? (a.customerId < b.customerId ? -1 : 1) : a.minor > b.minor ? -1 : 1))
    return { paymentId: payment.payment_id, bookedOn: payment.booked_on, customerId: shares[0]?.customerId ?? null }
  })
}

/** A payment as its confirmation tells it. */
export type ConfirmationFacts = {
  readonly bookedOn: Day
  readonly amount: Money
  readonly unapplied: Money
  readonly allocations: readonly {
    readonly number: string
    readonly applied: Money
    readonly left: Money
    readonly viewUrl: string | null
    readonly customerId: Id
  }[]
}

/** The payment with what it settles at this moment, of this customer's invoices alone; null when nothing of it is allocated to them. */
export async function findConfirmation(
  executor: Executor,
  companyId: Id,
  paymentId: Id,
  customerId: Id,
): Promise<ConfirmationFacts | null> {
  const payment = await executor
    .selectFrom('payments as payment')
    .innerJoin('payment_balances as balance', (join) =>
      join.onRef('balance.company_id', '=', 'payment.company_id').onRef('balance.payment_id', '=', 'payment.payment_id'),
    )
    .where('payment.company_id', '=', companyId)
    .where('payment.payment_id', '=', paymentId)
    .select(['payment.booked_on', 'payment.amount_minor', 'payment.currency', 'balance.unapplied_minor'])
    .executeTakeFirst()
  if (payment === undefined) return null
  const rows = await executor
    .selectFrom('entries as entry')
    .innerJoin('invoices as invoice', (join) =>
      join.onRef('invoice.company_id', '=', 'entry.company_id').onRef('invoice.invoice_id', '=', 'entry.invoice_id'),
    )
    .innerJoin('invoice_balances as balance', (join) =>
      join.onRef('balance.company_id', '=', 'entry.company_id').onRef('balance.invoice_id', '=', 'entry.invoice_id'),
    )
    .where('entry.company_id', '=', companyId)
    .where('entry.payment_id', '=', paymentId)
    .where('entry.kind', '=', 'allocation')
    .where('invoice.customer_id', '=', customerId)
    .select((eb) => [
      'invoice.invoice_id',
      'invoice.number',
      'invoice.view_url',
      'invoice.customer_id',
      'balance.open_minor',
      'balance.currency',
      'balance.issue_on',
      eb.cast<string>(eb.fn.sum('entry.amount_minor'), 'text').as('applied'),
    ])
    .groupBy([
      'invoice.invoice_id',
      'invoice.number',
      'invoice.view_url',
      'invoice.customer_id',
      'balance.open_minor',
      'balance.currency',
      'balance.issue_on',
    ])
    .orderBy('balance.issue_on')
    .orderBy('invoice.number')
    .execute()
  const allocations = rows
    .filter((row) => BigInt(row.applied) !== 0n)
    .map((row) => ({
      number: row.number,
      applied: money(BigInt(row.applied), currency(row.currency)),
      left: money(row.open_minor, currency(row.currency)),
      viewUrl: row.view_url,
      customerId: row.customer_id,
    }))
  if (allocations.length === 0) return null
  const of = currency(payment.currency)
  return {
    bookedOn: payment.booked_on,
    amount: money(payment.amount_minor, of),
    unapplied: money(payment.unapplied_minor, of),
    allocations,
  }
}
