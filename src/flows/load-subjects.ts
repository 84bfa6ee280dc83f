// Locks and loads the invoices and payments that a decision is about, as the ledger plans with them.

import type { Entry, EntryDraft } from '#domain/ledger/entry'
import { invoiceSums } from '#domain/ledger/invoice-sums'
import { paymentSums } from '#domain/ledger/payment-sums'
import type { PlannedInvoice, PlannedPayment, WantedAllocation } from '#domain/ledger/plan'
import { claimFromSource } from '#domain/ledger/settled-at-source'
import type { Tx } from '#store/database'
import { listEntriesOfInvoices, listEntriesOfPayments } from '#store/entries'
import { listInvoices } from '#store/invoices'
import { lockSubjects, type Subjects } from '#store/lock-subjects'
import { listPayments, type Payment } from '#store/payments'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'

export type LoadedInvoice = PlannedInvoice & {
  readonly customerId: Id /** What the source alone calls paid, in minor units. */
  readonly atSource: bigint
  readonly entries: readonly Entry[]
}
export type LoadedPayment = PlannedPayment & { readonly row: Payment; readonly entries: readonly Entry[] }
export type LoadedSubjects = { readonly invoices: ReadonlyMap<Id, LoadedInvoice>; readonly payments: ReadonlyMap<Id, LoadedPayment> }

/** Rows of other companies are not found; they are simply absent. */
export async function loadSubjects(tx: Tx, companyId: Id, subjects: Subjects): Promise<LoadedSubjects> {
  await lockSubjects(tx, companyId, subjects)
  const ofInvoices = Map.groupBy(await listEntriesOfInvoices(tx, companyId, subjects.invoiceIds), (entry) => entry.invoiceId ?? '')
  const ofPayments = Map.groupBy(await listEntriesOfPayments(tx, companyId, subjects.paymentIds), (entry) => entry.paymentId ?? '')
  const invoices = (await listInvoices(tx, companyId, subjects.invoiceIds)).map((invoice): LoadedInvoice => {
    const entries = ofInvoices.get(invoice.id) ?? []
    const sums = invoiceSums(entries, invoice.total.currency)
    return {
      id: invoice.id,
      number: invoice.number,
      customerId: invoice.customerId,
      entries,
      open: sums.open,
      atSource: sums.settledAtSource.minor,
      issuedOn: entries.find((entry) => entry.kind === 'invoice-issued')?.on ?? invoice.issueOn,
    }
  })
  const payments = (await listPayments(tx, companyId, subjects.paymentIds)).map((row): LoadedPayment => {
    const entries = ofPayments.get(row.id) ?? []
    return { id: row.id, bookedOn: row.bookedOn, unapplied: paymentSums(entries, row.amount.currency).unapplied, row, entries }
  })
  return {
    invoices: new Map(invoices.map((invoice) => [invoice.id, invoice])),
    payments: new Map(payments.map((payment) => [payment.id, payment])),
  }
}

/** The payment with a rest to be placed; Failure `payment.not-found`, `payment.already-settled` when somebody was first. */
export function placeable(loaded: LoadedSubjects, paymentId: Id): LoadedPayment {
  const payment = loaded.payments.get(paymentId)
  if (payment === undefined) throw new Failure('payment.not-found')
  if (payment.unapplied.minor <= 0n) throw new Failure('payment.already-settled')
  return payment
}

/**
 * Where an invoice is wanted beyond what is open and its source calls the difference paid, that money turns out to be this payment's:
 * entries that take it from the source, and the wanted invoices as they are then.
 */
export function claimed(
  invoices: ReadonlyMap<Id, LoadedInvoice>,
  wanted: readonly WantedAllocation[],
  lockedUntil: Day | null,
): { readonly drafts: readonly EntryDraft[]; readonly invoices: ReadonlyMap<Id, LoadedInvoice> } {
  const raised = new Map<Id, LoadedInvoice>()
  const drafts: EntryDraft[] = []
  for (const { invoiceId, amount } of wanted) {
    const invoice = invoices.get(invoiceId)
    if (invoice === undefined) continue
    const missing = amount.currency === invoice.open.currency ? amount.minor - invoice.open.minor : 0n
    const isClaimed = missing > 0n && missing <= invoice.atSource
    if (isClaimed) drafts.push(...claimFromSource(invoice.entries, missing, lockedUntil))
    raised.set(invoiceId, isClaimed ? { ...invoice, open: amount } : invoice)
  }
  return { drafts, invoices: raised }
}
