// What the entries of one invoice add up to.
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import { type Money, money } from '#values/money'
import { type EntryDraft, entriesUntil } from './entry.ts'

/** Signed as the document is: all minus for a credit note. `open` is never of the other sign, what exceeds is `excess`. */
export type InvoiceSums = {
  /** The document as it stands: issued and changed since. */
  readonly total: Money
  readonly changed: Money
  /** Money: allocations, what the source settled, fees and currency differences taken as paid. */
  readonly settled: Money
  readonly settledAtSource: Money
  /** Set against credit notes, or for a credit note against invoices. */
  readonly credited: Money
  readonly advances: Money
  readonly writtenOff: Money
  readonly open: Money
  /** How far what is set against the document exceeds it; only between a change at the source and its entries. */
  readonly excess: Money
}

/** Sums of one invoice's entries up to and with the day `asOf`; throws a TypeError on entries of several currencies. */
export function invoiceSums(entries: readonly EntryDraft[], currency: Currency, asOf?: Day): InvoiceSums {
  let [issued, changed, paid, atSource, credited, advances, writtenOff] = [0n, 0n, 0n, 0n, 0n, 0n, 0n]
  for (const { kind, amount, invoiceId } of entriesUntil(entries, asOf)) {
    // A marker may stand in the payment's currency and moves nothing.
    if (invoiceId === null || kind === 'overpayment-noted') continue
    if (amount.currency !== currency) throw new TypeError(`entry in ${amount.currency} on an invoice in ${currency}`)
    switch (kind) {
      case 'invoice-issued':
        issued += amount.minor
        break
      case 'invoice-changed':
        changed += amount.minor
        break
      case 'settled-at-source':
        atSource += amount.minor
        break
      case 'allocation':
      case 'bank-fee':
      case 'currency-difference':
      case 'refund':
        paid += amount.minor
        break
      case 'credit-allocation':
        credited += amount.minor
        break
      case 'advance-deducted':
        advances += amount.minor
        break
      case 'write-off':
        writtenOff += amount.minor
        break
      case 'payment-received':
      case 'payment-returned':
      case 'interest-paid':
      case 'compensation-paid':
      case 'refund-due':
        break
    }
  }
  const total = issued + changed
  const rest = total - paid - atSource - credited - advances - writtenOff
  // A document keeps the sign it was issued with, also when it is cancelled to nothing.
  const isCredit = (issued === 0n ? total : issued) < 0n
  const within = isCredit ? rest <= 0n : rest >= 0n
  const of = (minor: bigint): Money => money(minor, currency)
  return {
    total: of(total),
    changed: of(changed),
    settled: of(paid + atSource),
    settledAtSource: of(atSource),
    credited: of(credited),
    advances: of(advances),
    writtenOff: of(writtenOff),
    open: of(within ? rest : 0n),
    excess: of(within ? 0n : rest < 0n ? -rest : rest),
  }
}
