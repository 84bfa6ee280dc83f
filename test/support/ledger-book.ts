// A small book for tests: entries written by plans, with ids in order; it plays the part that the store plays in the house.

import { draft, type Entry, type EntryDraft } from '#domain/ledger/entry'
import { invoiceStatus, lastPaidOn } from '#domain/ledger/invoice-status'
import { invoiceSums } from '#domain/ledger/invoice-sums'
import { overpaidMinor } from '#domain/ledger/overpaid-amount'
import { paymentStatus } from '#domain/ledger/payment-status'
import { paymentSums } from '#domain/ledger/payment-sums'
import type { PlannedInvoice, PlannedPayment } from '#domain/ledger/plan'
import { PLN } from '#values/currency'
import { type Day, day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'

export const pln = (minor: number | bigint): Money => money(BigInt(minor), PLN)
export const november = (dayOfMonth: number): Day => day(`2026-11-${String(dayOfMonth).padStart(2, '0')}`)

export class Book {
  readonly entries: Entry[] = []
  #written = 0
  #groups = 0

  /** Appends drafts as one group and answers its id. */
  write(drafts: readonly EntryDraft[]): Id {
    const groupId = `group-${String(++this.#groups).padStart(5, '0')}`
    for (const each of drafts) this.entries.push({ ...each, id: `entry-${String(++this.#written).padStart(6, '0')}`, groupId })
    return groupId
  }

  issue(invoiceId: Id, minor: number | bigint, on: Day): void {
    this.write([draft('invoice-issued', on, pln(minor), { invoiceId })])
  }

  receive(paymentId: Id, minor: number | bigint, on: Day): void {
    this.write([draft('payment-received', on, pln(minor), { paymentId })])
  }

  ofInvoice(invoiceId: Id): Entry[] {
    return this.entries.filter((entry) => entry.invoiceId === invoiceId)
  }

  ofPayment(paymentId: Id): Entry[] {
    return this.entries.filter((entry) => entry.paymentId === paymentId)
  }

  /** Entries of an invoice and of the groups that its entries belong to. */
  withGroups(invoiceId: Id): Entry[] {
    const groups = new Set(this.ofInvoice(invoiceId).map((entry) => entry.groupId))
    return this.entries.filter((entry) => entry.invoiceId === invoiceId || groups.has(entry.groupId))
  }

  /** Every entry of whatever a group touches. */
  around(groupId: Id): Entry[] {
    const group = this.entries.filter((entry) => entry.groupId === groupId)
    return this.entries.filter((entry) =>
      group.some(
        (of) => (of.invoiceId !== null && of.invoiceId === entry.invoiceId) || (of.paymentId !== null && of.paymentId === entry.paymentId),
      ),
    )
  }

  invoice(id: Id): PlannedInvoice {
    const own = this.ofInvoice(id)
    return {
      id,
      number: id,
      issuedOn: own.find((entry) => entry.kind === 'invoice-issued')?.on ?? november(1),
      open: invoiceSums(own, PLN).open,
    }
  }

  invoices(...ids: readonly Id[]): ReadonlyMap<Id, PlannedInvoice> {
    return new Map(ids.map((id) => [id, this.invoice(id)]))
  }

  payment(id: Id): PlannedPayment {
    const own = this.ofPayment(id)
    return { id, bookedOn: own[0]?.on ?? november(1), unapplied: paymentSums(own, PLN).unapplied }
  }

  /** Everything that is derived of everything, as of a day or now. */
  derived(asOf?: Day): object {
    const unappliedOf = (id: Id): bigint => paymentSums(this.ofPayment(id), PLN, asOf).unapplied.minor
    const invoiceIds = [...new Set(this.entries.flatMap((entry) => entry.invoiceId ?? []))].sort()
    const paymentIds = [...new Set(this.entries.flatMap((entry) => entry.paymentId ?? []))].sort()
    return {
      invoices: invoiceIds.map((id) => {
        const own = this.ofInvoice(id)
        const overpaid = overpaidMinor(own, unappliedOf, asOf)
        return [
          id,
          invoiceSums(own, PLN, asOf),
          overpaid,
          invoiceStatus(own, PLN, { ...(asOf === undefined ? {} : { asOf }), overpaidMinor: overpaid }),
          lastPaidOn(own, asOf),
        ]
      }),
      payments: paymentIds.map((id) => {
        const sums = paymentSums(this.ofPayment(id), PLN, asOf)
        return [id, sums, paymentStatus(sums, false)]
      }),
    }
  }
}
