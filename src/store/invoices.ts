// Invoices as their sources handed them over; what is open on them lives in the balances.
import { type Selectable, sql } from 'kysely'
import type { InvoiceLine, InvoiceType } from '#ports/invoice-format'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from './database.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import type { InvoicesTable } from './schema/receivables.ts'

export type Invoice = {
  readonly id: Id
  readonly sourceKey: string
  readonly externalId: string
  readonly connectionId: Id | null
  readonly importId: Id | null
  readonly number: string
  readonly numberKey: string
  readonly type: InvoiceType
  readonly issueOn: Day
  readonly dueOn: Day | null
  readonly saleOn: Day | null
  readonly total: Money
  readonly net: Money | null
  /** What the source last said was paid. */
  readonly sourceSettled: Money
  readonly customerId: Id
  readonly orderReference: string | null
  readonly ksefNumber: string | null
  readonly corrects: readonly string[]
  readonly lines: readonly InvoiceLine[]
  readonly paymentUrl: string | null
  readonly viewUrl: string | null
  readonly pdfUrl: string | null
  readonly payToAccount: string | null
  readonly cancelled: boolean
  readonly splitPayment: boolean
  readonly createdAt: Date
  readonly changedAt: Date
}

const columns = {
  company_id: 'uuid',
  invoice_id: 'uuid',
  source_key: 'text',
  external_id: 'text',
  connection_id: 'uuid',
  import_id: 'uuid',
  number: 'text',
  number_key: 'text',
  type: 'text',
  issue_on: 'date',
  due_on: 'date',
  sale_on: 'date',
  currency: 'text',
  total_minor: 'bigint',
  net_minor: 'bigint',
  source_settled_minor: 'bigint',
  customer_id: 'uuid',
  order_reference: 'text',
  ksef_number: 'text',
  corrects: 'text[]',
  lines: 'jsonb',
  payment_url: 'text',
  view_url: 'text',
  pdf_url: 'text',
  pay_to_account: 'text',
  cancelled: 'boolean',
  split_payment: 'boolean',
  created_at: 'timestamptz',
  changed_at: 'timestamptz',
} as const satisfies ColumnTypes & Record<keyof InvoicesTable, string>

type StoredLine = {
  readonly name: string
  readonly category?: string
  readonly quantity?: string
  readonly gross?: { readonly minor: string; readonly currency: Currency }
}

const toLine = ({ gross, ...line }: StoredLine): InvoiceLine => ({
  ...line,
  ...(gross === undefined ? {} : { gross: money(BigInt(gross.minor), gross.currency) }),
})

