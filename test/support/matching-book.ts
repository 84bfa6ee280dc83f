// A seller's small book for the rules of matching: customers, invoices and single payments with known answers.
import { buildMatchingIndex, decide } from '#domain/matching/matching'
import { defaultMatchingSettings } from '#domain/matching/settings'
import {
  type Decision,
  type Learnt,
  type MatchCustomer,
  type MatchingSettings,
  nothingLearnt,
  type OpenInvoice,
  type PaymentFacts,
} from '#domain/matching/types'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'

export const settings: MatchingSettings = { ...defaultMatchingSettings, autoPost: true }
export const klon: MatchCustomer = {
  id: 'klon',
  name: 'Klon-Med Spółka z ograniczoną odpowiedzialnością',
  taxId: '5265877635',
  accounts: ['PL61109010140000071219812874'],
}
export const anna: MatchCustomer = { id: 'anna', name: 'Usługi Remontowe Anna Żółkiewska', accounts: [], email: 'anna@example.com' }
export const orzel: MatchCustomer = { id: 'orzel', name: 'Orzeł Trade sp.j.', accounts: [], virtualAccount: 'PL27114020040000300201355387' }

let serial = 0
export function invoice(number: string, minor: number, customer: MatchCustomer, more: Partial<OpenInvoice> = {}): OpenInvoice {
  const total = money(BigInt(minor), more.total?.currency ?? PLN)
  return {
    id: `I${++serial}`,
    number,
    type: 'invoice',
    issueOn: day('2026-03-02'),
    dueOn: day('2026-03-16'),
    total,
    open: total,
    customer,
    ...more,
  }
}
export const payment = (minor: number, title: string, more: Partial<PaymentFacts> = {}): PaymentFacts => ({
  id: `P${++serial}`,
  bookedOn: day('2026-03-20'),
  amount: money(BigInt(minor), PLN),
  title,
  source: 'bank',
  ...more,
})

/** Other invoices of the same seller, so that the scheme can be learnt. */
export const others = Array.from({ length: 12 }, (_, at) =>
  invoice(`FV/${500 + at}/2026`, 99_901 + at * 1_313, {
    id: `other${at}`,
    name: `Inny Klient ${'ABCDEFGHIJKL'[at]}${at}zet`,
    accounts: [],
  }),
)
export const one = (
  book: readonly OpenInvoice[],
  paid: PaymentFacts,
  using: MatchingSettings = settings,
  learnt: Learnt = nothingLearnt,
): Decision => decide(buildMatchingIndex([...book, ...others], learnt, using), paid)
export const allocated = (decision: Decision): string[] =>
  decision.allocations.map((each) => `${each.invoiceId}=${each.amount.minor}`).sort()
