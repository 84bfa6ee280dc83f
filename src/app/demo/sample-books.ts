// The sample firm as it stands on a day: eighteen months of invoices and payments, and its bank's statements: by month, the last two months by week.
import { PLN } from '#values/currency'
import { addDays, addMonths, type Day, firstOfMonth, lastOfMonth } from '#values/day'
import { type Money, money } from '#values/money'
import { type BankFile, bankFile } from './bank-file.ts'
import { type Firm, plausibleFirm } from './firm.ts'
import { type FirmPayments, plausiblePayments } from './payments.ts'

/** `to`: the last day that it covers. */
export type SampleStatement = BankFile & { readonly to: Day }
export type SampleBooks = { readonly firm: Firm; readonly payments: FirmPayments; readonly statements: readonly SampleStatement[] }

const monthsBack = 17
const opening: Money = money(84_211_37n, PLN)

/** Days on which a statement ends: of months, and of weeks in the last two months. */
function endsOf(from: Day, today: Day): readonly Day[] {
  const byWeekFrom = addMonths(firstOfMonth(today), -1)
  const ends: Day[] = []
  for (let month = from; month <= today; month = addMonths(month, 1)) {
    if (month >= byWeekFrom) ends.push(...[6, 13, 20].map((days) => addDays(month, days)))
    ends.push(lastOfMonth(month))
  }
  return [...ends.filter((end) => end < today), today]
}

/** The same for the same seed and day. Two customers have long terms, which the law looks at. */
export function sampleBooks(today: Day, seed = 42, perMonth = 100): SampleBooks {
  const from = addMonths(firstOfMonth(today), -monthsBack)
  const firm = plausibleFirm({ seed, from, to: today, perMonth, longTerms: 2 })
  const payments = plausiblePayments(firm, today)
  const statements: SampleStatement[] = []
  let balance = opening
  let start = from
  for (const to of endsOf(from, today)) {
    const transfers = payments.transfers.filter(({ bookedOn }) => bookedOn >= start && bookedOn <= to)
    const file = bankFile({ account: firm.account, number: statements.length + 1, from: start, to, opening: balance, transfers })
    balance = file.closing
    statements.push({ ...file, to })
    start = addDays(to, 1)
  }
  return { firm, payments, statements }
}
