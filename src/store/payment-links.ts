// Links to pay that were made at a gateway: at most one living link an invoice, for exactly what is open.
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { currency } from '#values/currency'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { type Connection, listConnections } from './connections.ts'
import type { Executor, Tx } from './database.ts'
import type { PaymentLinksTable } from './schema/letters.ts'

export type StoredLink = {
  readonly linkId: Id
  readonly invoiceId: Id
  readonly connectionId: Id
  readonly amount: Money
  /** What the gateway carries and hands back with the payment. */
  readonly reference: string
  /** Null while the gateway has not answered. */
  readonly url: string | null
  readonly externalId: string | null
  /** Code of the last failure; null while there was none. */
  readonly failure: string | null
  readonly attempts: number
  readonly askedAt: Date
  readonly expiresAt: Date | null
  readonly endedAt: Date | null
}

const toLink = (row: Selectable<PaymentLinksTable>): StoredLink => ({
  linkId: row.link_id,
  invoiceId: row.invoice_id,
  connectionId: row.connection_id,
  amount: money(row.amount_minor, currency(row.currency)),
  reference: row.reference,
  url: row.url,
  externalId: row.external_id,
  failure: row.failure,
  attempts: row.attempts,
  askedAt: row.asked_at,
  expiresAt: row.expires_at,
  endedAt: row.ended_at,
})

/** The connection at which links are made: the one chosen, else the oldest that makes them; null where none does. */
export async function findGateway(executor: Executor, companyId: Id, chosen: string | null): Promise<Connection | null> {
  const able = (await listConnections(executor, companyId, 'connector')).filter(
    (connection) => connection.kinds.includes('payment-links') && connection.state !== 'off',
  )
  return able.find(({ connectionId }) => connectionId === chosen) ?? able[0] ?? null
}

export type PayableInvoice = { readonly number: string; readonly open: Money; readonly sourceUrl: string | null; readonly customerId: Id }

/** The invoice as it may be paid now, its row locked; null when nothing is open on it or it is cancelled. */
export async function lockPayable(tx: Tx, companyId: Id, invoiceId: Id): Promise<PayableInvoice | null> {
  const row = await tx
    .selectFrom('invoices as invoice')
    .innerJoin('invoice_balances as balance', (join) =>
      join.onRef('balance.company_id', '=', 'invoice.company_id').onRef('balance.invoice_id', '=', 'invoice.invoice_id'),
    )
    .where('invoice.company_id', '=', companyId)
    .where('invoice.invoice_id', '=', invoiceId)
    .where('invoice.cancelled', '=', false)
    .where('balance.open_minor', '>', 0n)
    .select(['invoice.number', 'invoice.payment_url', 'invoice.customer_id', 'balance.open_minor', 'balance.currency'])
    .forUpdate('invoice')
    .executeTakeFirst()
  return row === undefined
    ? null
    : {
        number: row.number,
        open: money(row.open_minor, currency(row.currency)),
        sourceUrl: row.payment_url,
        customerId: row.customer_id,
      }
}

const ofCompany = (executor: Executor, companyId: Id) =>
  executor.selectFrom('payment_links').selectAll().where('company_id', '=', companyId)

export async function findLivingPaymentLink(executor: Executor, companyId: Id, invoiceId: Id): Promise<StoredLink | null> {
  const row = await ofCompany(executor, companyId).where('invoice_id', '=', invoiceId).where('ended_at', 'is', null).executeTakeFirst()
  return row === undefined ? null : toLink(row)
}

export async function findPaymentLink(executor: Executor, companyId: Id, linkId: Id): Promise<StoredLink | null> {
  const row = await ofCompany(executor, companyId).where('link_id', '=', linkId).executeTakeFirst()
  return row === undefined ? null : toLink(row)
}

/** Living links among these invoices whose sum is no longer what is open. */
export async function listOutdatedLinks(executor: Executor, companyId: Id, invoiceIds: readonly Id[]): Promise<readonly StoredLink[]> {
  if (invoiceIds.length === 0) return []
  const rows = await executor
    .selectFrom('payment_links as link')
    .innerJoin('invoices as invoice', (join) =>
      join.onRef('invoice.company_id', '=', 'link.company_id').onRef('invoice.invoice_id', '=', 'link.invoice_id'),
    )
    .innerJoin('invoice_balances as balance', (join) =>
      join.onRef('balance.company_id', '=', 'link.company_id').onRef('balance.invoice_id', '=', 'link.invoice_id'),
    )
    .where('link.company_id', '=', companyId)
    .where('link.ended_at', 'is', null)
    .where('link.invoice_id', '=', sql<Id>`any(${[...new Set(invoiceIds)]}::uuid[])`)
    .where((eb) =>
      eb.or([
        eb('invoice.cancelled', '=', true),
        eb('link.amount_minor', '<>', eb.ref('balance.open_minor')),
        eb('link.currency', '<>', eb.ref('balance.currency')),
      ]),
    )
    .selectAll('link')
    .execute()
  return rows.map(toLink)
}

export const listLivingLinksOf = async (executor: Executor, companyId: Id, connectionId: Id): Promise<readonly StoredLink[]> =>
  (await ofCompany(executor, companyId).where('connection_id', '=', connectionId).where('ended_at', 'is', null).execute()).map(toLink)

export async function insertPaymentLink(
  tx: Tx,
  companyId: Id,
  link: Pick<StoredLink, 'linkId' | 'invoiceId' | 'connectionId' | 'amount' | 'reference' | 'askedAt'>,
): Promise<void> {
  await tx
    .insertInto('payment_links')
    .values({
      company_id: companyId,
      link_id: link.linkId,
      invoice_id: link.invoiceId,
      connection_id: link.connectionId,
      amount_minor: link.amount.minor,
      currency: link.amount.currency,
      reference: link.reference,
      attempts: 1,
      asked_at: link.askedAt,
    })
    .execute()
}

const change = (executor: Executor, companyId: Id, linkId: Id) =>
  executor.updateTable('payment_links').where('company_id', '=', companyId).where('link_id', '=', linkId)

export async function noteLinkAsked(tx: Tx, companyId: Id, linkId: Id, at: Date): Promise<void> {
  await change(tx, companyId, linkId)
    .set((eb) => ({ asked_at: at, attempts: eb('attempts', '+', 1), failure: null }))
    .execute()
}

/** What the gateway answered is kept also for a link that has ended meanwhile: it has to be shut there. */
export async function noteLinkMade(
  tx: Tx,
  companyId: Id,
  linkId: Id,
  made: { readonly url: string; readonly externalId: string; readonly expiresAt: Date | null; readonly at: Date },
): Promise<void> {
  await change(tx, companyId, linkId)
    .set({ url: made.url, external_id: made.externalId, expires_at: made.expiresAt, made_at: made.at, failure: null })
    .execute()
}

export async function noteLinkFailure(executor: Executor, companyId: Id, linkId: Id, failure: string): Promise<void> {
  await change(executor, companyId, linkId).set({ failure }).execute()
}

export async function endPaymentLink(tx: Tx, companyId: Id, linkId: Id, why: string, at: Date): Promise<void> {
  await change(tx, companyId, linkId).where('ended_at', 'is', null).set({ ended_at: at, ended_why: why }).execute()
}
