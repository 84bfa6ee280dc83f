// Lines that were read, but are too odd to be taken for money without a person: their day or their currency cannot be right.
import type { Currency } from '#values/currency'
import { addDays, type Day } from '#values/day'
import type { Money } from '#values/money'

/** Banks book ahead over a long weekend; anything later is a typing error (T11). */
const daysAhead = 7
/** No statement that matters to today's debts is older. */
const oldest = '2000-01-01' as Day

export type Suspicion = {
  readonly code: 'line.future-day' | 'line.ancient-day' | 'line.other-currency'
  readonly facts: { readonly day: string } | { readonly currency: string; readonly expected: string }
}

/** Why a line must wait for a person, null where nothing is wrong; `accountCurrency` is that of the statement (T12). */
export function suspicionOf(
  line: { readonly bookedOn: Day; readonly amount: Money },
  accountCurrency: Currency,
  today: Day,
): Suspicion | null {
  if (line.bookedOn > addDays(today, daysAhead)) return { code: 'line.future-day', facts: { day: line.bookedOn } }
  if (line.bookedOn < oldest) return { code: 'line.ancient-day', facts: { day: line.bookedOn } }
  if (line.amount.currency !== accountCurrency)
    return { code: 'line.other-currency', facts: { currency: line.amount.currency, expected: accountCurrency } }
  return null
}
