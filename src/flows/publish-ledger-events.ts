// Tells the firm's own systems what a change of the ledger has made of invoices and payments.
import type { Tx } from '#store/database'
import { type ChangedInvoice, listChangedInvoices, listToldPayments, type ToldPayment } from '#store/ledger-events'
import { currency } from '#values/currency'
import { formatDecimal } from '#values/decimal'
import { type Id, writeId } from '#values/id'
import { money } from '#values/money'
import { listReceivers, type PublishedEvent, publishEvents } from './publish-event.ts'

type Told = Omit<PublishedEvent, 'companyId'>

const amount = (minor: bigint, code: string): string => formatDecimal(money(minor, currency(code)))

/** Call it inside the transaction of the change, after its entries. Where nobody listens nothing is looked up. */
export async function publishLedgerEvents(
  tx: Tx,
  effects: { readonly companyId: Id; readonly invoiceIds: readonly Id[]; readonly paymentIds: readonly Id[]; readonly at: Date },
): Promise<void> {
  const { companyId, at } = effects
  if ((await listReceivers(tx, companyId)).length === 0) return
  const invoices = await listChangedInvoices(tx, companyId, [...new Set(effects.invoiceIds)])
  const payments = await listToldPayments(tx, companyId, [...new Set(effects.paymentIds)])
  await publishEvents(tx, companyId, [
    ...invoices.map((each) => invoiceEvent(each, at)),
    ...payments.flatMap((each) => paymentEvent(each, at)),
  ])
}

const invoiceEvent = (invoice: ChangedInvoice, at: Date): Told => ({
  type: 'invoice.status-changed',
  key: `${writeId('invoice', invoice.invoiceId)}:${invoice.status}:${at.toISOString()}`,
  invoiceId: invoice.invoiceId,
  data: {
    invoiceId: writeId('invoice', invoice.invoiceId),
    number: invoice.number,
    status: invoice.status,
    open: amount(invoice.openMinor, invoice.currency),
    currency: invoice.currency,
  },
  at,
})

/** A payment that was only received is no event yet; one whose allocations are all gone again is undone. */
function paymentEvent(payment: ToldPayment, at: Date): readonly Told[] {
  const posted = payment.unappliedMinor !== payment.amountMinor
  if (!posted && payment.entries <= 1) return []
  return [
    {
      type: posted ? 'payment.posted' : 'payment.undone',
      key: `${writeId('payment', payment.paymentId)}:${writeId('entry', payment.entryId)}`,
      data: {
        paymentId: writeId('payment', payment.paymentId),
        amount: amount(payment.amountMinor, payment.currency),
        unapplied: amount(payment.unappliedMinor, payment.currency),
        currency: payment.currency,
        bookedOn: payment.bookedOn,
        invoiceIds: payment.invoiceIds.map((id) => writeId('invoice', id)),
      },
      at,
    },
  ]
}
