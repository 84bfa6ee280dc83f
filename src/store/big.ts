// Demands that warned of an entry at a bureau, and entries: written, taken back, put in force again.
import { type Selectable, sql } from 'kysely'
import * as z from 'zod'
import { type BigDelivery, bigDeliveries } from '#domain/big/big-gate'
import { currency } from '#values/currency'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'
import { safeJson } from './safe-json.ts'
import type { BigEntriesTable } from './schema/big.ts'

export type By = { readonly actor: string; readonly name: string | null; readonly at: Date }

export type BigNoticeRecord = {
  readonly noticeId: Id
  readonly sentOn: Day
  readonly delivery: BigDelivery
  readonly bureau: string
  /** The message of the house that it was; null where a person knows of it alone. */
  readonly outboxId: Id | null
  /** The debts that it named; null: all that were due on its day. */
  readonly invoiceIds: readonly Id[] | null
  readonly proof: string | null
  readonly recordedBy: string | null
  readonly recordedAt: Date
}

export type BigEntry = {
  readonly entryId: Id
  readonly customerId: Id
  readonly enteredOn: Day
  readonly bureau: { readonly name: string; readonly seat: string }
  /** What was open when it was entered. */
  readonly debts: readonly { readonly invoiceId: Id; readonly open: Money }[]
  readonly enteredBy: string | null
  readonly enteredAt: Date
  readonly removedOn: Day | null
  readonly removedBy: string | null
}

export async function insertNotice(
  executor: Executor,
  companyId: Id,
  notice: Pick<BigNoticeRecord, 'sentOn' | 'delivery' | 'bureau' | 'outboxId' | 'invoiceIds' | 'proof'> & {
    readonly customerId: Id
    readonly by: By
  },
): Promise<Id> {
  const noticeId = newId()
  await executor
    .insertInto('big_notices')
    .values({
      company_id: companyId,
      notice_id: noticeId,
      customer_id: notice.customerId,
      sent_on: notice.sentOn,
      delivery: notice.delivery,
      bureau_name: notice.bureau,
      outbox_id: notice.outboxId,
      invoice_ids: notice.invoiceIds === null ? null : [...notice.invoiceIds],
      proof: notice.proof,
      recorded_by: notice.by.actor,
      recorded_by_name: notice.by.name,
      recorded_at: notice.by.at,
    })
    .execute()
  return noticeId
}

/** Those that stand, the earliest first. */
export async function listNotices(executor: Executor, companyId: Id, customerId: Id): Promise<readonly BigNoticeRecord[]> {
  const rows = await executor
    .selectFrom('big_notices')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('removed_at', 'is', null)
    .orderBy('sent_on')
    .orderBy('notice_id')
    .execute()
  return rows.map((row) => ({
    noticeId: row.notice_id,
    sentOn: row.sent_on,
    delivery: bigDeliveries.find((each) => each === row.delivery) ?? 'email',
    bureau: row.bureau_name,
    outboxId: row.outbox_id,
    invoiceIds: row.invoice_ids,
    proof: row.proof,
    recordedBy: row.recorded_by_name,
    recordedAt: row.recorded_at,
  }))
}

/** Failure `big.notice-not-found` when it is another customer's or was changed so already. */
export async function markNotice(
  executor: Executor,
  companyId: Id,
  of: { readonly customerId: Id; readonly noticeId: Id },
  removed: By | null,
): Promise<void> {
  const row = await executor
    .updateTable('big_notices')
    .set({ removed_at: removed?.at ?? null, removed_by: removed?.actor ?? null })
    .where('company_id', '=', companyId)
    .where('customer_id', '=', of.customerId)
    .where('notice_id', '=', of.noticeId)
    .where('removed_at', removed === null ? 'is not' : 'is', null)
    .returning('notice_id')
    .executeTakeFirst()
  if (row === undefined) throw new Failure('big.notice-not-found')
}

const kept = z.object({ debts: z.array(z.object({ invoiceId: z.string(), minor: z.string(), currency: z.string() })) })

