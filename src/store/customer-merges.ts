// Merging customers: every row of the one becomes the other's, and which rows they were is kept, so that it can be taken back.
import { sql } from 'kysely'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import { newId } from './new-id.ts'
import { safeJson } from './safe-json.ts'

/** Tables whose rows follow the customer, with the column that names a row. */
export const movedTables = {
  invoices: 'invoice_id',
  invoice_balances: 'invoice_id',
  payments: 'payment_id',
  customer_sources: 'source_key || chr(31) || external_id',
  learnt: 'learnt_id',
  holds: 'hold_id',
  tasks: 'task_id',
  notes: 'note_id',
  contacts: 'contact_id',
  outbox: 'outbox_id',
  suppressed_addresses: 'suppression_id',
  documents: 'document_id',
  files: 'file_id',
  dunning_taken_steps: 'invoice_id || chr(31) || step_id',
  credit_blocks: 'block_id',
  credit_exceptions: 'exception_id',
  orders: 'order_id',
  big_notices: 'notice_id',
  big_entries: 'entry_id',
} as const
type MovedTable = keyof typeof movedTables

/**
 * Tables that name a customer and are dealt with otherwise: the customer himself; his links, which are revoked; the merges; his credit, which
 * is judged anew from what has moved, by the lines of the survivor; terms and policies, where the survivor's own hold.
 */
export const otherTables = [
  'customers',
  'portal_links',
  'customer_merges',
  'credit_rules',
  'credit_customers',
  'credit_standings',
  'credit_days',
  'customer_terms',
  'dunning_assignments',
] as const

type Filled = Partial<Record<'tax_id' | 'email' | 'phone' | 'address' | 'segment' | 'owner_user_id', string>>
export type Moved = {
  readonly rows: Readonly<Partial<Record<MovedTable, readonly string[]>>>
  /** What the survivor lacked and took over. */
  readonly filled: Filled
  /** Customers that had been merged into the one that is merged now. */
  readonly earlier: readonly Id[]
  readonly links: readonly Id[]
  /** Proposals that named the merged one, as they were. */
  readonly matches: readonly { readonly matchId: Id; readonly decision: string }[]
}

const tables = Object.keys(movedTables) as readonly MovedTable[]
const fillable = ['tax_id', 'email', 'phone', 'address', 'segment', 'owner_user_id'] as const

export async function countMoved(executor: Executor, companyId: Id, from: Id): Promise<Readonly<Record<MovedTable, number>>> {
  const parts = tables.map(
    (table) =>
      sql`(select count(*) from ${sql.table(table)} where company_id = ${companyId} and customer_id = ${from})::int as ${sql.ref(table)}`,
  )
  const { rows } = await sql<Record<MovedTable, number>>`select ${sql.join(parts)}`.execute(executor)
  const [row] = rows
  if (row === undefined) throw new TypeError('a count answers with a row')
  return row
}

/** Both customers, locked in the order of their ids. Failure `customer.not-found` when one is missing or merged away. */
export async function lockBoth(tx: Tx, companyId: Id, ids: readonly [Id, Id]): Promise<readonly Id[]> {
  const rows = await tx
    .selectFrom('customers')
    .select(['customer_id'])
    .where('company_id', '=', companyId)
    .where('customer_id', 'in', [...ids])
    .where('merged_into', 'is', null)
    .orderBy('customer_id')
    .forUpdate()
    .execute()
  if (rows.length !== 2) throw new Failure('customer.not-found')
  return rows.map((row) => row.customer_id)
}

async function move(tx: Tx, companyId: Id, from: Id, into: Id, only?: Moved['rows']): Promise<Moved['rows']> {
  const moved: Partial<Record<MovedTable, readonly string[]>> = {}
  for (const table of tables) {
    const name = sql.raw(movedTables[table])
    const wanted = only === undefined ? sql`true` : sql`(${name})::text = any(${[...(only[table] ?? [])]}::text[])`
    const { rows } = await sql<{ id: string }>`
      update ${sql.table(table)} set customer_id = ${into} where company_id = ${companyId} and customer_id = ${from} and ${wanted}
      returning (${name})::text as id`.execute(tx)
    moved[table] = rows.map((row) => row.id)
  }
  return moved
}

