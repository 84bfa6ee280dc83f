// Blocks of customers, by rule and by hand; one that ended is kept with what ended it.
import { type Selectable, sql } from 'kysely'
import type { BlockState, blockSources } from '#domain/credit/block-set'
import type { CreditReason } from '#domain/credit/credit-level'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from '../database.ts'
import { newId } from '../new-id.ts'
import { safeJson } from '../safe-json.ts'
import type { CreditBlocksTable } from '../schema/credit.ts'
import type { KeptFigures } from './standings.ts'

export type Block = {
  readonly blockId: Id
  readonly customerId: Id
  readonly source: (typeof blockSources)[number]
  readonly state: BlockState
  readonly reasons: readonly CreditReason[]
  readonly figures: KeptFigures | null
  readonly why: string | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly decidedBy: string | null
  readonly startedAt: Date | null
}

const toBlock = (row: Selectable<CreditBlocksTable>): Block => ({
  blockId: row.block_id,
  customerId: row.customer_id,
  source: row.source as Block['source'],
  state: row.state as BlockState,
  reasons: row.reasons as readonly CreditReason[],
  figures: row.figures as KeptFigures | null,
  why: row.why,
  createdBy: row.created_by,
  createdAt: row.created_at,
  decidedBy: row.decided_by,
  startedAt: row.started_at,
})

/** Blocks that have not ended: proposed, active, refused. */
export async function listStandingBlocks(executor: Executor, companyId: Id, customerIds: readonly Id[]): Promise<readonly Block[]> {
  const rows = await executor
    .selectFrom('credit_blocks')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', '=', sql<Id>`any(${[...customerIds]}::uuid[])`)
    .where('state', '<>', 'ended')
    .orderBy('block_id')
    .execute()
  return rows.map(toBlock)
}

/** The block that has not ended, locked. Failure `block.not-found`. */
export async function lockBlock(tx: Tx, companyId: Id, blockId: Id): Promise<Block> {
  const row = await tx
    .selectFrom('credit_blocks')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('block_id', '=', blockId)
    .where('state', '<>', 'ended')
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('block.not-found')
  return toBlock(row)
}

export async function insertBlock(
  tx: Tx,
  companyId: Id,
  block: Pick<Block, 'customerId' | 'source' | 'state' | 'reasons' | 'figures' | 'why' | 'createdBy'>,
  at: Date,
): Promise<Block> {
  const row = await tx
    .insertInto('credit_blocks')
    .values({
      company_id: companyId,
      block_id: newId(),
      customer_id: block.customerId,
      source: block.source,
      state: block.state,
      reasons: safeJson(block.reasons),
      figures: block.figures === null ? null : safeJson(block.figures),
      why: block.why,
      created_by: block.createdBy,
      created_at: at,
      started_at: block.state === 'active' ? at : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toBlock(row)
}

/** A person has said yes or no to a proposed block. */
export async function decideBlock(tx: Tx, companyId: Id, blockId: Id, state: 'active' | 'refused', actor: string, at: Date): Promise<void> {
  await tx
    .updateTable('credit_blocks')
    .set({ state, decided_by: actor, decided_at: at, ...(state === 'active' ? { started_at: at } : {}) })
    .where('company_id', '=', companyId)
    .where('block_id', '=', blockId)
    .execute()
}

export async function endBlocks(
  tx: Tx,
  companyId: Id,
  blockIds: readonly Id[],
  end: { readonly actor: string; readonly why: string; readonly figures: KeptFigures | null; readonly at: Date },
): Promise<void> {
  if (blockIds.length === 0) return
  await tx
    .updateTable('credit_blocks')
    .set({
      state: 'ended',
      ended_at: end.at,
      ended_by: end.actor,
      end_why: end.why,
      end_figures: end.figures === null ? null : safeJson(end.figures),
    })
    .where('company_id', '=', companyId)
    .where('block_id', 'in', blockIds)
    .execute()
}