const toEntry = (row: Selectable<BigEntriesTable>): BigEntry => ({
  entryId: row.entry_id,
  customerId: row.customer_id,
  enteredOn: row.entered_on,
  bureau: { name: row.bureau_name, seat: row.bureau_seat },
  debts: kept
    .parse(row.facts)
    .debts.map((debt) => ({ invoiceId: debt.invoiceId, open: money(BigInt(debt.minor), currency(debt.currency)) })),
  enteredBy: row.entered_by_name,
  enteredAt: row.entered_at,
  removedOn: row.removed_on,
  removedBy: row.removed_by_name,
})

export async function insertEntry(
  executor: Executor,
  companyId: Id,
  entry: Pick<BigEntry, 'customerId' | 'enteredOn' | 'bureau' | 'debts'> & { readonly by: By },
): Promise<Id> {
  const entryId = newId()
  const debts = entry.debts.map(({ invoiceId, open }) => ({ invoiceId, minor: open.minor.toString(), currency: open.currency }))
  await executor
    .insertInto('big_entries')
    .values({
      company_id: companyId,
      entry_id: entryId,
      customer_id: entry.customerId,
      entered_on: entry.enteredOn,
      bureau_name: entry.bureau.name,
      bureau_seat: entry.bureau.seat,
      facts: safeJson({ debts }),
      entered_by: entry.by.actor,
      entered_by_name: entry.by.name,
      entered_at: entry.by.at,
    })
    .execute()
  return entryId
}

/** Also those that were removed; the latest first. */
export async function listEntries(executor: Executor, companyId: Id, customerId: Id): Promise<readonly BigEntry[]> {
  const rows = await executor
    .selectFrom('big_entries')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .orderBy('entry_id', 'desc')
    .execute()
  return rows.map(toEntry)
}

/** Those that stand of these customers, and of whoever these invoices belong to. */
export async function listStandingEntriesOf(
  executor: Executor,
  companyId: Id,
  of: { readonly customerIds: readonly Id[]; readonly invoiceIds: readonly Id[] },
): Promise<readonly BigEntry[]> {
  const rows = await executor
    .selectFrom('big_entries')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('customer_id', '=', sql<Id>`any(${[...of.customerIds]}::uuid[])`),
        eb(
          'customer_id',
          'in',
          eb
            .selectFrom('invoices')
            .select('customer_id')
            .where('company_id', '=', companyId)
            .where('invoice_id', '=', sql<Id>`any(${[...of.invoiceIds]}::uuid[])`),
        ),
      ]),
    )
    .orderBy('entry_id')
    .execute()
  return rows.map(toEntry)
}

/** Failure `big.entry-not-found` when it is another customer's or was changed so already. */
export async function markEntry(
  executor: Executor,
  companyId: Id,
  of: { readonly customerId: Id; readonly entryId: Id },
  removed: (By & { readonly on: Day }) | null,
): Promise<void> {
  const row = await executor
    .updateTable('big_entries')
    .set({
      removed_on: removed?.on ?? null,
      removed_at: removed?.at ?? null,
      removed_by: removed?.actor ?? null,
      removed_by_name: removed?.name ?? null,
    })
    .where('company_id', '=', companyId)
    .where('customer_id', '=', of.customerId)
    .where('entry_id', '=', of.entryId)
    .where('removed_at', removed === null ? 'is not' : 'is', null)
    .returning('entry_id')
    .executeTakeFirst()
  if (row === undefined) throw new Failure('big.entry-not-found')
}

/** The latest entry of the ledger since then that made one of these debts smaller without a payment of the books. */
export async function findLatestFall(
  executor: Executor,
  companyId: Id,
  of: { readonly invoiceIds: readonly Id[]; readonly since: Date },
): Promise<{ readonly entryId: Id; readonly on: Day } | null> {
  const row = await executor
    .selectFrom('entries')
    .select(['entry_id', 'on_day'])
    .where('company_id', '=', companyId)
    .where('invoice_id', '=', sql<Id>`any(${[...of.invoiceIds]}::uuid[])`)
    .where('kind', 'in', ['settled-at-source', 'credit-allocation', 'advance-deducted', 'write-off'])
    .where('payment_id', 'is', null)
    .where('recorded_at', '>', of.since)
    .orderBy('recorded_at', 'desc')
    .orderBy('entry_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { entryId: row.entry_id, on: row.on_day }
}