export const toInvoice = (row: Selectable<InvoicesTable>): Invoice => {
  const currency = row.currency as Currency
  return {
    id: row.invoice_id,
    sourceKey: row.source_key,
    externalId: row.external_id,
    connectionId: row.connection_id,
    importId: row.import_id,
    number: row.number,
    numberKey: row.number_key,
    type: row.type as InvoiceType,
    issueOn: row.issue_on,
    dueOn: row.due_on,
    saleOn: row.sale_on,
    total: money(row.total_minor, currency),
    net: row.net_minor === null ? null : money(row.net_minor, currency),
    sourceSettled: money(row.source_settled_minor, currency),
    customerId: row.customer_id,
    orderReference: row.order_reference,
    ksefNumber: row.ksef_number,
    corrects: row.corrects,
    lines: (row.lines as readonly StoredLine[]).map(toLine),
    paymentUrl: row.payment_url,
    viewUrl: row.view_url,
    pdfUrl: row.pdf_url,
    payToAccount: row.pay_to_account,
    cancelled: row.cancelled,
    splitPayment: row.split_payment,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}

const toRow = (companyId: Id, invoice: Invoice) => ({
  company_id: companyId,
  invoice_id: invoice.id,
  source_key: invoice.sourceKey,
  external_id: invoice.externalId,
  connection_id: invoice.connectionId,
  import_id: invoice.importId,
  number: invoice.number,
  number_key: invoice.numberKey,
  type: invoice.type,
  issue_on: invoice.issueOn,
  due_on: invoice.dueOn,
  sale_on: invoice.saleOn,
  currency: invoice.total.currency,
  total_minor: invoice.total.minor,
  net_minor: invoice.net?.minor ?? null,
  source_settled_minor: invoice.sourceSettled.minor,
  customer_id: invoice.customerId,
  order_reference: invoice.orderReference,
  ksef_number: invoice.ksefNumber,
  corrects: invoice.corrects,
  lines: invoice.lines,
  payment_url: invoice.paymentUrl,
  view_url: invoice.viewUrl,
  pdf_url: invoice.pdfUrl,
  pay_to_account: invoice.payToAccount,
  cancelled: invoice.cancelled,
  split_payment: invoice.splitPayment,
  created_at: invoice.createdAt,
  changed_at: invoice.changedAt,
})

export async function findInvoice(executor: Executor, companyId: Id, invoiceId: Id): Promise<Invoice | null> {
  const row = await executor
    .selectFrom('invoices')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('invoice_id', '=', invoiceId)
    .executeTakeFirst()
  return row === undefined ? null : toInvoice(row)
}

/** The invoice; throws Failure `invoice.not-found`. */
export async function getInvoice(executor: Executor, companyId: Id, invoiceId: Id): Promise<Invoice> {
  const invoice = await findInvoice(executor, companyId, invoiceId)
  if (invoice === null) throw new Failure('invoice.not-found')
  return invoice
}

export const listInvoices = async (executor: Executor, companyId: Id, invoiceIds: readonly Id[]): Promise<Invoice[]> =>
  invoiceIds.length === 0
    ? []
    : (
        await executor
          .selectFrom('invoices')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('invoice_id', '=', sql<Id>`any(${[...invoiceIds]}::uuid[])`)
          .orderBy('invoice_id')
          .execute()
      ).map(toInvoice)

export const listInvoicesOfImport = async (executor: Executor, companyId: Id, importId: Id): Promise<Invoice[]> =>
  (
    await executor
      .selectFrom('invoices')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('import_id', '=', importId)
      .orderBy('invoice_id')
      .execute()
  ).map(toInvoice)

/** Invoices that one source knows by these ids. */
export const listInvoicesBySource = async (
  executor: Executor,
  companyId: Id,
  sourceKey: string,
  externalIds: readonly string[],
): Promise<Invoice[]> =>
  externalIds.length === 0
    ? []
    : (
        await executor
          .selectFrom('invoices')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('source_key', '=', sourceKey)
          .where('external_id', '=', sql<string>`any(${[...externalIds]}::text[])`)
          .execute()
      ).map(toInvoice)

/** Invoices that one source brought, issued since a day and not cancelled. */
export const listStandingInvoices = async (executor: Executor, companyId: Id, sourceKey: string, since: Day): Promise<Invoice[]> =>
  (
    await executor
      .selectFrom('invoices')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('source_key', '=', sourceKey)
      .where('issue_on', '>=', since)
      .where('cancelled', '=', false)
      .orderBy('invoice_id')
      .execute()
  ).map(toInvoice)

/** Invoices of any source whose number reads the same (canonicalInvoiceNumber), oldest first. */
export const listInvoicesByNumber = async (executor: Executor, companyId: Id, numberKeys: readonly string[]): Promise<Invoice[]> =>
  numberKeys.length === 0
    ? []
    : (
        await executor
          .selectFrom('invoices')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('number_key', '=', sql<string>`any(${[...numberKeys]}::text[])`)
          .orderBy('invoice_id')
          .execute()
      ).map(toInvoice)

/** Documents issued since `from` that name one of `references` as what they correct or settle. */
export const listInvoicesCorrecting = async (
  executor: Executor,
  companyId: Id,
  references: readonly string[],
  from: Day,
): Promise<Invoice[]> =>
  references.length === 0
    ? []
    : (
        await executor
          .selectFrom('invoices')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('issue_on', '>=', from)
          .where(sql<boolean>`corrects && ${[...references]}::text[]`)
          .orderBy('invoice_id')
          .execute()
      ).map(toInvoice)

export const insertInvoices = (executor: Executor, companyId: Id, invoices: readonly Invoice[]): Promise<object[]> =>
  insertMany(
    executor,
    'invoices',
    columns,
    invoices.map((invoice) => toRow(companyId, invoice)),
  )

/** Overwrites everything but the id and the day of creation by what the source says now. */
export const replaceInvoices = (executor: Executor, companyId: Id, invoices: readonly Invoice[]): Promise<object[]> => {
  const changed = Object.keys(columns).filter((name) => !['company_id', 'invoice_id', 'created_at'].includes(name))
  return insertMany(
    executor,
    'invoices',
    columns,
    invoices.map((invoice) => toRow(companyId, invoice)),
    {
      onConflict: sql`on conflict (company_id, invoice_id) do update set ${sql.join(changed.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}`,
    },
  )
}
