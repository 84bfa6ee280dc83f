// The whole truth about one invoice or one customer, as it is written back to other systems.
import { type Entry, livingEntries } from '#domain/ledger/entry'
import type { CustomerStanding, InvoiceStatusChange, InvoiceStatusWord } from '#ports/connector'
import { type Currency, currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { findCreditStanding } from './credit/standings.ts'
import type { Executor } from './database.ts'
import { findDisputeStart } from './disputes.ts'

const words: Readonly<Record<string, InvoiceStatusWord>> = {
  unpaid: 'unpaid',
  'partly-paid': 'partly-paid',
  paid: 'paid',
  overpaid: 'overpaid',
  corrected: 'paid',
  'written-off': 'written-off',
  cancelled: 'paid',
}

type Target = { readonly connectionId: Id; readonly sourceKey: string }

/** Id under which the target's own records know the customer; null when he did not come from there. */
async function customerIn(executor: Executor, companyId: Id, customerId: Id, target: Target): Promise<CustomerStanding['customer']> {
  const customer = await executor
    .selectFrom('customers')
    .select(['name', 'tax_id', 'email'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow()
  const known = await executor
    .selectFrom('customer_sources')
    .select('external_id')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('source_key', '=', target.sourceKey)
    .executeTakeFirst()
  return { externalId: known?.external_id ?? null, name: customer.name, taxId: customer.tax_id, email: customer.email }
}

/** What a connection is told of an invoice; null when the invoice is gone, was cancelled at its source, or has no balance. */
export async function findStatusChange(
  executor: Executor,
  companyId: Id,
  invoiceId: Id,
  target: Target,
): Promise<InvoiceStatusChange | null> {
  const row = await executor
    .selectFrom('invoices as invoice')
    .innerJoin('invoice_balances as balance', (join) =>
      join.onRef('balance.company_id', '=', 'invoice.company_id').onRef('balance.invoice_id', '=', 'invoice.invoice_id'),
    )
    .where('invoice.company_id', '=', companyId)
    .where('invoice.invoice_id', '=', invoiceId)
    .select([
      'invoice.external_id',
      'invoice.connection_id',
      'invoice.number',
      'invoice.customer_id',
      'invoice.cancelled',
      'balance.status',
      'balance.currency',
      'balance.total_minor',
      'balance.settled_minor',
      'balance.open_minor',
      'balance.due_on',
      'balance.last_paid_on',
    ])
    .executeTakeFirst()
  if (row === undefined || row.cancelled) return null
  const of = currency(row.currency)
  const disputed = (await findDisputeStart(executor, companyId, invoiceId)) !== null
  const status = words[row.status] ?? 'unpaid'
  return {
    externalId: row.external_id,
    number: row.number,
    total: money(row.total_minor, of),
    settled: money(row.settled_minor, of),
    open: money(row.open_minor, of),
    status: disputed && row.open_minor > 0n ? 'disputed' : status,
    dueOn: row.due_on,
    lastPaidOn: row.last_paid_on,
    payments: await paymentsBehind(executor, companyId, invoiceId, of),
    fromHere: row.connection_id === target.connectionId,
    customer: await customerIn(executor, companyId, row.customer_id, target),
  }
}

async function paymentsBehind(executor: Executor, companyId: Id, invoiceId: Id, of: Currency): Promise<InvoiceStatusChange['payments']> {
  const rows = await executor
    .selectFrom('entries as entry')
    .innerJoin('payments as payment', (join) =>
      join.onRef('payment.company_id', '=', 'entry.company_id').onRef('payment.payment_id', '=', 'entry.payment_id'),
    )
    .where('entry.company_id', '=', companyId)
    .where('entry.invoice_id', '=', invoiceId)
    .where('entry.kind', '=', 'allocation')
    .select([
      'entry.entry_id',
      'entry.group_id',
      'entry.reverses',
      'entry.amount_minor',
      'entry.payment_id',
      'payment.booked_on',
      'payment.title',
    ])
    .orderBy('payment.booked_on')
    .orderBy('entry.entry_id')
    .execute()
  const entries = rows.map((row): Entry & { readonly title: string } => ({
    id: row.entry_id,
    groupId: row.group_id,
    kind: 'allocation',
    on: row.booked_on,
    invoiceId,
    paymentId: row.payment_id,
    amount: money(row.amount_minor, of),
    paymentAmount: null,
    matchId: null,
    reverses: row.reverses,
    key: null,
    why: null,
    title: row.title,
  }))
  return livingEntries(entries).map((entry) => ({ key: entry.id, on: entry.on, amount: entry.amount, title: entry.title }))
}

/** What a CRM is told of a customer in the company's currency; money in other currencies stays out. */
export async function findStanding(
  executor: Executor,
  companyId: Id,
  customerId: Id,
  target: Target & { readonly currency: Currency; readonly today: Day },
): Promise<CustomerStanding | null> {
  const known = await executor
    .selectFrom('customers')
    .select('merged_into')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (known === undefined || known.merged_into !== null) return null
  const rows = await executor
    .selectFrom('invoice_balances')
    .select(['open_minor', 'due_on'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('currency', '=', target.currency)
    .where('open_minor', '<>', 0n)
    .where('type', '<>', 'proforma')
    .execute()
  const overdue = rows.filter((row) => row.open_minor > 0n && row.due_on !== null && row.due_on < target.today)
  const sum = (some: readonly { readonly open_minor: bigint }[]) =>
    money(
      some.reduce((all, row) => all + row.open_minor, 0n),
      target.currency,
    )
  const credit = await findCreditStanding(executor, companyId, customerId)
  return {
    customer: await customerIn(executor, companyId, customerId, target),
    currency: target.currency,
    openAmount: sum(rows),
    overdueAmount: sum(overdue),
    oldestOverdueOn:
      overdue
        .map((row) => row.due_on)
        .filter((on) => on !== null)
        .sort()[0] ?? null,
    debtRatioPercent: credit?.basisPoints == null ? null : Number(credit.basisPoints) / 100,
    blocked: credit?.blocked ?? false,
  }
}