/** Moves everything of `from` to `into`; call it in a transaction that has locked both. */
export async function mergeRows(
  tx: Tx,
  companyId: Id,
  merge: { readonly from: Id; readonly into: Id; readonly by: string; readonly at: Date },
): Promise<{ readonly mergeId: Id; readonly moved: Moved }> {
  const { from, into, by, at } = merge
  // What waits for the merged one would go to him twice: it is planned anew for the survivor.
  await tx
    .updateTable('outbox')
    .set({ state: 'cancelled', reason: 'merged' })
    .where('company_id', '=', companyId)
    .where('customer_id', '=', from)
    .where('kind', '=', 'message')
    .where('state', 'in', ['planned', 'awaiting-approval', 'withheld'])
    .execute()
  const rows = await move(tx, companyId, from, into)
  const moved: Moved = {
    rows,
    filled: await fill(tx, companyId, from, into),
    earlier: await pointEarlier(tx, companyId, from, into),
    links: await revoke(tx, companyId, from, at),
    matches: await renameInProposals(tx, companyId, from, into),
  }
  await setMergedInto(tx, companyId, from, into)
  const mergeId = newId()
  await tx
    .insertInto('customer_merges')
    .values({
      company_id: companyId,
      merge_id: mergeId,
      from_customer_id: from,
      into_customer_id: into,
      moved: safeJson(moved),
      created_by: by,
      created_at: at,
    })
    .execute()
  return { mergeId, moved }
}

const setMergedInto = (tx: Tx, companyId: Id, customerId: Id, into: Id | null) =>
  tx.updateTable('customers').set({ merged_into: into }).where('company_id', '=', companyId).where('customer_id', '=', customerId).execute()

async function fill(tx: Tx, companyId: Id, from: Id, into: Id): Promise<Filled> {
  const rows = await tx
    .selectFrom('customers')
    .select(['customer_id', 'owner_by_rule', ...fillable])
    .where('company_id', '=', companyId)
    .where('customer_id', 'in', [from, into])
    .execute()
  const [source, target] = [rows.find((row) => row.customer_id === from), rows.find((row) => row.customer_id === into)]
  const filled: Filled = Object.fromEntries(
    fillable.flatMap((field) => (target?.[field] === null && source?.[field] != null ? [[field, source[field]]] : [])),
  )
  const byRule = filled.owner_user_id === undefined ? {} : { owner_by_rule: source?.owner_by_rule === true }
  if (Object.keys(filled).length > 0)
    await tx
      .updateTable('customers')
      .set({ ...filled, ...byRule })
      .where('company_id', '=', companyId)
      .where('customer_id', '=', into)
      .execute()
  return filled
}

const pointEarlier = async (tx: Tx, companyId: Id, from: Id, into: Id): Promise<readonly Id[]> =>
  (
    await tx
      .updateTable('customers')
      .set({ merged_into: into })
      .where('company_id', '=', companyId)
      .where('merged_into', '=', from)
      .returning('customer_id')
      .execute()
  ).map((row) => row.customer_id)

/** A link of the merged one must not open the survivor's page: if the merge was a mistake, it would show a stranger's debts. */
const revoke = async (tx: Tx, companyId: Id, from: Id, at: Date): Promise<readonly Id[]> =>
  (
    await tx
      .updateTable('portal_links')
      .set({ revoked_at: at })
      .where('company_id', '=', companyId)
      .where('customer_id', '=', from)
      .where('revoked_at', 'is', null)
      .returning('link_id')
      .execute()
  ).map((row) => row.link_id)

