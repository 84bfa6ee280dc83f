// Appends entries together with the balances that derive from them.
import { sql } from 'kysely'
import type { EntryDraft } from '#domain/ledger/entry'
import { lockedDraft } from '#domain/ledger/period-lock'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { refreshBalances } from './balances.ts'
import type { Tx } from './database.ts'
import type { StoredEntry } from './entries.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import { lockSubjects } from './lock-subjects.ts'
import { newId } from './new-id.ts'
import type { EntriesTable } from './schema/ledger.ts'

const columns = {
  company_id: 'uuid',
  entry_id: 'uuid',
  group_id: 'uuid',
  kind: 'text',
  on_day: 'date',
  recorded_at: 'timestamptz',
  actor: 'text',
  why: 'text',
  invoice_id: 'uuid',
  payment_id: 'uuid',
  amount_minor: 'bigint',
  currency: 'text',
  payment_minor: 'bigint',
  payment_currency: 'text',
  match_id: 'uuid',
  reverses: 'uuid',
  key: 'text',
} as const satisfies ColumnTypes & Record<keyof EntriesTable, string>

export type EntryGroup = { readonly groupId: Id; readonly drafts: readonly EntryDraft[] }

/** A group of its own for what is decided at once. */
export const groupOf = (drafts: readonly EntryDraft[]): EntryGroup => ({ groupId: newId(), drafts })

/**
 * Appends groups of entries and brings the balances of every touched invoice and payment up to date, all in the caller's transaction:
 * rows are locked first. An entry whose key is known already is left out with its whole group. Throws Failure `period.locked`.
 */
export async function appendEntries(
  tx: Tx,
  companyId: Id,
  writing: { readonly actor: string; readonly at: Date; readonly groups: readonly EntryGroup[] },
): Promise<readonly StoredEntry[]> {
  const { actor, at } = writing
  const groups = await withoutKnown(
    tx,
    companyId,
    writing.groups.filter((group) => group.drafts.length > 0),
  )
  const drafts = groups.flatMap((group) => group.drafts)
  if (drafts.length === 0) return []
  await refuseLocked(tx, companyId, drafts)
  const touched = await lockSubjects(tx, companyId, {
    invoiceIds: drafts.flatMap((entry) => entry.invoiceId ?? []),
    paymentIds: drafts.flatMap((entry) => entry.paymentId ?? []),
  })
  const entries = groups.flatMap(({ groupId, drafts: ofGroup }) =>
    ofGroup.map((entry): StoredEntry => ({ ...entry, id: newId(), groupId, recordedAt: at, actor })),
  )
  await insertMany(
    tx,
    'entries',
    columns,
    entries.map((entry) => ({
      company_id: companyId,
      entry_id: entry.id,
      group_id: entry.groupId,
      kind: entry.kind,
      on_day: entry.on,
      recorded_at: at,
      actor,
      why: entry.why,
      invoice_id: entry.invoiceId,
      payment_id: entry.paymentId,
      amount_minor: entry.amount.minor,
      currency: entry.amount.currency,
      payment_minor: entry.paymentAmount?.minor ?? null,
      payment_currency: entry.paymentAmount?.currency ?? null,
      match_id: entry.matchId,
      reverses: entry.reverses,
      key: entry.key,
    })),
  )
  await refreshBalances(tx, companyId, touched)
  return entries
}

async function withoutKnown(tx: Tx, companyId: Id, groups: readonly EntryGroup[]): Promise<readonly EntryGroup[]> {
  const keys = groups.flatMap((group) => group.drafts.flatMap((entry) => entry.key ?? []))
  if (keys.length === 0) return groups
  const rows = await tx
    .selectFrom('entries')
    .select('key')
    .where('company_id', '=', companyId)
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute()
  const known = new Set(rows.map((row) => row.key))
  return groups.filter((group) => !group.drafts.some((entry) => entry.key !== null && known.has(entry.key)))
}

async function refuseLocked(tx: Tx, companyId: Id, drafts: readonly EntryDraft[]): Promise<void> {
  const company = await tx.selectFrom('companies').select('locked_until').where('company_id', '=', companyId).executeTakeFirst()
  if (company === undefined) throw new Failure('company.not-found')
  const locked = lockedDraft(drafts, company.locked_until)
  if (locked !== null && company.locked_until !== null)
    throw new Failure('period.locked', { on: locked.on, lockedUntil: company.locked_until })
}
