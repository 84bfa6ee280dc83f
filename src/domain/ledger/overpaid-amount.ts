// By how much an invoice was paid too much and nobody has used the money yet.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Entry, entriesUntil, livingEntries } from './entry.ts'

/**
 * Minor units noted as overpayment on one invoice, as far as the payments still hold them unapplied; what the source alone overpaid counts whole.
 * `unappliedOf` answers in the payment's currency; an unknown payment holds nothing.
 */
export function overpaidMinor(entries: readonly Entry[], unappliedOf: (paymentId: Id) => bigint, asOf?: Day): bigint {
  const noted = livingEntries(entriesUntil(entries, asOf)).filter((entry) => entry.kind === 'overpayment-noted' && entry.invoiceId !== null)
  const byPayment = new Map<Id, bigint>()
  let atSource = 0n
  for (const { paymentId, amount } of noted) {
    if (paymentId === null) atSource += amount.minor
    else byPayment.set(paymentId, (byPayment.get(paymentId) ?? 0n) + amount.minor)
  }
  return [...byPayment].reduce((sum, [paymentId, minor]) => {
    const held = unappliedOf(paymentId)
    return sum + (held < minor ? (held < 0n ? 0n : held) : minor)
  }, atSource)
}
