// Where each customer stands: his level, the figures behind it, and whether he is blocked. One row a customer, derived, kept so that lists are quick.
import { type Selectable, sql } from 'kysely'
import type { CreditLevel, CreditReason } from '#domain/credit/credit-level'
import type { RatioLack } from '#domain/credit/debt-ratio'
import type { RiskClass } from '#domain/credit/risk-class'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor, Tx } from '../database.ts'
import { type ColumnTypes, insertMany } from '../insert-many.ts'
import type { CreditStandingsTable } from '../schema/credit.ts'

/** Figures as they are kept beside a decision: digits of minor units, so that they survive JSON. */
export type KeptFigures = {
  readonly on: Day
  readonly from: Day
  readonly currency: string
  readonly openMinor: string
  readonly overdueMinor: string
  readonly disputedMinor: string
  readonly numeratorMinor: string
  readonly turnoverMinor: string
  readonly basisPoints: string | null
  readonly lack: RatioLack | null
  readonly overdueDays: number
  readonly oldestOverdueOn: Day | null
  readonly withoutNet: number
  readonly withoutRate: readonly string[]
  /** The limit that counted for him. */
  readonly creditLimitMinor: string | null
}

export type CreditStanding = {
  readonly customerId: Id
  readonly level: CreditLevel
  readonly reasons: readonly CreditReason[]
  readonly risk: RiskClass | null
  readonly basisPoints: bigint | null
  readonly lack: RatioLack | null
  readonly figures: KeptFigures | null
  readonly blocked: boolean
  readonly blockedSince: Date | null
  readonly evaluatedAt: Date | null
}

const columns = {
  company_id: 'uuid',
  customer_id: 'uuid',
  level: 'text',
  reasons: 'jsonb',
  risk: 'text',
  basis_points: 'bigint',
  lack: 'text',
  figures: 'jsonb',
  blocked: 'boolean',
  blocked_since: 'timestamptz',
  evaluated_at: 'timestamptz',
} as const satisfies ColumnTypes & Record<keyof CreditStandingsTable, string>

const toStanding = (row: Selectable<CreditStandingsTable>): CreditStanding => ({
  customerId: row.customer_id,
  level: row.level as CreditLevel,
  reasons: row.reasons as readonly CreditReason[],
  risk: row.risk as RiskClass | null,
  basisPoints: row.basis_points,
  lack: row.lack as RatioLack | null,
  figures: row.figures as KeptFigures | null,
  blocked: row.blocked,
  blockedSince: row.blocked_since,
  evaluatedAt: row.evaluated_at,
})

/**
 * The standings, locked until the transaction ends, in the order of their ids. Whoever comes second waits here and reads what the first
 * one wrote, so two payments at once cannot both see the debt of the other.
 */
export async function lockStandings(tx: Tx, companyId: Id, customerIds: readonly Id[]): Promise<ReadonlyMap<Id, CreditStanding>> {
  const ids = [...new Set(customerIds)].sort()
  if (ids.length === 0) return new Map()
  await insertMany(
    tx,
    'credit_standings',
    { company_id: 'uuid', customer_id: 'uuid' },
    ids.map((customer_id) => ({ company_id: companyId, customer_id })),
    { onConflict: sql`on conflict do nothing` },
  )
  const rows = await tx
    .selectFrom('credit_standings')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', '=', sql<Id>`any(${ids}::uuid[])`)
    .orderBy('customer_id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.customer_id, toStanding(row)]))
}

export async function findCreditStanding(executor: Executor, companyId: Id, customerId: Id): Promise<CreditStanding | null> {
  const row = await executor
    .selectFrom('credit_standings')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row === undefined ? null : toStanding(row)
}

export async function saveStandings(tx: Tx, companyId: Id, standings: readonly CreditStanding[]): Promise<void> {
  const changed = Object.keys(columns).filter((name) => name !== 'company_id' && name !== 'customer_id')
  await insertMany(
    tx,
    'credit_standings',
    columns,
    standings.map((standing) => ({
      company_id: companyId,
      customer_id: standing.customerId,
      level: standing.level,
      reasons: standing.reasons,
      risk: standing.risk,
      basis_points: standing.basisPoints,
      lack: standing.lack,
      figures: standing.figures,
      blocked: standing.blocked,
      blocked_since: standing.blockedSince,
      evaluated_at: standing.evaluatedAt,
    })),
    {
      onConflict: sql`on conflict (company_id, customer_id) do update set ${sql.join(changed.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}`,
    },
  )
}
