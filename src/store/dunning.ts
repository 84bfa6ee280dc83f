// What dunning reads: who owes what, unplaced money, and how fresh the news of payments is.

import { sql } from 'kysely'
import * as z from 'zod'
import type { BankData, DunnedInvoice } from '#domain/dunning/gates'
import type { UnplacedPayment } from '#domain/dunning/may-be-theirs'
import { currency } from '#values/currency'
import { addDays, type Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from './database.ts'

const anyOf = (ids: readonly Id[]) => sql<Id>`any(${[...ids]}::uuid[])`

const owing = (executor: Executor, companyId: Id, before: Day) =>
  executor
    .selectFrom('invoice_balances as balance')
    .innerJoin('invoices as invoice', (join) =>
      join.onRef('invoice.company_id', '=', 'balance.company_id').onRef('invoice.invoice_id', '=', 'balance.invoice_id'),
    )
    .where('balance.company_id', '=', companyId)
    .where('balance.open_minor', '>', 0n)
    .where('balance.due_on', '<', before)
    .where('balance.type', '<>', 'proforma')
    .where('invoice.cancelled', '=', false)

/** Customers with an open invoice whose due day comes before `before`, in a stable order. */
export const listOwingCustomers = async (executor: Executor, companyId: Id, before: Day): Promise<readonly Id[]> =>
  (await owing(executor, companyId, before).select('balance.customer_id').distinct().orderBy('balance.customer_id').execute()).map(
    (row) => row.customer_id,
  )

export type NamedInvoice = DunnedInvoice & {
  readonly viewUrl: string | null
  readonly paymentUrl: string | null
  readonly payToAccount: string | null
}

/** Open invoices of these customers whose due day comes before `before`, the oldest first. */
export async function listOwedBy(
  executor: Executor,
  companyId: Id,
  customerIds: readonly Id[],
  before: Day,
): Promise<ReadonlyMap<Id, readonly NamedInvoice[]>> {
  const rows = await owing(executor, companyId, before)
    .where('balance.customer_id', '=', anyOf(customerIds))
    .select([
      'balance.customer_id',
      'balance.invoice_id',
      'invoice.number',
      'balance.due_on',
      'balance.open_minor',
      'balance.currency',
      'invoice.view_url',
      'invoice.payment_url',
      'invoice.pay_to_account',
    ])
    .orderBy('balance.due_on')
    .orderBy('balance.invoice_id')
    .execute()
  const invoicesOf = (of: typeof rows): readonly NamedInvoice[] =>
    of.flatMap((row) =>
      row.due_on === null
        ? []
        : [
            {
              id: row.invoice_id,
              number: row.number,
              dueOn: row.due_on,
              open: money(row.open_minor, currency(row.currency)),
              viewUrl: row.view_url,
              paymentUrl: row.payment_url,
              payToAccount: row.pay_to_account,
            },
          ],
    )
  return new Map([...Map.groupBy(rows, (row) => row.customer_id)].map(([customerId, of]) => [customerId, invoicesOf(of)]))
}

/** Of these invoices, those on which something is open. */
export const listOpenAmong = async (executor: Executor, companyId: Id, invoiceIds: readonly Id[]): Promise<readonly Id[]> =>
  invoiceIds.length === 0
    ? []
    : (
        await executor
          .selectFrom('invoice_balances')
          .select('invoice_id')
          .where('company_id', '=', companyId)
          .where('invoice_id', 'in', [...new Set(invoiceIds)])
          .where('open_minor', '>', 0n)
          .orderBy('invoice_id')
          .execute()
      ).map((row) => row.invoice_id)

/** The customer's open invoices whose due day comes before `before`, the oldest first. */
export const listOwedInvoices = async (executor: Executor, companyId: Id, customerId: Id, before: Day): Promise<readonly NamedInvoice[]> =>
  (await listOwedBy(executor, companyId, [customerId], before)).get(customerId) ?? []

/** Money of these customers that is set against nothing: rests of payments and open credit notes, positive. */
export async function listUnappliedOf(
  executor: Executor,
  companyId: Id,
  customerIds: readonly Id[],
): Promise<ReadonlyMap<Id, readonly Money[]>> {
  const rests = executor
    .selectFrom('payment_balances as balance')
    .innerJoin('payments as payment', (join) =>
      join.onRef('payment.company_id', '=', 'balance.company_id').onRef('payment.payment_id', '=', 'balance.payment_id'),
    )
    .where('balance.company_id', '=', companyId)
    .where('payment.customer_id', '=', anyOf(customerIds))
    .where('balance.unapplied_minor', '>', 0n)
    .where('balance.status', 'not in', ['outside', 'withdrawn'])
    .select([sql<Id>`payment.customer_id`.as('customerId'), 'balance.unapplied_minor as minor', 'balance.currency as currency'])
  const credits = executor
    .selectFrom('invoice_balances')
    .select([sql<Id>`customer_id`.as('customerId'), sql<bigint>`-open_minor`.as('minor'), 'currency'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', anyOf(customerIds))
    .where('open_minor', '<', 0n)
  const rows = Map.groupBy(await rests.unionAll(credits).execute(), (row) => row.customerId)
  return new Map([...rows].map(([customerId, of]) => [customerId, of.map((row) => money(row.minor, currency(row.currency)))]))
}

const suggestion = z.object({ customerId: z.string().optional(), alternatives: z.array(z.object({ customerId: z.string() })).default([]) })

/** Longer ago nobody looks for the place of a payment any more; until then it may be what a customer is asked for. */
const unplacedDays = 400

/** Payments that are set against nothing yet. */
export async function listUnplaced(executor: Executor, companyId: Id, today: Day): Promise<readonly UnplacedPayment[]> {
  const rows = await executor
    .selectFrom('payment_balances as balance')
    .innerJoin('payments as payment', (join) =>
      join.onRef('payment.company_id', '=', 'balance.company_id').onRef('payment.payment_id', '=', 'balance.payment_id'),
    )
    .where('balance.company_id', '=', companyId)
    .where('balance.status', '=', 'new')
    .where('balance.unapplied_minor', '>', 0n)
    .where('payment.booked_on', '>=', addDays(today, -unplacedDays))
    .select([
      'payment.payment_id',
      'payment.booked_on',
      'payment.amount_minor',
      'payment.currency',
      'payment.payer_name',
      'payment.customer_id',
    ])
    .execute()
  if (rows.length === 0) return []
  const matches = await executor
    .selectFrom('matches')
    .select(['payment_id', 'decision'])
    .where('company_id', '=', companyId)
    .where(
      'payment_id',
      'in',
      rows.map((row) => row.payment_id),
    )
    .where('state', '=', 'proposed')
    .execute()
  return rows.map((row) => ({
    paymentId: row.payment_id,
    bookedOn: row.booked_on,
    amount: money(row.amount_minor, currency(row.currency)),
    payerName: row.payer_name,
    customerId: row.customer_id,
    suggested: matches
      .filter((match) => match.payment_id === row.payment_id)
      .flatMap((match) => {
        const read = suggestion.safeParse(match.decision)
        return read.success
          ? [
              ...(read.data.customerId === undefined ? [] : [read.data.customerId]),
              ...read.data.alternatives.map((other) => other.customerId),
            ]
          : []
      }),
  }))
}

/** The stalest source of payments: settlement accounts (an unconfirmed statement that does not balance counts as never read) and connections. */
export async function bankData(executor: Executor, companyId: Id, now: Date): Promise<BankData> {
  const accounts = await executor
    .selectFrom('bank_accounts as account')
    .select((eb) => [
      'account.account',
      'account.name',
      'account.last_read_at',
      eb
        .exists(
          eb
            .selectFrom('statements as statement')
            .select('statement.statement_id')
            .whereRef('statement.company_id', '=', 'account.company_id')
            .whereRef('statement.account_id', '=', 'account.account_id')
            .where('statement.balanced', '=', false)
            .where('statement.confirmed_at', 'is', null),
        )
        .as('doubtful'),
    ])
    .where('account.company_id', '=', companyId)
    .where('account.kind', '=', 'settlement')
    .execute()
  const connections = await executor
    .selectFrom('connections')
    .select(['name', 'kinds', 'last_success_at'])
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .where('shelf', '=', 'connector')
    .where('state', '<>', 'off')
    .execute()
  const sources = [
    ...accounts.map((account) => ({
      source: account.name ?? account.account,
      at: account.doubtful ? null : account.last_read_at,
    })),
    ...connections
      .filter((connection) => connection.kinds.includes('payments'))
      .map((connection) => ({ source: connection.name, at: connection.last_success_at })),
  ].map(({ source, at }) => ({ source, ageHours: at === null ? Number.POSITIVE_INFINITY : (now.getTime() - at.getTime()) / 3_600_000 }))
  return sources.sort((a, b) => b.ageHours - a.ageHours)[0] ?? null
}

/** Customers with an open invoice whose due day lies from `from` to the day before `today`. */
export const listFallenDue = async (executor: Executor, companyId: Id, from: Day, today: Day): Promise<readonly Id[]> =>
  (
    await owing(executor, companyId, today)
      .where('balance.due_on', '>=', from)
      .select('balance.customer_id')
      .distinct()
      .orderBy('balance.customer_id')
      .execute()
  ).map((row) => row.customer_id)
