// Decides many payments as one: in the order of their days whatever the order of import, those that name invoices before those that do not.
import type { Day } from '#values/day'
import { type Book, bareAccount, compareNaturally, minorNumber } from './book.ts'
import { type Verdict, verdictOn } from './decide.ts'
import { mediumMention, strongMention } from './mentions.ts'
import { MultiMap } from './multi-map.ts'
import type { BatchLearning } from './payer.ts'
import type { BookView, Unresolved } from './proposal.ts'
import type { Decision, PaymentFacts } from './types.ts'

const waitsFrom = 0.5
/** A repeated payment below this may as well be for the next invoice. */
const sureFrom = 0.97
/** From here a suggestion is likely enough to hold an invoice against a payment that names it. */
const strongFrom = 0.95

export const inOrderOfDays = (a: PaymentFacts, b: PaymentFacts): number =>
  a.bookedOn < b.bookedOn ? -1 : a.bookedOn > b.bookedOn ? 1 : compareNaturally(a.id, b.id)

/** The state of a batch: what is open after each decision and what the payments taught on the way. */
class Batch {
  readonly #open: number[]
  readonly #pending = new Map<number, number>()
  readonly #unresolved = new Map<number, Unresolved[]>()
  readonly #settledOn = new Map<number, Day>()
  readonly #learning: BatchLearning = { accounts: new MultiMap() }
  readonly #view: BookView

  constructor(book: Book) {
    this.#open = book.open.slice()
    this.#view = { book, open: this.#open, pending: this.#pending, unresolved: this.#unresolved, settledOn: this.#settledOn }
  }

  decide(payment: PaymentFacts): Verdict {
    return verdictOn(this.#view, payment, this.#learning)
  }

  /** Makes the decision count for those that follow. */
  keep(payment: PaymentFacts, { decision, chosen, payer }: Verdict): void {
    const owner =
      chosen?.customer ??
      ((decision.kind === 'unknown' || (decision.kind === 'duplicate' && decision.probability < sureFrom)) && payer?.certain === true
        ? payer.customer
        : undefined)
    if (decision.outcome !== 'posted' && owner !== undefined && chosen?.fit !== 'converted') {
      const row = this.#unresolved.get(owner) ?? []
      row.push({ on: payment.bookedOn, amount: minorNumber(payment.amount.minor) })
      this.#unresolved.set(owner, row)
    }
    if (chosen === null) return
    if (decision.outcome === 'suggested') {
      if (decision.probability >= waitsFrom)
        for (const part of chosen.parts)
          this.#pending.set(
            part.slot,
            Math.max(decision.probability >= strongFrom ? chosen.indication : 1, this.#pending.get(part.slot) ?? 0),
          )
      return
    }
    for (const part of chosen.parts) {
      this.#open[part.slot] = (this.#open[part.slot] ?? 0) - part.minor
      if (this.#open[part.slot] === 0) this.#settledOn.set(part.slot, payment.bookedOn)
    }
    const known = chosen.payer?.evidence.some((each) => each.kind === 'account') === true
    const named = chosen.payer?.evidence.some((each) => each.kind === 'name' && each.weight >= 4) === true
    if (!known && payment.payerAccount !== undefined && chosen.indication >= strongMention && named) {
      this.#learning.accounts.add(bareAccount(payment.payerAccount), chosen.customer)
    }
  }
}

const waits = ({ decision, chosen }: Verdict): boolean =>
  chosen === null ? decision.kind === 'unknown' : chosen.indication < mediumMention

/** One decision for each payment, in the order given. Work grows with the number of payments, not with their product with the book. */
export function decideBatch(book: Book, payments: readonly PaymentFacts[]): Decision[] {
  const batch = new Batch(book)
  const order = payments
    .map((_, at) => at)
    .sort((a, b) => {
      const [first, second] = [payments[a], payments[b]]
      return first === undefined || second === undefined ? 0 : inOrderOfDays(first, second)
    })
  const decisions: Decision[] = []
  const later: number[] = []
  for (const at of order) {
    const payment = payments[at]
    if (payment === undefined) continue
    const verdict = batch.decide(payment)
    if (waits(verdict)) {
      later.push(at)
      continue
    }
    batch.keep(payment, verdict)
    decisions[at] = verdict.decision
  }
  for (const at of later) {
    const payment = payments[at]
    if (payment === undefined) continue
    const verdict = batch.decide(payment)
    batch.keep(payment, verdict)
    decisions[at] = verdict.decision
  }
  return decisions
}
