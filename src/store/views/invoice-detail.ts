// One invoice with everything around it: its entries with the running balance, holds, messages, write-backs.
import { sql } from 'kysely'
import { entriesUntil, livingEntries } from '#domain/ledger/entry'
import { invoiceSums } from '#domain/ledger/invoice-sums'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money, subtract } from '#values/money'
import type { Executor } from '../database.ts'
import { listEntriesOfInvoices, type StoredEntry } from '../entries.ts'

export type EntryLine = {
  readonly entry: StoredEntry
  readonly effect: Money
  readonly openAfter: Money
  readonly reversed: boolean
  readonly undoable: boolean
}

const undoableKinds = new Set(['allocation', 'credit-allocation', 'write-off', 'bank-fee', 'currency-difference'])

/** Entries up to a day, oldest first, each with what it did to the open amount. */
export async function listEntryLines(
  executor: Executor,
  companyId: Id,
  invoiceId: Id,
  currency: Currency,
  asOf?: Day,
): Promise<EntryLine[]> {
  const entries = entriesUntil(await listEntriesOfInvoices(executor, companyId, [invoiceId]), asOf).toSorted((a, b) =>
    a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1,
  )
  const living = new Set(livingEntries(entries).map((entry) => entry.id))
  const reversed = new Set(entries.flatMap((entry) => entry.reverses ?? []))
  let before = money(0n, currency)
  return entries.map((entry, i) => {
    const openAfter = invoiceSums(entries.slice(0, i + 1), currency).open
    const effect = subtract(openAfter, before)
    before = openAfter
    return { entry, effect, openAfter, reversed: reversed.has(entry.id), undoable: living.has(entry.id) && undoableKinds.has(entry.kind) }
  })
}

export type InvoiceFacts = {
  readonly net: Money | null
  readonly saleOn: Day | null
  readonly statusSince: Day
  readonly lastPaidOn: Day | null
  readonly ksefNumber: string | null
  readonly orderReference: string | null
  readonly source: string | null
  readonly viewUrl: string | null
  readonly paymentUrl: string | null
  readonly lines: readonly { readonly name: string; readonly category: string | null; readonly gross: Money | null }[]
}

type LineJson = { name?: unknown; category?: unknown; gross?: { minor?: unknown } }

const linesOf = (json: unknown, currency: Currency): InvoiceFacts['lines'] =>
  Array.isArray(json)
    ? json.map((line: LineJson) => ({
        name: typeof line.name === 'string' ? line.name : '',
        category: typeof line.category === 'string' ? line.category : null,
        gross: typeof line.gross?.minor === 'string' ? money(BigInt(line.gross.minor), currency) : null,
      }))
    : []

export async function findInvoiceFacts(executor: Executor, companyId: Id, invoiceId: Id): Promise<InvoiceFacts | null> {
  const row = await executor
    .selectFrom('invoices as i')
    .innerJoin('invoice_balances as b', (join) =>
      join.onRef('b.company_id', '=', 'i.company_id').onRef('b.invoice_id', '=', 'i.invoice_id'),
    )
    .leftJoin('connections as k', (join) =>
      join.onRef('k.company_id', '=', 'i.company_id').onRef('k.connection_id', '=', 'i.connection_id'),
    )
    .where('i.company_id', '=', companyId)
    .where('i.invoice_id', '=', invoiceId)
    .select([
      'i.net_minor',
      'i.sale_on',
      'i.ksef_number',
      'i.order_reference',
      'i.view_url',
      'i.payment_url',
      'i.lines',
      'i.currency',
      'b.since_on',
      'b.last_paid_on',
      'k.name as source',
    ])
    .executeTakeFirst()
  if (row === undefined) return null
  const currency = row.currency as Currency
  return {
    net: row.net_minor === null ? null : money(row.net_minor, currency),
    saleOn: row.sale_on,
    statusSince: row.since_on,
    lastPaidOn: row.last_paid_on,
    ksefNumber: row.ksef_number,
    orderReference: row.order_reference,
    source: row.source,
    viewUrl: row.view_url,
    paymentUrl: row.payment_url,
    lines: linesOf(row.lines, currency),
  }
}

export type MessageLine = {
  readonly outboxId: Id
  readonly kind: string
  readonly state: string
  readonly reason: string | null
  readonly at: Date
  readonly to: string | null
}

/** Messages about an invoice: those written for it, and those to its customer that name it. */
export async function listInvoiceMessages(executor: Executor, companyId: Id, invoiceId: Id): Promise<MessageLine[]> {
  const { rows } = await sql<{ outbox_id: Id; template: string | null; state: string; reason: string | null; at: Date; to: string | null }>`
    select o.outbox_id, o.payload->>'template' as template, o.state, o.reason, coalesce(o.sent_at, o.created_at) as at, o.payload #>> '{content,to,0,address}' as "to"
    from outbox o where o.company_id = ${companyId} and o.kind = 'message'
      and (o.invoice_id = ${invoiceId} or (o.customer_id = (select customer_id from invoices where company_id = ${companyId} and invoice_id = ${invoiceId}) and o.payload::text like ${`%${invoiceId}%`}))
    order by at desc limit 50`.execute(executor)
  return rows.map((row) => ({
    outboxId: row.outbox_id,
    kind: row.template ?? 'message',
    state: row.state,
    reason: row.reason,
    at: row.at,
    to: row.to,
  }))
}

export type WriteBackLine = {
  readonly connectionName: string
  readonly state: string
  readonly at: Date | null
  readonly failure: string | null
}

export async function listWriteBacks(executor: Executor, companyId: Id, invoiceId: Id): Promise<WriteBackLine[]> {
  const rows = await executor
    .selectFrom('outbox as o')
    .innerJoin('connections as k', (join) =>
      join.onRef('k.company_id', '=', 'o.company_id').onRef('k.connection_id', '=', 'o.connection_id'),
    )
    .where('o.company_id', '=', companyId)
    .where('o.invoice_id', '=', invoiceId)
    .where('o.kind', '=', 'invoice-status')
    .select(['k.name', 'o.state', 'o.sent_at', 'o.failure'])
    .execute()
  return rows.map((row) => ({
    connectionName: row.name,
    state: row.state,
    at: row.sent_at,
    failure: row.failure !== null && 'code' in row.failure ? String(row.failure.code) : null,
  }))
}
