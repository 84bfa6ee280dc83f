// What matching looks at: open and lately settled invoices with their customers, and payments that are not placed yet.
import { type Selectable, sql } from 'kysely'
import type { InvoiceType, MatchCustomer, OpenInvoice, PaymentFacts } from '#domain/matching/types'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Executor } from './database.ts'
import type { PaymentsTable } from './schema/receivables.ts'

type InvoiceRow = {
  invoice_id: Id
  number: string
  type: string
  issue_on: Day
  due_on: Day | null
  currency: string
  total_minor: bigint
  open_minor: bigint
  customer_id: Id
  order_reference: string | null
  ksef_number: string | null
  corrects: string[]
}

const invoiceRows = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('invoice_balances as b')
    .innerJoin('invoices as i', (join) => join.onRef('i.company_id', '=', 'b.company_id').onRef('i.invoice_id', '=', 'b.invoice_id'))
    .select([
      'i.invoice_id',
      'i.number',
      'i.type',
      'i.issue_on',
      'i.due_on',
      'i.currency',
      'b.total_minor',
      'b.open_minor',
      'i.customer_id',
      'i.order_reference',
      'i.ksef_number',
      'i.corrects',
    ])
    .where('b.company_id', '=', companyId)
    .where('i.company_id', '=', companyId)
    .where('i.cancelled', '=', false)

/** Invoices with something open, and those settled since `settledSince`: their numbers speak against a second payment. */
export async function loadOpenInvoices(
  executor: Executor,
  companyId: Id,
  settledSince: Day,
  virtualAccounts: ReadonlyMap<Id, string>,
): Promise<OpenInvoice[]> {
  const rows = await invoiceRows(executor, companyId)
    .where((eb) => eb.or([eb('b.open_minor', '<>', 0n), eb('b.last_paid_on', '>=', settledSince)]))
    .execute()
  return withCustomers(executor, companyId, rows, virtualAccounts)
}

/** Invoices issued since `issuedSince` that their source calls paid while we know of no payment; `open` is with that money. */
export async function loadSettledAtSource(
  executor: Executor,
  companyId: Id,
  issuedSince: Day,
  virtualAccounts: ReadonlyMap<Id, string>,
): Promise<OpenInvoice[]> {
  const rows = await invoiceRows(executor, companyId)
    .where('i.issue_on', '>=', issuedSince)
    .where('b.total_minor', '>', 0n)
    .innerJoin(
      (eb) =>
        eb
          .selectFrom('entries')
          .select(['invoice_id', sql<bigint>`sum(amount_minor)::bigint`.as('settled_minor')])
          .where('company_id', '=', companyId)
          .where('kind', '=', 'settled-at-source')
          .groupBy('invoice_id')
          .having(sql<boolean>`sum(amount_minor) > 0`)
          .as('s'),
      (join) => join.onRef('s.invoice_id', '=', 'i.invoice_id'),
    )
    .select('s.settled_minor')
    .execute()
  return withCustomers(
    executor,
    companyId,
    rows.map((row) => ({ ...row, open_minor: row.open_minor + row.settled_minor })),
    virtualAccounts,
  )
}

async function withCustomers(
  executor: Executor,
  companyId: Id,
  rows: readonly InvoiceRow[],
  virtualAccounts: ReadonlyMap<Id, string>,
): Promise<OpenInvoice[]> {
  const ids = [...new Set(rows.map((row) => row.customer_id))]
  const found =
    ids.length === 0
      ? []
      : await executor
          .selectFrom('customers')
          .select(['customer_id', 'name', 'tax_id', 'email'])
          .where('company_id', '=', companyId)
          .where('customer_id', '=', sql<Id>`any(${ids}::uuid[])`)
          .execute()
  const customers = new Map(
    found.map(({ customer_id, name, tax_id, email }): [Id, MatchCustomer] => {
      const virtualAccount = virtualAccounts.get(customer_id)
      return [
        customer_id,
        {
          id: customer_id,
          name,
          accounts: [],
          ...(tax_id === null ? {} : { taxId: tax_id }),
          ...(email === null ? {} : { email }),
          ...(virtualAccount === undefined ? {} : { virtualAccount }),
        },
      ]
    }),
  )
  return rows.flatMap((row): OpenInvoice[] => {
    const customer = customers.get(row.customer_id)
    const currency = row.currency as Currency
    return customer === undefined
      ? []
      : [
          {
            id: row.invoice_id,
            number: row.number,
            type: row.type as InvoiceType,
            issueOn: row.issue_on,
            total: money(row.total_minor, currency),
            open: money(row.open_minor, currency),
            customer,
            ...(row.due_on === null ? {} : { dueOn: row.due_on }),
            ...(row.order_reference === null ? {} : { orderReference: row.order_reference }),
            ...(row.ksef_number === null ? {} : { ksefNumber: row.ksef_number }),
            ...(row.corrects.length === 0 ? {} : { corrects: row.corrects }),
          },
        ]
  })
}

/** Payments with a rest that nobody has placed, oldest first; `amount` is that rest. All of the company, or only those named. */
export async function loadUnplaced(executor: Executor, companyId: Id, paymentIds?: readonly Id[]): Promise<PaymentFacts[]> {
  let rows = executor
    .selectFrom('payment_balances as b')
    .innerJoin('payments as p', (join) => join.onRef('p.company_id', '=', 'b.company_id').onRef('p.payment_id', '=', 'b.payment_id'))
    .leftJoin('payment_links as l', (join) => join.onRef('l.company_id', '=', 'p.company_id').onRef('l.reference', '=', 'p.link_reference'))
    .selectAll('p')
    .select(['b.unapplied_minor', 'l.invoice_id as pays_invoice_id'])
    .where('b.company_id', '=', companyId)
    .where('b.status', 'in', ['new', 'partly-settled'])
    .where('b.unapplied_minor', '>', 0n)
  if (paymentIds !== undefined) rows = rows.where('p.payment_id', '=', sql<Id>`any(${[...paymentIds]}::uuid[])`)
  return (await rows.orderBy('p.booked_on').orderBy('p.payment_id').execute()).map((row) => ({
    ...toPaymentFacts(row, row.unapplied_minor),
    ...(row.pays_invoice_id === null ? {} : { paysInvoiceId: row.pays_invoice_id }),
  }))
}

/** A payment as matching takes it, with the part of its amount that is to be placed. */
export const toPaymentFacts = (row: Selectable<PaymentsTable>, minor: bigint): PaymentFacts => ({
  id: row.payment_id,
  bookedOn: row.booked_on,
  amount: money(minor, row.currency as Currency),
  title: row.title,
  source: row.source === 'gateway' ? 'gateway' : 'bank',
  ...(row.payer_name === null ? {} : { payerName: row.payer_name }),
  ...(row.payer_account === null ? {} : { payerAccount: row.payer_account }),
  ...(row.payer_email === null ? {} : { payerEmail: row.payer_email }),
  ...(row.credited_account === null ? {} : { creditedAccount: row.credited_account }),
  ...(row.gateway_reference === null ? {} : { gatewayReference: row.gateway_reference }),
  ...(row.order_reference === null ? {} : { orderReference: row.order_reference }),
})
