// Entries of the ledger as they are read; append-entries.ts writes them.
import { type Selectable, sql } from 'kysely'
import type { Entry, EntryKind } from '#domain/ledger/entry'
import type { Currency } from '#values/currency'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Executor } from './database.ts'
import type { EntriesTable } from './schema/ledger.ts'

/** An entry with who wrote it and when. */
export type StoredEntry = Entry & { readonly recordedAt: Date; readonly actor: string }

const toEntry = (row: Selectable<EntriesTable>): StoredEntry => ({
  id: row.entry_id,
  groupId: row.group_id,
  kind: row.kind as EntryKind,
  on: row.on_day,
  recordedAt: row.recorded_at,
  actor: row.actor,
  why: row.why,
  invoiceId: row.invoice_id,
  paymentId: row.payment_id,
  amount: money(row.amount_minor, row.currency as Currency),
  paymentAmount:
    row.payment_minor === null || row.payment_currency === null ? null : money(row.payment_minor, row.payment_currency as Currency),
  matchId: row.match_id,
  reverses: row.reverses,
  key: row.key,
})

const inOrder = (rows: readonly Selectable<EntriesTable>[]): StoredEntry[] => rows.map(toEntry).sort((a, b) => (a.id < b.id ? -1 : 1))

/** All entries whose `column` is one of `ids`, in the order they were written. */
const entriesBy =
  (column: 'invoice_id' | 'payment_id' | 'group_id') =>
  async (executor: Executor, companyId: Id, ids: readonly Id[]): Promise<StoredEntry[]> =>
    ids.length === 0
      ? []
      : inOrder(
          await executor
            .selectFrom('entries')
            .selectAll()
            .where('company_id', '=', companyId)
            .where(column, '=', sql<Id>`any(${[...ids]}::uuid[])`)
            .execute(),
        )

export const listEntriesOfInvoices = entriesBy('invoice_id')
export const listEntriesOfPayments = entriesBy('payment_id')
export const listEntriesOfGroups = entriesBy('group_id')

/** By invoice, all its entries and those of the groups of its credit allocations, where the other halves stand. */
export async function listEntriesAroundInvoices(
  executor: Executor,
  companyId: Id,
  invoiceIds: readonly Id[],
): Promise<ReadonlyMap<Id, readonly StoredEntry[]>> {
  const own = await listEntriesOfInvoices(executor, companyId, invoiceIds)
  const credited = own.filter((entry) => entry.kind === 'credit-allocation')
  const halves = Map.groupBy(
    await listEntriesOfGroups(executor, companyId, [...new Set(credited.map((entry) => entry.groupId))]),
    (entry) => entry.groupId,
  )
  return new Map(
    [...Map.groupBy(own, (entry) => entry.invoiceId ?? '')].map(([invoiceId, entries]) => {
      const groups = new Set(entries.filter((entry) => entry.kind === 'credit-allocation').map((entry) => entry.groupId))
      const others = [...groups].flatMap((groupId) => halves.get(groupId) ?? []).filter((entry) => entry.invoiceId !== invoiceId)
      return [invoiceId, [...entries, ...others]]
    }),
  )
}
