// Takes out of the texts of strangers what could be read as a line of its own or as a block: control characters and private signs.
import type { MessageFacts } from './message-facts.ts'
import { linkOf } from './render-message.ts'

const clean = (text: string): string =>
  text
    .replace(/[\uE000-\uF8FF]/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
const cleanLines = (text: string): string =>
  text
    .replace(/[\uE000-\uF8FF]/gu, '')
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .trim()
const numbered = <T extends { readonly number: string }>(all: readonly T[]): readonly T[] =>
  all.map((each) => ({ ...each, number: clean(each.number) }))

/** The same facts with every name and number on one line. */
export const cleanFacts = (facts: MessageFacts): MessageFacts => ({
  ...facts,
  company: { ...facts.company, name: clean(facts.company.name) },
  customer: {
    ...facts.customer,
    name: clean(facts.customer.name),
    address: facts.customer.address === null ? null : cleanLines(facts.customer.address),
  },
  invoices: numbered(facts.invoices),
  payment: facts.payment === null ? null : { ...facts.payment, allocations: numbered(facts.payment.allocations) },
  note:
    facts.note === null ? null : { ...facts.note, lines: numbered(facts.note.lines), compensations: numbered(facts.note.compensations) },
  balance: facts.balance === null ? null : { ...facts.balance, items: numbered(facts.balance.items) },
  freeText:
    facts.freeText === null
      ? null
      : { subject: clean(facts.freeText.subject), text: cleanLines(facts.freeText.text.split(/\n-- ?\n/)[0] ?? '') },
  pageUrl: linkOf(facts.pageUrl),
  enclosed: facts.enclosed.map(clean),
})