async function renameInProposals(tx: Tx, companyId: Id, from: Id, into: Id): Promise<Moved['matches']> {
  const { rows } = await sql<{ match_id: Id; decision: string }>`
    select match_id, decision::text as decision from matches
    where company_id = ${companyId} and state = 'proposed' and decision::text like ${`%${from}%`} for update`.execute(tx)
  for (const row of rows)
    await tx
      .updateTable('matches')
      .set({ decision: row.decision.replaceAll(from, into) })
      .where('company_id', '=', companyId)
      .where('match_id', '=', row.match_id)
      .execute()
  return rows.map((row) => ({ matchId: row.match_id, decision: row.decision }))
}

/** Failures `merge.not-found`, `merge.undone-already`, `merge.later-first` when the survivor was merged into another one since. */
export async function undoMergeRows(
  tx: Tx,
  companyId: Id,
  mergeId: Id,
  undo: { readonly by: string; readonly at: Date },
): Promise<{ readonly from: Id; readonly into: Id; readonly invoiceIds: readonly Id[] }> {
  const row = await tx
    .selectFrom('customer_merges')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('merge_id', '=', mergeId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('merge.not-found')
  if (row.undone_at !== null) throw new Failure('merge.undone-already')
  const { from_customer_id: from, into_customer_id: into } = row
  const survivor = await tx
    .selectFrom('customers')
    .select('merged_into')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', into)
    .forUpdate()
    .executeTakeFirst()
  if (survivor === undefined || survivor.merged_into !== null) throw new Failure('merge.later-first')
  const moved = row.moved as unknown as Moved
  await move(tx, companyId, into, from, moved.rows)
  await followInvoices(tx, companyId, into, from, moved.rows.invoices ?? [])
  await setMergedInto(tx, companyId, from, null)
  for (const customerId of moved.earlier) await setMergedInto(tx, companyId, customerId, from)
  await takeBackFilled(tx, companyId, into, moved.filled)
  if (moved.links.length > 0)
    await tx
      .updateTable('portal_links')
      .set({ revoked_at: null })
      .where('company_id', '=', companyId)
      .where('link_id', 'in', [...moved.links])
      .execute()
  for (const match of moved.matches)
    await tx
      .updateTable('matches')
      .set({ decision: match.decision })
      .where('company_id', '=', companyId)
      .where('match_id', '=', match.matchId)
      .where('state', '=', 'proposed')
      .execute()
  await tx
    .updateTable('customer_merges')
    .set({ undone_at: undo.at, undone_by: undo.by })
    .where('company_id', '=', companyId)
    .where('merge_id', '=', mergeId)
    .execute()
  return { from, into, invoiceIds: [...(moved.rows.invoices ?? [])] }
}

/** An objection, a promise or a plan that was written down since, about invoices that go back alone, goes back with them: they stay held. */
async function followInvoices(tx: Tx, companyId: Id, into: Id, from: Id, invoiceIds: readonly string[]): Promise<void> {
  const back = sql`${[...invoiceIds]}::uuid[]`
  await tx
    .updateTable('holds')
    .set({ customer_id: from })
    .where('company_id', '=', companyId)
    .where('customer_id', '=', into)
    .where(sql<boolean>`(invoice_id = any(${back}) or invoice_ids <@ ${back})`)
    .execute()
}

/** Only what still stands as it was taken over; what a person wrote since stays. */
async function takeBackFilled(tx: Tx, companyId: Id, into: Id, filled: Filled): Promise<void> {
  for (const field of fillable) {
    const value = filled[field]
    if (value !== undefined)
      await tx
        .updateTable('customers')
        .set({ [field]: null, ...(field === 'owner_user_id' ? { owner_by_rule: false } : {}) })
        .where('company_id', '=', companyId)
        .where('customer_id', '=', into)
        .where(field, '=', value)
        .execute()
  }
}
