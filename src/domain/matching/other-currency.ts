// Invoices in another currency than the payment: compared at the day's mean rate from a table; without a table only suggested.

import { type Currency, minorDigits } from '#values/currency'
import { addDays } from '#values/day'
import { divideRounded } from '#values/money'
import { minorNumber } from './book.ts'
import { strongMention } from './mentions.ts'
import type { CustomerCase, Proposal } from './proposal.ts'
import type { OpenInvoice, RateLookup } from './types.ts'
import { type Draft, weighed } from './weigh.ts'

/** PLN for one unit in the widest range of the last decade: without a table a payment outside it is not that invoice's. */
const plausible: Readonly<Record<string, readonly [number, number]>> = {
  EUR: [3.9, 5.1],
  USD: [3.3, 5.2],
  GBP: [4.6, 6.4],
  CHF: [3.7, 5.3],
  CZK: [0.14, 0.21],
  SEK: [0.35, 0.5],
  NOK: [0.33, 0.52],
  DKK: [0.52, 0.7],
  PLN: [1, 1],
}

/** A mean rate may be up to a week old (holidays). The rate of the day before the payment comes first (VAT act art. 31a). */
function meanRate(
  rates: RateLookup,
  currency: Currency,
  payment: CustomerCase['payment'],
): { readonly tenThousandths: bigint; readonly per: bigint } | null {
  if (currency === 'PLN') return { tenThousandths: 10_000n, per: 1n }
  for (const back of [1, 2, 3, 4, 5, 6, 7, 8, 0]) {
    const rate = rates(currency, addDays(payment.bookedOn, -back))
    if (rate !== null) return { tenThousandths: rate.tenThousandths, per: rate.per ?? 1n }
  }
  return null
}

/** Share by which the payment differs from the open amounts at the day's rate; null when no rate is known. */
function deviation(at: CustomerCase, invoices: readonly OpenInvoice[], open: number): number | null {
  const rates = at.view.book.settings.rates
  const first = invoices[0]
  if (rates === undefined || first === undefined) return null
  const from = meanRate(rates, first.open.currency, at.payment)
  const to = meanRate(rates, at.payment.amount.currency, at.payment)
  if (from === null || to === null || to.tenThousandths === 0n) return null
  const units = (currency: Currency): bigint => 10n ** BigInt(minorDigits(currency))
  const up = from.tenThousandths * to.per * units(at.payment.amount.currency)
  const expected = minorNumber(divideRounded(BigInt(open) * up, to.tenThousandths * from.per * units(first.open.currency)))
  return expected === 0 ? null : (at.amount - expected) / expected
}

function isPlausible(at: CustomerCase, invoice: OpenInvoice, open: number): boolean {
  const from = plausible[invoice.open.currency]
  const to = plausible[at.payment.amount.currency]
  if (from === undefined || to === undefined || open <= 0) return false
  const ratio = at.amount / open
  return ratio >= (from[0] / to[1]) * 0.98 && ratio <= (from[1] / to[0]) * 1.02
}

/** Explanations in which the payment settles named invoices of another currency, or the payer's only one that the rate fits. */
export function convertedProposals(at: CustomerCase, other: { readonly name: string; readonly hard: boolean } | null): Proposal[] {
  const { book, open } = at.view
  const foreign = (slot: number): boolean =>
    (open[slot] ?? 0) > 0 &&
    book.invoices[slot]?.open.currency !== at.payment.amount.currency &&
    !book.dismissed.has(`${at.payment.id} ${book.invoices[slot]?.id ?? ''}`)
  const named = [...at.mentions.values()]
    .filter((mention) => mention.weight >= strongMention && foreign(mention.slot))
    .map((mention) => mention.slot)
  const candidates =
    named.length > 0
      ? [named]
      : at.payer !== null && book.settings.rates !== undefined
        ? (book.customers[at.customer]?.slots ?? [])
            .slice(-500)
            .filter((slot) => foreign(slot) && (book.invoices[slot]?.issueOn ?? '') <= at.payment.bookedOn)
            .slice(0, 60)
            .map((slot) => [slot])
        : []
  const drafts: Draft[] = []
  for (const slots of candidates) {
    const invoices = slots.map((slot) => book.invoices[slot]).filter((invoice) => invoice !== null && invoice !== undefined)
    const first = invoices[0]
    if (first === undefined || invoices.some((invoice) => invoice.open.currency !== first.open.currency)) continue
    const total = slots.reduce((sum, slot) => sum + (open[slot] ?? 0), 0)
    const off = deviation(at, invoices, total)
    const near = off === null ? named.length > 0 && isPlausible(at, first, total) : Math.abs(off) <= (named.length > 0 ? 0.05 : 0.015)
    if (!near) continue
    const percent = off === null ? 0 : Math.round(off * 1000) / 10
    drafts.push({
      kind: 'other-currency',
      parts: slots.map((slot) => ({ slot, minor: open[slot] ?? 0 })),
      rest: 0,
      fit: 'converted',
      unique: off !== null && Math.abs(off) <= 0.025 && named.length > 0,
      amountEvidence: {
        kind: 'currency',
        weight: off === null ? 1.5 : 3,
        because: off === null ? 'currency.no-rate' : 'currency.rate',
        facts: { currency: first.open.currency, percent },
      },
    })
  }
  return drafts.map((draft) => weighed(at, draft, other))
}
