// Payments that nobody has placed yet and that one customer may have made: enough doubt to wait with a reminder.

import { companyName } from '#values/company-name'
import type { Day } from '#values/day'
import type { Money } from '#values/money'
import type { DunnedInvoice } from './gates.ts'
import { isOverdue } from './next-step.ts'

export type UnplacedPayment = {
  readonly paymentId: string
  readonly bookedOn: Day
  readonly amount: Money
  readonly payerName: string | null
  /** Known as this customer's, though not yet set against his invoices. */
  readonly customerId: string | null
  /** Customers that a suggested match names. */
  readonly suggested: readonly string[]
}

/**
 * Payments that are his, are suggested as his, bear his name, or have exactly the amount of one of his open invoices, of all of them or of all
 * that are overdue: a notice before the due day waits for them too.
 */
export function mayBeTheirs(
  payments: readonly UnplacedPayment[],
  customer: { readonly id: string; readonly name: string },
  owed: readonly DunnedInvoice[],
  today: Day,
): readonly UnplacedPayment[] {
  const name = companyName(customer.name)
  const amounts = new Set(owed.map((invoice) => `${invoice.open.minor} ${invoice.open.currency}`))
  for (const some of [owed, owed.filter((invoice) => isOverdue(invoice.dueOn, today))])
    for (const currency of new Set(some.map((invoice) => invoice.open.currency)))
      amounts.add(
        `${some.filter((invoice) => invoice.open.currency === currency).reduce((sum, invoice) => sum + invoice.open.minor, 0n)} ${currency}`,
      )
  return payments.filter((payment) => {
    if (payment.customerId !== null) return payment.customerId === customer.id
    if (payment.suggested.includes(customer.id) || amounts.has(`${payment.amount.minor} ${payment.amount.currency}`)) return true
    if (payment.payerName === null) return false
    const payer = companyName(payment.payerName)
    return (
      name.key !== '' &&
      (payer.key === name.key || payer.compact === name.compact || (payer.person !== undefined && payer.person === name.person))
    )
  })
}
