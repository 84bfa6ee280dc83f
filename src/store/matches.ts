// Matches: what matching proposed or posted for a payment, with its evidence, and what became of it.
import { type Selectable, sql } from 'kysely'
import type { Decision } from '#domain/matching/types'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import type { MatchesTable } from './schema/ledger.ts'

export const matchStates = ['proposed', 'posted', 'accepted', 'rejected', 'superseded', 'undone'] as const
export type MatchState = (typeof matchStates)[number]

export type StoredMatch = {
  readonly id: Id
  readonly paymentId: Id
  readonly decision: Decision
  readonly state: MatchState
  readonly decidedBy: string | null
  readonly createdAt: Date
  readonly decidedAt: Date | null
}

const columns = {
  company_id: 'uuid',
  match_id: 'uuid',
  payment_id: 'uuid',
  outcome: 'text',
  kind: 'text',
  probability: 'double precision',
  decision: 'jsonb',
  state: 'text',
  decided_by: 'text',
  created_at: 'timestamptz',
  decided_at: 'timestamptz',
  chosen: 'integer',
} as const satisfies ColumnTypes & Record<keyof MatchesTable, string>

/** Amounts went to JSON with their minor units as text; brings them back. */
function reviveMoney(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reviveMoney)
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value)
  if (parts.length === 2 && 'minor' in value && 'currency' in value && typeof value.minor === 'string')
    return { minor: BigInt(value.minor), currency: value.currency }
  return Object.fromEntries(parts.map(([key, part]) => [key, reviveMoney(part)]))
}

const toMatch = (row: Selectable<MatchesTable>): StoredMatch => ({
  id: row.match_id,
  paymentId: row.payment_id,
  decision: reviveMoney(row.decision) as Decision,
  state: row.state as MatchState,
  decidedBy: row.decided_by,
  createdAt: row.created_at,
  decidedAt: row.decided_at,
})

export const insertMatches = (executor: Executor, companyId: Id, matches: readonly StoredMatch[]): Promise<object[]> =>
  insertMany(
    executor,
    'matches',
    columns,
    matches.map((match) => ({
      company_id: companyId,
      match_id: match.id,
      payment_id: match.paymentId,
      outcome: match.decision.outcome,
      kind: match.decision.kind,
      probability: match.decision.probability,
      decision: match.decision,
      state: match.state,
      decided_by: match.decidedBy,
      created_at: match.createdAt,
      decided_at: match.decidedAt,
      chosen: 0,
    })),
  )

/** The match; throws Failure `match.not-found`. */
export async function getMatch(executor: Executor, companyId: Id, matchId: Id): Promise<StoredMatch> {
  const row = await executor
    .selectFrom('matches')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('match_id', '=', matchId)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('match.not-found')
  return toMatch(row)
}

/** The match, locked until the transaction ends. Throws Failure `match.not-found`. */
export async function lockMatch(tx: Tx, companyId: Id, matchId: Id): Promise<StoredMatch> {
  const row = await tx
    .selectFrom('matches')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('match_id', '=', matchId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('match.not-found')
  return toMatch(row)
}

/** The latest match of each payment that was not replaced, by payment. */
export async function findLatestMatches(
  executor: Executor,
  companyId: Id,
  paymentIds: readonly Id[],
): Promise<ReadonlyMap<Id, StoredMatch>> {
  if (paymentIds.length === 0) return new Map()
  const rows = await executor
    .selectFrom('matches')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('payment_id', '=', sql<Id>`any(${[...paymentIds]}::uuid[])`)
    .where('state', '<>', 'superseded')
    .orderBy('created_at')
    .orderBy('match_id')
    .execute()
  return new Map(rows.map((row) => [row.payment_id, toMatch(row)]))
}

/** What is proposed to be set against these invoices, of payments that wait for a person. */
export async function findProposalsFor(executor: Executor, companyId: Id, invoiceIds: readonly Id[]): Promise<readonly Decision[]> {
  if (invoiceIds.length === 0) return []
  const rows = await executor
    .selectFrom('matches')
    .select('decision')
    .where('company_id', '=', companyId)
    .where('state', '=', 'proposed')
    .where((eb) => eb.or(invoiceIds.map((invoiceId) => sql<boolean>`decision->'allocations' @> ${JSON.stringify([{ invoiceId }])}::jsonb`)))
    .execute()
  return rows.map((row) => reviveMoney(row.decision) as Decision)
}

/** Replaces what is only proposed for these payments. */
export const supersedeProposed = (executor: Executor, companyId: Id, paymentIds: readonly Id[]): Promise<unknown> =>
  executor
    .updateTable('matches')
    .set({ state: 'superseded' })
    .where('company_id', '=', companyId)
    .where('payment_id', '=', sql<Id>`any(${[...paymentIds]}::uuid[])`)
    .where('state', '=', 'proposed')
    .execute()

/** `chosen` is the candidate that was accepted; it stays as it is where none is given. */
export const changeMatch = (
  executor: Executor,
  companyId: Id,
  matchId: Id,
  state: MatchState,
  decidedBy: string,
  at: Date,
  chosen?: number,
): Promise<unknown> =>
  executor
    .updateTable('matches')
    .set({ state, decided_by: decidedBy, decided_at: at, ...(chosen === undefined ? {} : { chosen }) })
    .where('company_id', '=', companyId)
    .where('match_id', '=', matchId)
    .execute()
