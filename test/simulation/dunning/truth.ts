// What is true of a story's invoices, money, customers and agreements, kept by what happened alone and never asked of the house.
import type { Day } from '#values/day'
import type { Happening } from './happenings.ts'
import type { Story, StoryHold } from './story.ts'
import type { StoryInvoice } from './story-facts.ts'

type Held = {
  readonly customer: number | null
  readonly invoice: string | null
  readonly kind: string
  readonly from: Day
  until: Day | null
}

export type Truth = ReturnType<typeof truthOf>

export function truthOf(story: Pick<Story, 'invoices' | 'holds'>) {
  const received = new Map<string, bigint>()
  const corrected = new Map<string, bigint>()
  const withdrawn = new Set<string>()
  const struck = new Set<number>()
  const survivors = new Map<number, number>()
  let held: Held[] = story.holds.map((hold: StoryHold) => ({ ...hold, customer: hold.invoice === null ? hold.customer : null }))
  const invoiceOf = (number: string): StoryInvoice | undefined => story.invoices.find((each) => each.number === number)
  const customerNow = (customer: number): number => {
    const next = survivors.get(customer)
    return next === undefined ? customer : customerNow(next)
  }
  /** What is still owed; below zero where more came than was asked for. */
  const balance = (number: string): bigint => {
    const invoice = invoiceOf(number)
    const asked = invoice === undefined || withdrawn.has(number) ? 0n : invoice.minor - (corrected.get(number) ?? 0n)
    return asked - (received.get(number) ?? 0n)
  }
  return {
    customerNow,
    customerOf: (number: string): number => customerNow(invoiceOf(number)?.customer ?? -1),
    balance,
    /** Money of the customer that is for none of his open invoices. */
    extra: (customer: number): bigint =>
      story.invoices
        .filter((invoice) => customerNow(invoice.customer) === customer)
        .reduce((sum, { number }) => sum + (balance(number) < 0n ? -balance(number) : 0n), 0n),
    isStruckOff: (customer: number): boolean => struck.has(customer),
    struckOff: (customer: number, is: boolean) => void (is ? struck.add(customer) : struck.delete(customer)),
    paid: (number: string, minor: bigint) => void received.set(number, (received.get(number) ?? 0n) + minor),
    /** A part that came was taken for somebody else's money: the plan is broken by that. */
    partRefused: (number: string) => {
      held = held.filter((each) => each.kind !== 'instalments plan' || each.invoice !== number)
    },
    /** What people hold back is over, all but what the money itself judges. */
    endHolds: () => {
      held = held.filter((each) => each.kind === 'instalments plan')
    },
    holdOn: (number: string, on: Day): string | null =>
      held.find(
        (each) =>
          (each.invoice === null
            ? each.customer !== null && customerNow(each.customer) === customerNow(invoiceOf(number)?.customer ?? -1)
            : each.invoice === number) &&
          each.from <= on &&
          (each.until === null || on <= each.until),
      )?.kind ?? null,
    happened: (what: Happening, on: Day) => {
      switch (what.kind) {
        case 'correction':
          corrected.set(what.invoice, what.minor)
          break
        case 'withdrawn':
          withdrawn.add(what.invoice)
          break
        case 'returned':
          received.set(what.payment.invoice, (received.get(what.payment.invoice) ?? 0n) - what.payment.minor)
          break
        case 'promise':
          held.push({ customer: null, invoice: what.invoice, kind: 'promise', from: on, until: what.promisedOn })
          break
        case 'dispute-opened':
          held.push({ customer: null, invoice: what.invoice, kind: 'open dispute', from: on, until: null })
          break
        case 'dispute-closed':
          held = held.filter((each) => each.kind !== 'open dispute' || each.invoice !== what.invoice)
          break
        case 'instalments': {
          // Until the day of the first part that never comes; the house may wait some days longer, but not write earlier.
          const end = what.rows.find((row) => !row.paid) ?? what.rows.at(-1)
          held.push({ customer: null, invoice: what.invoice, kind: 'instalments plan', from: on, until: end?.dueOn ?? on })
          break
        }
        case 'merged':
          survivors.set(what.from, what.into)
          break
        case 'parted':
          survivors.delete(what.from)
          break
        case 'left-out':
          held.push({ customer: what.customer, invoice: null, kind: 'being left out', from: on, until: null })
          break
        case 'taken-in':
          held = held.filter((each) => each.kind !== 'being left out' || each.customer !== what.customer)
          break
        case 'policy':
          break
      }
    },
  }
}
