// One way to explain a payment, before it is weighed against the others.
import type { Day } from '#values/day'
import type { Book } from './book.ts'
import { asksToSubtract } from './lexicon.ts'
import { customerMentions, type Mention, type MentionToken } from './mentions.ts'
import type { Payer } from './payer.ts'
import type { TitleReading } from './title-reading.ts'
import type { Evidence, MatchKind, PaymentFacts } from './types.ts'

export type Part = { readonly slot: number; readonly minor: number }
export type AmountFit = 'exact' | 'near' | 'part' | 'over' | 'converted'

/** `score` is the sum of all log odds; `indication` the weakest number that it rests on (0: none); `unique` that no other set of the customer's fits. */
export type Proposal = {
  readonly customer: number
  readonly kind: MatchKind
  readonly parts: readonly Part[]
  /** Minor units that stay unapplied. */
  readonly rest: number
  readonly fit: AmountFit
  readonly unique: boolean
  readonly indication: number
  readonly payer: Payer | null
  /** Log odds of the amount alone. */
  readonly amountWeight: number
  readonly evidence: readonly Evidence[]
  readonly against: readonly Evidence[]
  readonly score: number
}

export type Unresolved = { readonly on: Day; readonly amount: number }

/** What open amounts are at the moment of deciding, and what other payments of a batch already want. */
export type BookView = {
  readonly book: Book
  readonly open: readonly number[]
  /** Invoices that a suggestion waits for, with the indication that it rests on. */
  readonly pending: ReadonlyMap<number, number>
  /** Payments of a customer that a person still has to look at: which of several equal invoices they take is open. */
  readonly unresolved: ReadonlyMap<number, readonly Unresolved[]>
  /** Days on which payments of the batch settled invoices; what the map lacks was settled before. */
  readonly settledOn: ReadonlyMap<number, Day>
}

/** Everything that proposals of one customer are made from. */
export type CustomerCase = {
  readonly view: BookView
  readonly payment: PaymentFacts
  readonly amount: number
  readonly title: TitleReading
  readonly customer: number
  readonly payer: Payer | null
  readonly tokens: readonly MentionToken[]
  /** Best mention of each invoice that the title names in full. */
  readonly mentions: ReadonlyMap<number, Mention>
  /** Open invoices and credit notes in the payment's currency, oldest due first, dismissed ones left out. */
  readonly openSlots: readonly number[]
  /** True when the customer has more invoices than were looked at. */
  readonly bounded: boolean
  readonly subtracts: boolean
}

const scanLimit = 4000
const bigCustomerSample = 150

const sameCurrency = (view: BookView, slot: number, payment: PaymentFacts): boolean =>
  view.book.invoices[slot]?.open.currency === payment.amount.currency

/** Invoices of a customer that is too big to scan: those named, those of the amount, and the oldest. */
function sample(view: BookView, slots: readonly number[], amount: number, customer: number, named: Iterable<number>): number[] {
  const found = new Set<number>(named)
  let looked = 0
  for (const slot of view.book.byAmount.get(amount)) {
    if (looked++ > scanLimit || found.size > bigCustomerSample) break
    if (view.book.customerOf[slot] === customer && view.open[slot] === amount) found.add(slot)
  }
  for (let at = 0; at < Math.min(slots.length, scanLimit) && found.size < bigCustomerSample * 2; at++) {
    const slot = slots[at] ?? 0
    if ((view.open[slot] ?? 0) !== 0) found.add(slot)
  }
  return [...found]
}

export function customerCase(
  view: BookView,
  payment: PaymentFacts,
  amount: number,
  title: TitleReading,
  customer: number,
  payer: Payer | null,
): CustomerCase {
  const tokens = customerMentions(view.book, title, customer)
  const mentions = new Map<number, Mention>()
  for (const token of tokens) {
    for (const option of token.options) {
      const known = mentions.get(option.slot)
      if (known === undefined || known.weight < option.weight) mentions.set(option.slot, option)
    }
  }
  const slots = view.book.customers[customer]?.slots ?? []
  const bounded = slots.length > scanLimit
  const openSlots = (bounded ? sample(view, slots, amount, customer, mentions.keys()) : slots).filter(
    (slot) =>
      (view.open[slot] ?? 0) !== 0 &&
      sameCurrency(view, slot, payment) &&
      (view.book.dismissed.size === 0 || !view.book.dismissed.has(`${payment.id} ${view.book.invoices[slot]?.id ?? ''}`)),
  )
  const subtracts = title.title.atoms.some((atom) => !atom.digits && asksToSubtract(atom.text))
  return { view, payment, amount, title, customer, payer, tokens, mentions, openSlots, bounded, subtracts }
}

export const openOf = (at: CustomerCase, slot: number): number => at.view.open[slot] ?? 0

export const issuedBy = (at: CustomerCase, slot: number): boolean => {
  const invoice = at.view.book.invoices[slot]
  return invoice !== null && invoice !== undefined && invoice.issueOn <= at.payment.bookedOn
}

/** True when an earlier payment of the customer is undecided and may be for one of these invoices. */
export const undecidedBefore = (at: CustomerCase, slots: readonly number[]): boolean =>
  (at.view.unresolved.get(at.customer) ?? []).some(
    ({ on, amount }) =>
      on <= at.payment.bookedOn && slots.some((slot) => amount >= openOf(at, slot) && (at.view.book.invoices[slot]?.issueOn ?? on) <= on),
  )
