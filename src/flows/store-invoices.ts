// Stores invoices of a source: new ones are issued in the ledger, changed ones changed, and what is known already stays as it is.
import { draft, type EntryDraft } from '#domain/ledger/entry'
import { openDay } from '#domain/ledger/period-lock'
import { invoiceSuspicion } from '#domain/ledger/same-invoice'
import { settledAtSource } from '#domain/ledger/settled-at-source'
import type { InvoiceRecord } from '#ports/invoice-format'
import { appendEntries, type EntryGroup, groupOf } from '#store/append-entries'
import type { Tx } from '#store/database'
import { type Invoice, insertInvoices } from '#store/invoices'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { changeInvoices } from './change-invoices.ts'
import { identifyInvoices } from './identify-invoices.ts'
import type { Intake } from './intake.ts'
import { invoiceOf } from './invoice-of-record.ts'
import type { InvoiceOutcome } from './invoice-outcome.ts'
import { settleLinkedInvoices } from './settle-linked-invoices.ts'
import { storeCustomers } from './store-customers.ts'

/** `knownAs`: the invoice that an earlier version of the same record became. */
export type IncomingInvoice = { readonly record: InvoiceRecord; readonly knownAs: Id | null }

export type StoredInvoices = {
  /** One for each record, in the order given. */
  readonly outcomes: readonly InvoiceOutcome[]
  readonly customersMade: number
  /** What changed, for the effects outside. */
  readonly invoiceIds: readonly Id[]
  readonly paymentIds: readonly Id[]
}

/** Stores the records of one source in the caller's transaction. A document that two sources hold is one invoice; that of a connection leads. */
export async function storeInvoices(tx: Tx, intake: Intake, incoming: readonly IncomingInvoice[]): Promise<StoredInvoices> {
  const { companyId, actor, at } = intake
  const suspicions = incoming.map(({ record }) => invoiceSuspicion(record, intake.today))
  const sound = incoming.filter((_, i) => suspicions[i] === null)
  const customers = await storeCustomers(
    tx,
    intake,
    sound.map(({ record }) => record.customer),
  )
  const identified = await identifyInvoices(
    tx,
    intake,
    sound.map((each, i) => ({ ...each, customerId: customers.ids[i] ?? '' })),
  )
  const fresh = identified.flatMap((each) => (each.kind === 'new' ? [invoiceOf(intake, each.record, each.customerId, each.id)] : []))
  await insertInvoices(tx, companyId, fresh)
  await appendEntries(tx, companyId, { actor, at, groups: fresh.flatMap((invoice) => issue(intake, invoice)) })
  const changes = await changeInvoices(
    tx,
    intake,
    identified.flatMap((each) => (each.kind === 'known' ? [each] : [])),
  )
  const linked = await settleLinkedInvoices(tx, intake, [...fresh, ...changes.adopted])
  const outcomes = identified
    .map((each): InvoiceOutcome => {
      if (each.kind === 'rejected') return each
      return each.kind === 'known'
        ? (changes.outcomes.get(each) ?? { kind: 'known', invoiceId: each.invoice.id })
        : { kind: each.kind, invoiceId: each.id }
    })
    .values()
  return {
    outcomes: suspicions.map(
      (suspicion) =>
        (suspicion === null ? outcomes.next().value : undefined) ?? {
          kind: 'rejected',
          rejection: suspicion ?? { code: 'invoice.unreadable', facts: {} },
        },
    ),
    customersMade: customers.made,
    invoiceIds: [...fresh.map((invoice) => invoice.id), ...changes.invoiceIds, ...linked.invoiceIds],
    paymentIds: [...changes.paymentIds, ...linked.paymentIds],
  }
}

/** The entries of a new invoice: its issue, and what its source knows as paid. A cancelled one is issued and taken back on the same day. */
function issue(intake: Intake, invoice: Invoice): EntryGroup[] {
  const { lockedUntil } = intake.company
  const on = openDay(invoice.issueOn, lockedUntil)
  // Nobody said when it was paid: in time, as far as the ageing of earlier days is concerned.
  const due = invoice.dueOn !== null && invoice.dueOn > invoice.issueOn ? invoice.dueOn : invoice.issueOn
  const paidOn = openDay(due > intake.today && invoice.issueOn <= intake.today ? intake.today : due, lockedUntil)
  const issued: readonly EntryDraft[] = [
    draft('invoice-issued', on, invoice.total, { invoiceId: invoice.id, key: `issued:${invoice.id}` }),
    ...(invoice.cancelled
      ? [draft('invoice-changed', on, money(-invoice.total.minor, invoice.total.currency), { invoiceId: invoice.id, why: 'cancelled' })]
      : []),
  ]
  if (invoice.cancelled || invoice.sourceSettled.minor === 0n) return [groupOf(issued)]
  const paid = settledAtSource({
    invoiceId: invoice.id,
    entries: issued,
    living: [],
    reported: invoice.sourceSettled,
    on: paidOn,
    lockedUntil,
  })
  return [groupOf(issued), groupOf(paid)]
}
