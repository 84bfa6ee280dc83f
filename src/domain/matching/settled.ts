// A payment that names what is settled already: paid twice, or last month's title used again.
import { daysBetween } from '#values/day'
import { minorNumber } from './book.ts'
import { customerMentions, strongMention } from './mentions.ts'
import type { Payer } from './payer.ts'
import type { BookView, Proposal } from './proposal.ts'
import type { TitleReading } from './title-reading.ts'
import type { Evidence, PaymentFacts } from './types.ts'

/** Who sends the same money twice does so within days; who reuses last month's title does so weeks later. */
const quickRepeatDays = 20

export type SettledMention = { readonly weight: number; readonly because: string; readonly facts: Evidence['facts'] }

/** Speaks for "settles nothing" when everything that the title names is settled and nothing open is named. */
export function settledMention(
  view: BookView,
  payment: PaymentFacts,
  amount: number,
  title: TitleReading,
  payers: readonly Payer[],
  proposals: readonly Proposal[],
): SettledMention | null {
  if (proposals.some((proposal) => proposal.indication >= strongMention && proposal.fit === 'exact')) return null
  const owners = new Set(
    [...title.readings, ...title.hard].flatMap((each) => each.slots.slice(0, 6).map((slot) => view.book.customerOf[slot] ?? -1)),
  )
  let best: SettledMention | null = null
  for (const customer of owners) {
    const named = new Set<number>()
    for (const token of customerMentions(view.book, title, customer))
      for (const option of token.options) if (option.weight >= strongMention) named.add(option.slot)
    const settled = [...named].filter(
      (slot) => view.open[slot] === 0 && view.book.invoices[slot]?.open.currency === payment.amount.currency,
    )
    if (settled.length === 0 || settled.length < named.size) continue
    const total = settled.reduce((sum, slot) => sum + minorNumber(view.book.invoices[slot]?.total.minor ?? 0n), 0)
    const payerFits = payers.some((payer) => payer.customer === customer && payer.weight >= 4)
    const number = view.book.invoices[settled[0] ?? -1]?.number ?? ''
    if (total === amount) {
      const on = view.settledOn.get(settled[0] ?? -1)
      const soon = on !== undefined && daysBetween(on, payment.bookedOn) <= quickRepeatDays
      return { weight: (payerFits ? 9 : 7) + (soon ? 4 : 0), because: 'number.paid-twice', facts: { number } }
    }
    best ??= { weight: 2, because: 'number.settled', facts: { number } }
  }
  return best
}
