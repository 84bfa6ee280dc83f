// The door of matching: open invoices and what was learnt become an index, payments become decisions.
import { decideBatch } from './batch.ts'
import { Book, buildBook } from './book.ts'
import { bookView, verdictOn } from './decide.ts'
import type { Decision, Learnt, MatchingIndex, MatchingSettings, OpenInvoice, PaymentFacts } from './types.ts'

/** Indexes the invoices of one company; keep it and `add`, `update` and `remove` as they change. */
export const buildMatchingIndex = (invoices: Iterable<OpenInvoice>, learnt: Learnt, settings: MatchingSettings): MatchingIndex =>
  buildBook(invoices, learnt, settings)

function bookOf(index: MatchingIndex): Book {
  if (!(index instanceof Book)) throw new TypeError('the index was not built by buildMatchingIndex')
  return index
}

/** Decides on one payment against the book as it is; the index does not change until the caller updates it. */
export const decide = (index: MatchingIndex, payment: PaymentFacts): Decision => verdictOn(bookView(bookOf(index)), payment).decision

/** Decides on many payments together: contention is solved over all of them and the order given does not matter. */
export const decideAll = (index: MatchingIndex, payments: readonly PaymentFacts[]): Decision[] => decideBatch(bookOf(index), payments)
