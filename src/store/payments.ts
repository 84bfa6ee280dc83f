// Payments: money received, from a bank, a gateway or by hand; what is left of them lives in the balances.
import { type Selectable, sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from './database.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import type { PaymentsTable } from './schema/receivables.ts'

export const paymentSources = ['bank', 'gateway', 'cash', 'netting', 'other'] as const
export type PaymentSource = (typeof paymentSources)[number]

/** Source key of payments that a person recorded. */
export const byHand = 'by-hand'

export type Payment = {
  readonly id: Id
  readonly source: PaymentSource
  readonly sourceKey: string
  readonly externalId: string
  readonly importId: Id | null
  readonly lineId: Id | null
  readonly connectionId: Id | null
  readonly bookedOn: Day
  readonly amount: Money
  readonly payerName: string | null
  readonly payerAccount: string | null
  readonly payerEmail: string | null
  readonly title: string
  readonly creditedAccount: string | null
  readonly gatewayReference: string | null
  readonly orderReference: string | null
  /** Of our own link to pay by which the money came. */
  readonly linkReference: string | null
  /** Whose money it is, once somebody or something decided. */
  readonly customerId: Id | null
  /** Why it is no customer's payment; null when it is one. */
  readonly outsideReason: string | null
  readonly snoozedUntil: Day | null
  readonly createdAt: Date
}

const columns = {
  company_id: 'uuid',
  payment_id: 'uuid',
  source: 'text',
  source_key: 'text',
  external_id: 'text',
  import_id: 'uuid',
  line_id: 'uuid',
  connection_id: 'uuid',
  booked_on: 'date',
  amount_minor: 'bigint',
  currency: 'text',
  payer_name: 'text',
  payer_account: 'text',
  payer_email: 'text',
  title: 'text',
  credited_account: 'text',
  gateway_reference: 'text',
  order_reference: 'text',
  link_reference: 'text',
  customer_id: 'uuid',
  outside_reason: 'text',
  snoozed_until: 'date',
  created_at: 'timestamptz',
} as const satisfies ColumnTypes & Record<Exclude<keyof PaymentsTable, 'search_text'>, string>

export const toPayment = (row: Selectable<PaymentsTable>): Payment => ({
  id: row.payment_id,
  source: row.source as PaymentSource,
  sourceKey: row.source_key,
  externalId: row.external_id,
  importId: row.import_id,
  lineId: row.line_id,
  connectionId: row.connection_id,
  bookedOn: row.booked_on,
  amount: money(row.amount_minor, row.currency as Currency),
  payerName: row.payer_name,
  payerAccount: row.payer_account,
  payerEmail: row.payer_email,
  title: row.title,
  creditedAccount: row.credited_account,
  gatewayReference: row.gateway_reference,
  orderReference: row.order_reference,
  linkReference: row.link_reference,
  customerId: row.customer_id,
  outsideReason: row.outside_reason,
  snoozedUntil: row.snoozed_until,
  createdAt: row.created_at,
})

export const listPayments = async (executor: Executor, companyId: Id, paymentIds: readonly Id[]): Promise<Payment[]> =>
  paymentIds.length === 0
    ? []
    : (
        await executor
          .selectFrom('payments')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('payment_id', '=', sql<Id>`any(${[...paymentIds]}::uuid[])`)
          .orderBy('booked_on')
          .orderBy('payment_id')
          .execute()
      ).map(toPayment)

export const listPaymentsBySource = async (
  executor: Executor,
  companyId: Id,
  sourceKey: string,
  externalIds: readonly string[],
): Promise<Payment[]> =>
  externalIds.length === 0
    ? []
    : (
        await executor
          .selectFrom('payments')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('source_key', '=', sourceKey)
          .where('external_id', '=', sql<string>`any(${[...externalIds]}::text[])`)
          .execute()
      ).map(toPayment)

export const listPaymentsOfImport = async (executor: Executor, companyId: Id, importId: Id): Promise<Payment[]> =>
  (
    await executor
      .selectFrom('payments')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('import_id', '=', importId)
      .orderBy('payment_id')
      .execute()
  ).map(toPayment)

/** Payments of one source and exactly this amount, booked in these days and not taken back as a whole, latest first. */
export const listReturnable = async (
  executor: Executor,
  companyId: Id,
  of: { readonly sourceKey: string; readonly amount: Money; readonly from: Day; readonly to: Day },
): Promise<Payment[]> =>
  (
    await executor
      .selectFrom('payments as p')
      .innerJoin('payment_balances as b', (join) =>
        join.onRef('b.company_id', '=', 'p.company_id').onRef('b.payment_id', '=', 'p.payment_id'),
      )
      .selectAll('p')
      .where('p.company_id', '=', companyId)
      .where('p.source_key', '=', of.sourceKey)
      .where('p.amount_minor', '=', of.amount.minor)
      .where('p.currency', '=', of.amount.currency)
      .where('b.amount_minor', '=', of.amount.minor)
      .where('p.booked_on', '>=', of.from)
      .where('p.booked_on', '<=', of.to)
      .orderBy('p.booked_on', 'desc')
      .orderBy('p.payment_id', 'desc')
      .execute()
  ).map(toPayment)

/** Writes payments that are not known yet by their source and outside id, and answers the ids of those that are new. */
export async function insertPayments(executor: Executor, companyId: Id, payments: readonly Payment[]): Promise<ReadonlySet<Id>> {
  const written = await insertMany<{ payment_id: Id }>(
    executor,
    'payments',
    columns,
    payments.map((payment) => ({
      company_id: companyId,
      payment_id: payment.id,
      source: payment.source,
      source_key: payment.sourceKey,
      external_id: payment.externalId,
      import_id: payment.importId,
      line_id: payment.lineId,
      connection_id: payment.connectionId,
      booked_on: payment.bookedOn,
      amount_minor: payment.amount.minor,
      currency: payment.amount.currency,
      payer_name: payment.payerName,
      payer_account: payment.payerAccount,
      payer_email: payment.payerEmail,
      title: payment.title,
      credited_account: payment.creditedAccount,
      gateway_reference: payment.gatewayReference,
      order_reference: payment.orderReference,
      link_reference: payment.linkReference,
      customer_id: payment.customerId,
      outside_reason: payment.outsideReason,
      snoozed_until: payment.snoozedUntil,
      created_at: payment.createdAt,
    })),
    { onConflict: sql`on conflict (company_id, source_key, external_id) do nothing`, returning: ['payment_id'] },
  )
  return new Set(written.map((row) => row.payment_id))
}

/** Notes what was decided of a payment; its entries are another matter. */
export async function changePayment(
  executor: Executor,
  companyId: Id,
  paymentId: Id,
  change: {
    readonly customerId?: Id | null
    readonly outsideReason?: string | null
    readonly snoozedUntil?: Day | null
  },
): Promise<void> {
  const set = {
    ...(change.customerId === undefined ? {} : { customer_id: change.customerId }),
    ...(change.outsideReason === undefined ? {} : { outside_reason: change.outsideReason }),
    ...(change.snoozedUntil === undefined ? {} : { snoozed_until: change.snoozedUntil }),
  }
  if (Object.keys(set).length === 0) return
  const result = await executor
    .updateTable('payments')
    .set(set)
    .where('company_id', '=', companyId)
    .where('payment_id', '=', paymentId)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new Failure('payment.not-found')
}

/** Notes whose money many payments are. */
export const setPaymentCustomers = async (
  executor: Executor,
  companyId: Id,
  owners: readonly { readonly paymentId: Id; readonly customerId: Id }[],
): Promise<void> => {
  if (owners.length === 0) return
  await sql`update payments as p set customer_id = v.customer_id from unnest(${owners.map((each) => each.paymentId)}::uuid[], ${owners.map((each) => each.customerId)}::uuid[]) as v(payment_id, customer_id)
    where p.company_id = ${companyId} and p.payment_id = v.payment_id`.execute(executor)
}
