// Proformas and advance invoices settle into the document that follows them, so that nothing is owed twice.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { draft, type Entry, type EntryDraft } from './entry.ts'
import { invoiceSums } from './invoice-sums.ts'
import { lesser } from './lesser.ts'
import { openDay } from './period-lock.ts'
import type { PlannedInvoice } from './plan.ts'
import { release, releaseDay } from './release.ts'

/**
 * Entries that hand a proforma's payments over to the invoice that replaces it and close the proforma. What exceeds the invoice goes back
 * to its payment, unapplied. `entries` are the proforma's.
 */
export function proformaInto(
  proforma: { readonly id: Id; readonly entries: readonly Entry[] },
  invoice: PlannedInvoice,
  lockedUntil: Day | null,
): readonly EntryDraft[] {
  const { currency } = invoice.open
  const before = invoiceSums(proforma.entries, currency)
  const freed = release(
    proforma.entries,
    before.settled.minor,
    ['allocation', 'settled-at-source', 'bank-fee', 'currency-difference'],
    releaseDay(invoice.issuedOn, lockedUntil),
  )
  const on = openDay(invoice.issuedOn, lockedUntil)
  let left = invoice.open.minor
  const moved = freed.drafts.flatMap((reversal) => {
    if (reversal.kind !== 'allocation' || reversal.paymentAmount === null) return []
    const whole = -reversal.amount.minor
    const taken = lesser(whole, left)
    if (taken <= 0n) return []
    left -= taken
    const share = (-reversal.paymentAmount.minor * taken) / whole
    return [
      draft('allocation', reversal.on, money(taken, currency), {
        invoiceId: invoice.id,
        paymentId: reversal.paymentId,
        paymentAmount: money(share, reversal.paymentAmount.currency),
        matchId: reversal.matchId,
        why: 'proforma',
      }),
    ]
  })
  const rest = before.total.minor - before.credited.minor - before.advances.minor - before.writtenOff.minor
  const closed = rest > 0n ? [draft('advance-deducted', on, money(rest, currency), { invoiceId: proforma.id, why: invoice.number })] : []
  return [...freed.drafts, ...moved, ...closed]
}

/**
 * What advance invoices have billed already of a final one whose total is the whole deal (its lines add up to it): deducted once each.
 * A final one of KSeF (ROZ, P_15) names only what is left, and nothing is deducted; nor where the lines do not tell.
 */
export function advancesInto(
  final: { readonly id: Id; readonly total: Money; readonly open: Money; readonly issuedOn: Day; readonly linesGross: Money | null },
  advances: readonly { readonly id: Id; readonly number: string; readonly total: Money }[],
  lockedUntil: Day | null,
): readonly EntryDraft[] {
  if (final.linesGross === null || final.linesGross.minor !== final.total.minor) return []
  let left = final.open.minor
  return advances.flatMap((advance) => {
    const taken = lesser(advance.total.minor, left)
    if (taken <= 0n || advance.total.currency !== final.total.currency) return []
    left -= taken
    return [
      draft('advance-deducted', openDay(final.issuedOn, lockedUntil), money(taken, final.total.currency), {
        invoiceId: final.id,
        key: `advance:${final.id}:${advance.id}`,
        why: advance.number,
      }),
    ]
  })
}
