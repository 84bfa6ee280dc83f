// What the customers of the sample firm meant: which invoices each payment is for, and when each invoice was paid in full.
import type { FirmPayments } from '#app/demo/payments'
import type { Day } from '#values/day'
import type { World } from './two-months.ts'

type Known = { readonly title: string; readonly amount_minor: bigint; readonly booked_on: string }

/** Numbers that a payment is for; a payment is known by its day, amount and title. */
export function readInvoicePayment(payments: FirmPayments, payment: Known): readonly string[] {
  const alike = (title: string) => title.replace(/\s+/g, '')
  const found = [...payments.transfers, ...payments.gateway].filter(
    (each) =>
      each.bookedOn === payment.booked_on && each.amount.minor === payment.amount_minor && alike(each.title) === alike(payment.title),
  )
  return found.flatMap((each) => each.settles)
}

export type Settled = ReadonlyMap<string, Day>

/** The day on which all that was paid for an invoice reached its total. */
export function settledByTruth(world: World): Settled {
  const settled = new Map<string, Day>()
  const total = new Map(world.firm.invoices.map((invoice) => [invoice.number, invoice.total.minor]))
  const received = new Map<string, bigint>()
  const all = [...world.payments.transfers, ...world.payments.gateway].toSorted((a, b) => (a.bookedOn < b.bookedOn ? -1 : 1))
  for (const payment of all) {
    let rest = payment.amount.minor
    for (const number of payment.settles) {
      const due = (total.get(number) ?? 0n) - (received.get(number) ?? 0n)
      const part = rest < due ? rest : due
      received.set(number, (received.get(number) ?? 0n) + part)
      rest -= part
      if (received.get(number) === total.get(number) && !settled.has(number)) settled.set(number, payment.bookedOn)
    }
  }
  return settled
}
