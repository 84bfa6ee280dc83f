// The sample firm as it stands on a day: eighteen months of invoices and payments, and its bank's statements month by month.
import { PLN } from '#values/currency'
import { addMonths, type Day, firstOfMonth, lastOfMonth, monthKey } from '#values/day'
import { type Money, money } from '#values/money'
import { type BankFile, bankFile } from './bank-file.ts'
import { type Firm, plausibleFirm } from './firm.ts'
import { type FirmPayments, plausiblePayments } from './payments.ts'

export type SampleBooks = { readonly firm: Firm; readonly payments: FirmPayments; readonly statements: readonly BankFile[] }

const monthsBack = 17
const opening: Money = money(84_211_37n, PLN)

/** The same for the same seed and day. */
export function sampleBooks(today: Day, seed = 42, perMonth = 100): SampleBooks {
  const from = addMonths(firstOfMonth(today), -monthsBack)
  const firm = plausibleFirm({ seed, from, to: today, perMonth })
  const payments = plausiblePayments(firm, today)
  const statements: BankFile[] = []
  let balance = opening
  for (let month = from; month <= today; month = addMonths(month, 1)) {
    const last = lastOfMonth(month) < today ? lastOfMonth(month) : today
    const transfers = payments.transfers.filter((transfer) => monthKey(transfer.bookedOn) === monthKey(month))
    const file = bankFile({ account: firm.account, number: statements.length + 1, from: month, to: last, opening: balance, transfers })
    balance = file.closing
    statements.push(file)
  }
  return { firm, payments, statements }
}
