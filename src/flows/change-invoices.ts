// Brings known invoices in line with what their source says now.
import type { Entry, EntryDraft } from '#domain/ledger/entry'
import { invoiceChange } from '#domain/ledger/invoice-change'
import { settledAtSource } from '#domain/ledger/settled-at-source'
import { appendEntries, groupOf } from '#store/append-entries'
import { refreshBalances } from '#store/balances'
import type { Tx } from '#store/database'
import { listEntriesAroundInvoices } from '#store/entries'
import { type Invoice, replaceInvoices } from '#store/invoices'
import { lockSubjects } from '#store/lock-subjects'
import type { Id } from '#values/id'
import { zero } from '#values/money'
import type { KnownInvoice } from './identify-invoices.ts'
import type { Intake } from './intake.ts'
import { invoiceOf } from './invoice-of-record.ts'
import type { InvoiceOutcome } from './invoice-outcome.ts'
import { recordFingerprint } from './record-fingerprint.ts'

export type Changes = {
  readonly outcomes: ReadonlyMap<KnownInvoice, InvoiceOutcome>
  readonly invoiceIds: readonly Id[]
  readonly paymentIds: readonly Id[]
  /** Invoices that a connection leads from now on: their links to other documents may be new. */
  readonly adopted: readonly Invoice[]
}

/** Rows are replaced, amounts change by entries. A record that turns its currency or sign is rejected. */
export async function changeInvoices(tx: Tx, intake: Intake, known: readonly KnownInvoice[]): Promise<Changes> {
  const outcomes = new Map<KnownInvoice, InvoiceOutcome>()
  const changed: Invoice[] = []
  for (const each of known) {
    const { invoice, record } = each
    const next = { ...invoiceOf(intake, record, each.customerId, invoice.id), importId: invoice.importId, createdAt: invoice.createdAt }
    if (next.total.currency !== invoice.total.currency || next.total.minor * invoice.total.minor < 0n) {
      outcomes.set(each, { kind: 'rejected', rejection: { code: 'invoice.turned', facts: { number: record.number } } })
    } else if (recordFingerprint({ ...next, changedAt: null }) !== recordFingerprint({ ...invoice, changedAt: null })) {
      outcomes.set(each, { kind: 'changed', invoiceId: invoice.id })
      changed.push(next)
    }
  }
  const adopted = new Set(known.filter((each) => each.adopt).map((each) => each.invoice.id))
  return { outcomes, ...(await applyChanges(tx, intake, changed)), adopted: changed.filter((invoice) => adopted.has(invoice.id)) }
}

/** Replaces the rows of invoices and appends the entries that their new state asks for. */
export async function applyChanges(
  tx: Tx,
  intake: Intake,
  changed: readonly Invoice[],
): Promise<Pick<Changes, 'invoiceIds' | 'paymentIds'>> {
  const { companyId } = intake
  const invoiceIds = changed.map((invoice) => invoice.id)
  await lockSubjects(tx, companyId, { invoiceIds, paymentIds: [] })
  await replaceInvoices(tx, companyId, changed)
  // What the new total frees must be written before it is asked what the source's payments still cover.
  const written = [...(await write(tx, intake, changed, totalChange)), ...(await write(tx, intake, changed, settlement))]
  await refreshBalances(tx, companyId, { invoiceIds, paymentIds: [] })
  return { invoiceIds, paymentIds: [...new Set(written.flatMap((entry) => entry.paymentId ?? []))] }
}

type DraftsOf = (intake: Intake, invoice: Invoice, entries: readonly Entry[]) => readonly EntryDraft[]

async function write(tx: Tx, intake: Intake, invoices: readonly Invoice[], draftsOf: DraftsOf): Promise<readonly Entry[]> {
  const { companyId, actor, at } = intake
  const around = await listEntriesAroundInvoices(
    tx,
    companyId,
    invoices.map((invoice) => invoice.id),
  )
  return appendEntries(tx, companyId, {
    actor,
    at,
    groups: invoices.map((invoice) => groupOf(draftsOf(intake, invoice, around.get(invoice.id) ?? []))),
  })
}

const totalChange: DraftsOf = ({ today, company }, invoice, entries) =>
  invoiceChange({
    invoiceId: invoice.id,
    entries,
    total: invoice.cancelled ? zero(invoice.total.currency) : invoice.total,
    on: today,
    lockedUntil: company.lockedUntil,
    why: invoice.cancelled ? 'cancelled' : 'source',
  })

const settlement: DraftsOf = ({ today, company }, invoice, entries) => {
  const own = entries.filter((entry) => entry.invoiceId === invoice.id)
  return settledAtSource({
    invoiceId: invoice.id,
    entries: own,
    living: own,
    reported: invoice.sourceSettled,
    on: today,
    lockedUntil: company.lockedUntil,
  })
}
