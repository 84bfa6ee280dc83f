// The balances of invoices and payments: derived from their entries, kept so that lists are quick. They can be rebuilt at any time.
import { sql } from 'kysely'
import type { Entry } from '#domain/ledger/entry'
import { invoiceStatus, lastPaidOn } from '#domain/ledger/invoice-status'
import { invoiceSums } from '#domain/ledger/invoice-sums'
import { overpaidMinor } from '#domain/ledger/overpaid-amount'
import { paymentStatus } from '#domain/ledger/payment-status'
import { paymentSums } from '#domain/ledger/payment-sums'
import type { Currency } from '#values/currency'
import type { Id } from '#values/id'
import type { Tx } from './database.ts'
import { listEntriesOfInvoices, listEntriesOfPayments } from './entries.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import type { Subjects } from './lock-subjects.ts'
import type { InvoiceBalancesTable, PaymentBalancesTable } from './schema/ledger.ts'

const invoiceColumns = {
  company_id: 'uuid',
  invoice_id: 'uuid',
  customer_id: 'uuid',
  due_on: 'date',
  issue_on: 'date',
  type: 'text',
  currency: 'text',
  total_minor: 'bigint',
  open_minor: 'bigint',
  settled_minor: 'bigint',
  overpaid_minor: 'bigint',
  status: 'text',
  since_on: 'date',
  last_paid_on: 'date',
  categories: 'text[]',
} as const satisfies ColumnTypes & Record<keyof InvoiceBalancesTable, string>

const paymentColumns = {
  company_id: 'uuid',
  payment_id: 'uuid',
  currency: 'text',
  amount_minor: 'bigint',
  unapplied_minor: 'bigint',
  status: 'text',
} as const satisfies ColumnTypes & Record<keyof PaymentBalancesTable, string>

/** Derives the balances of these invoices and payments anew; call it in the transaction that changed their entries or their rows. */
export async function refreshBalances(tx: Tx, companyId: Id, subjects: Subjects): Promise<void> {
  await refreshPayments(tx, companyId, subjects.paymentIds)
  await refreshInvoices(tx, companyId, subjects.invoiceIds)
}

function grouped(entries: readonly Entry[], by: 'invoiceId' | 'paymentId'): ReadonlyMap<Id, Entry[]> {
  const groups = new Map<Id, Entry[]>()
  for (const entry of entries) {
    const id = entry[by]
    if (id === null) continue
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [entry])
    else group.push(entry)
  }
  return groups
}

async function refreshPayments(tx: Tx, companyId: Id, paymentIds: readonly Id[]): Promise<void> {
  if (paymentIds.length === 0) return
  const entries = grouped(await listEntriesOfPayments(tx, companyId, paymentIds), 'paymentId')
  const payments = await tx
    .selectFrom('payments')
    .select(['payment_id', 'currency', 'outside_reason'])
    .where('company_id', '=', companyId)
    .where('payment_id', '=', sql<Id>`any(${[...paymentIds]}::uuid[])`)
    .execute()
  const rows = payments.map((payment) => {
    const sums = paymentSums(entries.get(payment.payment_id) ?? [], payment.currency as Currency)
    const outside = payment.outside_reason !== null
    return {
      company_id: companyId,
      payment_id: payment.payment_id,
      currency: payment.currency,
      amount_minor: sums.received.minor - sums.returned.minor,
      unapplied_minor: outside ? 0n : sums.unapplied.minor,
      status: paymentStatus(sums, outside),
    }
  })
  await insertMany(tx, 'payment_balances', paymentColumns, rows, { onConflict: overwrite(['company_id', 'payment_id'], paymentColumns) })
}

async function refreshInvoices(tx: Tx, companyId: Id, invoiceIds: readonly Id[]): Promise<void> {
  if (invoiceIds.length === 0) return
  const entries = grouped(await listEntriesOfInvoices(tx, companyId, invoiceIds), 'invoiceId')
  const unappliedOf = await unappliedOfNoted(tx, companyId, entries)
  const invoices = await tx
    .selectFrom('invoices')
    .select(['invoice_id', 'customer_id', 'due_on', 'issue_on', 'type', 'currency', 'lines'])
    .where('company_id', '=', companyId)
    .where('invoice_id', '=', sql<Id>`any(${[...invoiceIds]}::uuid[])`)
    .execute()
  const rows = invoices.map(({ lines, ...invoice }) => {
    const own = entries.get(invoice.invoice_id) ?? []
    const sums = invoiceSums(own, invoice.currency as Currency)
    const overpaid = sums.excess.minor + overpaidMinor(own, (id) => unappliedOf.get(id) ?? 0n)
    const status = invoiceStatus(own, invoice.currency as Currency, { overpaidMinor: overpaid })
    return {
      company_id: companyId,
      ...invoice,
      total_minor: sums.total.minor,
      open_minor: sums.open.minor,
      settled_minor: sums.settled.minor,
      overpaid_minor: overpaid,
      status: status?.status ?? 'cancelled',
      since_on: status?.since ?? invoice.issue_on,
      last_paid_on: lastPaidOn(own),
      categories: categoriesOf(lines),
    }
  })
  await insertMany(tx, 'invoice_balances', invoiceColumns, rows, { onConflict: overwrite(['company_id', 'invoice_id'], invoiceColumns) })
}

function categoriesOf(lines: unknown): string[] {
  const named = Array.isArray(lines) ? lines.map((line: { category?: unknown }) => line.category) : []
  return [...new Set(named.filter((category): category is string => typeof category === 'string' && category !== ''))]
}

async function unappliedOfNoted(tx: Tx, companyId: Id, entries: ReadonlyMap<Id, readonly Entry[]>): Promise<ReadonlyMap<Id, bigint>> {
  const noted = [...entries.values()].flatMap((own) =>
    own.flatMap((entry) => (entry.kind === 'overpayment-noted' ? (entry.paymentId ?? []) : [])),
  )
  if (noted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('payment_balances')
    .select(['payment_id', 'unapplied_minor'])
    .where('company_id', '=', companyId)
    .where('payment_id', '=', sql<Id>`any(${[...new Set(noted)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.payment_id, row.unapplied_minor]))
}

const overwrite = (key: readonly string[], columns: ColumnTypes) => {
  const changed = Object.keys(columns).filter((name) => !key.includes(name))
  return sql`on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update set ${sql.join(changed.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}`
}
