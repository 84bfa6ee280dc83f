// What stands around one payment: its allocations, and the customer it may be from with his open invoices and last payments.
import { sql } from 'kysely'
import { livingEntries } from '#domain/ledger/entry'
import type { Currency } from '#values/currency'
import { type Day, daysBetween } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'
import { listEntriesOfPayments, type StoredEntry } from '../entries.ts'

export type PaymentFacts = {
  readonly creditedAccount: string | null
  readonly importId: Id | null
  readonly orderReference: string | null
  readonly gatewayReference: string | null
  readonly snoozedUntil: Day | null
}

export async function findPaymentFacts(executor: Executor, companyId: Id, paymentId: Id): Promise<PaymentFacts | null> {
  const row = await executor
    .selectFrom('payments')
    .select(['credited_account', 'import_id', 'order_reference', 'gateway_reference', 'snoozed_until'])
    .where('company_id', '=', companyId)
    .where('payment_id', '=', paymentId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : {
        creditedAccount: row.credited_account,
        importId: row.import_id,
        orderReference: row.order_reference,
        gatewayReference: row.gateway_reference,
        snoozedUntil: row.snoozed_until,
      }
}

export type AllocationLine = { readonly entry: StoredEntry; readonly number: string }

/** Allocations that stand, in the order they were made. */
export async function listAllocations(executor: Executor, companyId: Id, paymentId: Id): Promise<AllocationLine[]> {
  const entries = livingEntries(await listEntriesOfPayments(executor, companyId, [paymentId])).filter(
    (entry) => entry.kind === 'allocation',
  )
  const numbers = await numbersOf(
    executor,
    companyId,
    entries.flatMap((entry) => entry.invoiceId ?? []),
  )
  return entries.map((entry) => ({ entry, number: numbers.get(entry.invoiceId ?? '')?.number ?? '' }))
}

const besideInvoices: readonly StoredEntry['kind'][] = ['interest-paid', 'compensation-paid', 'overpayment-noted', 'refund-due', 'refund']

/** What stands of the payment beside its allocations, in the order it was said. */
export const listParts = async (executor: Executor, companyId: Id, paymentId: Id): Promise<StoredEntry[]> =>
  livingEntries(await listEntriesOfPayments(executor, companyId, [paymentId])).filter((entry) => besideInvoices.includes(entry.kind))

export type InvoiceBrief = {
  readonly number: string
  readonly dueOn: Day | null
  readonly open: Money
  /** What is open, and what the source alone calls paid: a payment that turns up may be that money. */
  readonly left: Money
}

export async function numbersOf(executor: Executor, companyId: Id, invoiceIds: readonly Id[]): Promise<ReadonlyMap<Id, InvoiceBrief>> {
  if (invoiceIds.length === 0) return new Map()
  const rows = await executor
    .selectFrom('invoices as i')
    .innerJoin('invoice_balances as b', (join) =>
      join.onRef('b.company_id', '=', 'i.company_id').onRef('b.invoice_id', '=', 'i.invoice_id'),
    )
    .select(['i.invoice_id', 'i.number', 'b.due_on', 'b.open_minor', 'b.currency'])
    .select((eb) =>
      eb
        .selectFrom('entries as e')
        .select(sql<bigint | null>`sum(e.amount_minor)::bigint`.as('sum'))
        .whereRef('e.company_id', '=', 'i.company_id')
        .whereRef('e.invoice_id', '=', 'i.invoice_id')
        .where('e.kind', '=', 'settled-at-source')
        .as('at_source_minor'),
    )
    .where('i.company_id', '=', companyId)
    .where('i.invoice_id', 'in', [...new Set(invoiceIds)])
    .execute()
  return new Map(
    rows.map((row) => {
      const currency = row.currency as Currency
      const left = money(row.open_minor + (row.at_source_minor ?? 0n), currency)
      return [row.invoice_id, { number: row.number, dueOn: row.due_on, open: money(row.open_minor, currency), left }]
    }),
  )
}

/** Who paid, in the words of the bank: the payer's name, else the title. */
export async function payersOf(executor: Executor, companyId: Id, paymentIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  if (paymentIds.length === 0) return new Map()
  const rows = await executor
    .selectFrom('payments')
    .select(['payment_id', 'payer_name', 'title'])
    .where('company_id', '=', companyId)
    .where('payment_id', 'in', [...new Set(paymentIds)])
    .execute()
  return new Map(rows.map((row) => [row.payment_id, row.payer_name ?? row.title]))
}

export async function namesOf(executor: Executor, companyId: Id, customerIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  if (customerIds.length === 0) return new Map()
  const rows = await executor
    .selectFrom('customers')
    .select(['customer_id', 'name'])
    .where('company_id', '=', companyId)
    .where('customer_id', 'in', [...new Set(customerIds)])
    .execute()
  return new Map(rows.map((row) => [row.customer_id, row.name]))
}

export type PayerPanel = {
  readonly customerId: Id
  readonly name: string
  readonly taxId: string | null
  /** Owed less what is not set against anything yet. */
  readonly balance: Money
  readonly overdue: Money
  readonly unapplied: Money
  /** How many are open; `openInvoices` are those due first. */
  readonly open: number
  readonly openInvoices: readonly {
    readonly invoiceId: Id
    readonly number: string
    readonly issueOn: Day
    readonly dueOn: Day | null
    readonly daysPastDue: number
    readonly open: Money
  }[]
  readonly lastPayments: readonly {
    readonly paymentId: Id
    readonly bookedOn: Day
    readonly amount: Money
    readonly account: string | null
  }[]
}

/** The panel beside a payment, in the payment's currency. */
export async function findPayerPanel(
  executor: Executor,
  companyId: Id,
  customerId: Id,
  currency: Currency,
  today: Day,
): Promise<PayerPanel | null> {
  const customer = await executor
    .selectFrom('customers')
    .select(['name', 'tax_id'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (customer === undefined) return null
  const open = await executor
    .selectFrom('invoice_balances as b')
    .innerJoin('invoices as i', (join) => join.onRef('i.company_id', '=', 'b.company_id').onRef('i.invoice_id', '=', 'b.invoice_id'))
    .select(['b.invoice_id', 'i.number', 'b.issue_on', 'b.due_on', 'b.open_minor', 'b.type'])
    .where('b.company_id', '=', companyId)
    .where('b.customer_id', '=', customerId)
    .where('b.currency', '=', currency)
    .where('b.open_minor', '<>', 0n)
    .orderBy('b.due_on')
    .limit(200)
    .execute()
  const sums = await sql<{ owed: string; overdue: string; open: bigint; unapplied: string }>`
    select coalesce(sum(b.open_minor) filter (where b.type <> 'proforma'), 0)::text as owed, count(*) as open,
      coalesce(sum(b.open_minor) filter (where b.type <> 'proforma' and b.due_on < ${today} and b.open_minor > 0), 0)::text as overdue,
      (select coalesce(sum(pb.unapplied_minor), 0)::text from payments p join payment_balances pb on pb.company_id = p.company_id and pb.payment_id = p.payment_id
        where p.company_id = ${companyId} and p.customer_id = ${customerId} and p.currency = ${currency}) as unapplied
    from invoice_balances b where b.company_id = ${companyId} and b.customer_id = ${customerId} and b.currency = ${currency} and b.open_minor <> 0`.execute(
    executor,
  )
  const payments = await executor
    .selectFrom('payments')
    .select(['payment_id', 'booked_on', 'amount_minor', 'currency', 'payer_account'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .orderBy('booked_on', 'desc')
    .limit(5)
    .execute()
  const [sum] = sums.rows
  const unapplied = BigInt(sum?.unapplied ?? '0')
  return {
    customerId,
    name: customer.name,
    taxId: customer.tax_id,
    balance: money(BigInt(sum?.owed ?? '0') - unapplied, currency),
    overdue: money(BigInt(sum?.overdue ?? '0'), currency),
    unapplied: money(unapplied, currency),
    open: Number(sum?.open ?? 0),
    openInvoices: open.map((row) => ({
      invoiceId: row.invoice_id,
      number: row.number,
      issueOn: row.issue_on,
      dueOn: row.due_on,
      daysPastDue: row.due_on === null ? 0 : Math.max(0, daysBetween(row.due_on, today)),
      open: money(row.open_minor, currency),
    })),
    lastPayments: payments.map((row) => ({
      paymentId: row.payment_id,
      bookedOn: row.booked_on,
      amount: money(row.amount_minor, row.currency as Currency),
      account: row.payer_account,
    })),
  }
}
