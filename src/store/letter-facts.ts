// What letters tell of invoices: documents as they stand, debts with what became of them, the open items of a customer on a day.
import { sql } from 'kysely'
import type { Debt } from '#domain/interest/claim'
import type { DebtChange } from '#domain/interest/late-interest'
import { livingEntries } from '#domain/ledger/entry'
import { invoiceSums } from '#domain/ledger/invoice-sums'
import { paymentSums } from '#domain/ledger/payment-sums'
import { type Currency, currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { isZero, type Money, money, negate } from '#values/money'
import type { Executor } from './database.ts'
import { listEntriesOfInvoices, listEntriesOfPayments, type StoredEntry } from './entries.ts'
import { listInvoices } from './invoices.ts'

export type LetterInvoice = {
  readonly id: Id
  readonly number: string
  readonly ksefNumber: string | null
  readonly issueOn: Day
  readonly dueOn: Day
  readonly total: Money
  readonly open: Money
  readonly viewUrl: string | null
  /** Of the source, or made at a gateway for exactly what is open. */
  readonly payUrl: string | null
  readonly payToAccount: string | null
}

/** Facts of invoices that a message names, by id; `total` as the document stands, with corrections. */
export async function listLetterInvoices(
  executor: Executor,
  companyId: Id,
  invoiceIds: readonly Id[],
): Promise<ReadonlyMap<Id, LetterInvoice>> {
  if (invoiceIds.length === 0) return new Map()
  const rows = await executor
    .selectFrom('invoices as invoice')
    .innerJoin('invoice_balances as balance', (join) =>
      join.onRef('balance.company_id', '=', 'invoice.company_id').onRef('balance.invoice_id', '=', 'invoice.invoice_id'),
    )
    .leftJoin('payment_links as link', (join) =>
      join
        .onRef('link.company_id', '=', 'invoice.company_id')
        .onRef('link.invoice_id', '=', 'invoice.invoice_id')
        .onRef('link.amount_minor', '=', 'balance.open_minor')
        .onRef('link.currency', '=', 'balance.currency')
        .on('link.ended_at', 'is', null),
    )
    .where('invoice.company_id', '=', companyId)
    .where('invoice.invoice_id', '=', sql<Id>`any(${[...invoiceIds]}::uuid[])`)
    .select([
      'invoice.invoice_id',
      'invoice.number',
      'invoice.ksef_number',
      'invoice.issue_on',
      'balance.due_on',
      'balance.total_minor',
      'balance.open_minor',
      'balance.currency',
      'invoice.view_url',
      'invoice.payment_url',
      'link.url as link_url',
      'invoice.pay_to_account',
    ])
    .execute()
  return new Map(
    rows.map((row) => [
      row.invoice_id,
      {
        id: row.invoice_id,
        number: row.number,
        ksefNumber: row.ksef_number,
        issueOn: row.issue_on,
        dueOn: row.due_on ?? row.issue_on,
        total: money(row.total_minor, currency(row.currency)),
        open: money(row.open_minor, currency(row.currency)),
        viewUrl: row.view_url,
        payUrl: row.payment_url ?? row.link_url,
        payToAccount: row.pay_to_account,
      },
    ]),
  )
}

/** Living entries of one invoice as changes of a debt: money on the day it was credited to us, everything else on its own day. */
function changesOf(entries: readonly StoredEntry[], creditedOn: ReadonlyMap<Id, Day>): DebtChange[] {
  return livingEntries(entries).flatMap((entry): DebtChange[] => {
    const { amount, on } = entry
    switch (entry.kind) {
      case 'allocation':
        return [{ kind: 'payment', on: (entry.paymentId === null ? undefined : creditedOn.get(entry.paymentId)) ?? on, amount }]
      case 'settled-at-source':
      case 'bank-fee':
      case 'currency-difference':
      case 'refund':
        return [{ kind: 'payment', on, amount }]
      case 'credit-allocation':
      case 'advance-deducted':
      case 'write-off':
        return [{ kind: 'correction', on, amount }]
      case 'invoice-changed':
        return [{ kind: 'correction', on, amount: negate(amount) }]
      default:
        return []
    }
  })
}

/** The invoices as debts, in the order given; those without a due day, proformas and cancelled ones bear no interest and are left out. */
export async function listDebts(executor: Executor, companyId: Id, invoiceIds: readonly Id[]): Promise<readonly Debt[]> {
  const invoices = new Map((await listInvoices(executor, companyId, invoiceIds)).map((invoice) => [invoice.id, invoice]))
  const entries = await listEntriesOfInvoices(executor, companyId, invoiceIds)
  const paymentIds = [...new Set(entries.flatMap((entry) => entry.paymentId ?? []))]
  const credited =
    paymentIds.length === 0
      ? []
      : await executor
          .selectFrom('payments')
          .select(['payment_id', 'booked_on'])
          .where('company_id', '=', companyId)
          .where('payment_id', '=', sql<Id>`any(${paymentIds}::uuid[])`)
          .execute()
  const creditedOn = new Map(credited.map((row) => [row.payment_id, row.booked_on]))
  const byInvoice = Map.groupBy(entries, (entry) => entry.invoiceId ?? '')
  return invoiceIds.flatMap((id) => {
    const invoice = invoices.get(id)
    if (invoice === undefined || invoice.dueOn === null || invoice.cancelled || invoice.type === 'proforma') return []
    const own = byInvoice.get(id) ?? []
    const issued = own.find((entry) => entry.kind === 'invoice-issued')
    return issued === undefined || issued.amount.minor <= 0n
      ? []
      : [{ invoiceId: id, number: invoice.number, value: issued.amount, dueOn: invoice.dueOn, changes: changesOf(own, creditedOn) }]
  })
}

/** A document that was open at the end of a day; `open` is minus for credit notes and unapplied payments. */
export type OpenItem = {
  readonly kind: 'invoice' | 'payment'
  readonly id: Id
  readonly number: string
  readonly on: Day
  readonly dueOn: Day | null
  readonly total: Money
  readonly open: Money
  readonly viewUrl: string | null
}

/** All open items of a customer at the end of `asOf`, from the entries of that time: invoices by due day, then money that is set against nothing. */
export async function listOpenItems(executor: Executor, companyId: Id, customerId: Id, asOf: Day): Promise<readonly OpenItem[]> {
  const invoices = await executor
    .selectFrom('invoices')
    .select(['invoice_id', 'number', 'issue_on', 'due_on', 'currency', 'view_url'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('issue_on', '<=', asOf)
    .where('type', '<>', 'proforma')
    .where('cancelled', '=', false)
    .execute()
  const payments = await executor
    .selectFrom('payments')
    .select(['payment_id', 'title', 'booked_on', 'currency'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('booked_on', '<=', asOf)
    .where('outside_reason', 'is', null)
    .execute()
  const ofInvoices = Map.groupBy(
    await listEntriesOfInvoices(
      executor,
      companyId,
      invoices.map((row) => row.invoice_id),
    ),
    (entry) => entry.invoiceId ?? '',
  )
  const ofPayments = Map.groupBy(
    await listEntriesOfPayments(
      executor,
      companyId,
      payments.map((row) => row.payment_id),
    ),
    (entry) => entry.paymentId ?? '',
  )
  const items = [
    ...invoices.map((row): OpenItem => {
      const sums = invoiceSums(ofInvoices.get(row.invoice_id) ?? [], row.currency as Currency, asOf)
      const common = { id: row.invoice_id, number: row.number, on: row.issue_on, dueOn: row.due_on, viewUrl: row.view_url }
      return { kind: 'invoice', ...common, total: sums.total, open: sums.open }
    }),
    ...payments.map((row): OpenItem => {
      const sums = paymentSums(ofPayments.get(row.payment_id) ?? [], row.currency as Currency, asOf)
      const common = { id: row.payment_id, number: row.title.slice(0, 60), on: row.booked_on, dueOn: null, viewUrl: null }
      return { kind: 'payment', ...common, total: negate(sums.received), open: negate(sums.unapplied) }
    }),
  ].filter((item) => !isZero(item.open))
  const key = (item: OpenItem): string => `${item.kind === 'invoice' ? 0 : 1} ${item.dueOn ?? item.on} ${item.number}`
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}
