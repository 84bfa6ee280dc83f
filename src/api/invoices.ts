// Invoices: the list, one with its entries, and what a person does with it.
import * as contract from '#contract/invoices'
import { endAgreement } from '#flows/end-agreement'
import { holdInvoice } from '#flows/hold-invoice'
import { recordPayment } from '#flows/record-payment'
import type { Shell } from '#flows/shell'
import { writeOffInvoice } from '#flows/write-off-invoice'
import { disputedSince, listHoldsOf } from '#store/views/holds'
import { findInvoiceFacts, listEntryLines, listInvoiceMessages, listWriteBacks } from '#store/views/invoice-detail'
import type { InvoiceFilter } from '#store/views/invoice-filter'
import { findInvoiceRow, type InvoiceListRow, listInvoiceRows } from '#store/views/invoice-list'
import { countInvoices, sumInvoiceRows } from '#store/views/invoice-sums'
import { keptSums } from '#store/views/kept-sums'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { CompanyAccess } from './caller.ts'
import { implement } from './implement.ts'
import { dayOfCompany, todayOf } from './today.ts'

type Status = (typeof contract.invoiceStatuses)[number]

/** The store keeps statuses as text; the contract lists them. */
export const rowView = (row: InvoiceListRow) => ({ ...row, categories: [...row.categories], status: row.status as Status })

export async function invoiceView(shell: Shell, company: CompanyAccess, invoiceId: Id, asOf?: Day) {
  const { database } = shell
  const { companyId, ownerUserId } = company
  const today = asOf ?? (await todayOf(shell, companyId))
  const row = await findInvoiceRow(database, companyId, invoiceId, ownerUserId, today)
  const facts = await findInvoiceFacts(database, companyId, invoiceId)
  if (row === null || facts === null) throw new Failure('invoice.not-found')
  const entries = await listEntryLines(database, companyId, invoiceId, row.total.currency, asOf)
  // A dispute stands above what the money says, and has a first day of its own.
  const dispute = row.status === 'disputed' ? await disputedSince(database, companyId, invoiceId) : null
  return {
    ...rowView(row),
    ...facts,
    statusSince: dispute === null ? facts.statusSince : await dayOfCompany(shell, companyId, dispute),
    lines: [...facts.lines],
    open: asOf === undefined ? row.open : (entries.at(-1)?.openAfter ?? row.open),
    entries: entries.map(({ entry, effect, openAfter, reversed, undoable }) => ({
      entryId: entry.id,
      groupId: entry.groupId,
      kind: entry.kind,
      on: entry.on,
      recordedAt: entry.recordedAt,
      actor: entry.actor,
      why: entry.why,
      amount: entry.amount,
      effect,
      openAfter,
      paymentId: entry.paymentId,
      reversed,
      undoable,
    })),
    messages: await listInvoiceMessages(database, companyId, invoiceId),
    holds: await listHoldsOf(database, companyId, { invoiceId, customerId: row.customerId }),
    writeBacks: await listWriteBacks(database, companyId, invoiceId),
  }
}

/** Refuses an invoice of another company, or of a customer that is not the caller's. */
async function requireVisible(shell: Shell, company: CompanyAccess, invoiceId: Id): Promise<void> {
  const row = await findInvoiceRow(
    shell.database,
    company.companyId,
    invoiceId,
    company.ownerUserId,
    await todayOf(shell, company.companyId),
  )
  if (row === null) throw new Failure('invoice.not-found')
}

async function aboveList(shell: Shell, { companyId, ownerUserId }: CompanyAccess, scope: InvoiceFilter, today: Day) {
  const { database } = shell
  const keep = await keptSums(database, companyId)
  const [sums, counts] = await Promise.all([
    keep('invoices', ['invoices', scope, today], () => sumInvoiceRows(database, companyId, scope, today)),
    keep('invoices', ['tabs', ownerUserId, today], () => countInvoices(database, companyId, ownerUserId, today)),
  ])
  return { sums, counts }
}

export const invoiceRoutes = [
  implement(contract.listInvoices, async ({ shell, company, input }) => {
    const { after, limit, order, ...filter } = input.query
    const scope = { ...filter, ownerUserId: company.ownerUserId }
    const today = await todayOf(shell, company.companyId)
    const rows = listInvoiceRows(shell.database, company.companyId, { filter: scope, order: order ?? '-issued', after, limit, today })
    // What stands above the list is told with its first page.
    const [page, { sums, counts }] = await Promise.all([
      rows,
      after === undefined ? aboveList(shell, company, scope, today) : { sums: null, counts: null },
    ])
    const above = { total: sums?.total ?? null, openTotals: sums?.open ?? [], counts }
    return { rows: page.rows.map(rowView), next: page.next, ...above, asOf: shell.clock.now() }
  }),
  implement(contract.readInvoice, ({ shell, company, input }) => invoiceView(shell, company, input.params.invoiceId, input.query.asOf)),
  implement(contract.writeOffInvoice, async ({ shell, company, actor, input }) => {
    const { invoiceId } = input.params
    await requireVisible(shell, company, invoiceId)
    const { amount, why } = input.body
    await writeOffInvoice(shell, { companyId: company.companyId, actor, invoiceId, why, ...(amount === undefined ? {} : { amount }) })
    return invoiceView(shell, company, invoiceId)
  }),
  implement(contract.holdInvoice, async ({ shell, company, actor, input }) => {
    const { invoiceId } = input.params
    await requireVisible(shell, company, invoiceId)
    await holdInvoice(shell, { companyId: company.companyId, actor, invoiceId, ...input.body })
    return invoiceView(shell, company, invoiceId)
  }),
  implement(contract.endHold, async ({ shell, company, actor, input }) => {
    await endAgreement(shell, { companyId: company.companyId, actor, holdId: input.params.holdId })
    return {}
  }),
  implement(contract.payByHand, async ({ shell, company, actor, input }) => {
    const { invoiceId } = input.params
    await requireVisible(shell, company, invoiceId)
    await recordPayment(shell, { companyId: company.companyId, actor, invoiceId, ...input.body })
    return invoiceView(shell, company, invoiceId)
  }),
]
