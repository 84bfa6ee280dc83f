// Blocks as the list shows them: waiting for a decision, standing, ended; with the exception over each and what the customer owes now.
import { sql } from 'kysely'
import type { BlockState } from '#domain/credit/block-set'
import type { CreditReason } from '#domain/credit/credit-level'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { KeptFigures } from '../credit/standings.ts'
import type { Executor } from '../database.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'

export type ExceptionRow = {
  readonly exceptionId: Id
  readonly untilOn: Day
  readonly why: string
  readonly approved: boolean
  readonly createdBy: string
  readonly approvedBy: string | null
}

export type BlockRow = {
  readonly blockId: Id
  readonly customerId: Id
  readonly customerName: string
  readonly taxId: string | null
  readonly source: 'rule' | 'manual'
  readonly state: BlockState
  readonly reasons: readonly CreditReason[]
  readonly figures: KeptFigures | null
  readonly endFigures: KeptFigures | null
  readonly why: string | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly decidedBy: string | null
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly endWhy: string | null
  readonly exception: ExceptionRow | null
  /** Where he stands now. */
  readonly standing: KeptFigures | null
}

type Row = {
  block_id: Id
  customer_id: Id
  name: string
  tax_id: string | null
  source: 'rule' | 'manual'
  state: BlockState
  reasons: readonly CreditReason[]
  figures: KeptFigures | null
  end_figures: KeptFigures | null
  why: string | null
  created_by: string
  created_at: Date
  decided_by: string | null
  started_at: Date | null
  ended_at: Date | null
  end_why: string | null
  exception: ExceptionRow | null
  standing: KeptFigures | null
  place: string
}

export type BlockFilter = {
  readonly view: 'proposed' | 'active' | 'ended' | null
  readonly customerId?: Id
  readonly ownerUserId: string | null
  readonly today: Day
}

/** A refusal waits for nobody, but it can still be turned: it stands with the proposals. An exception that is asked for brings its block there. */
const inView = (view: NonNullable<BlockFilter['view']>) =>
  view === 'proposed'
    ? sql`(b.state in ('proposed', 'refused') or (b.state = 'active' and e.exception is not null and (e.exception ->> 'approved') = 'false'))`
    : view === 'active'
      ? sql`b.state = 'active'`
      : sql`b.state = 'ended'`

export async function listBlockRows(
  executor: Executor,
  companyId: Id,
  options: { readonly filter: BlockFilter; readonly after?: string | undefined; readonly limit?: number | undefined },
): Promise<{ rows: readonly BlockRow[]; next: string | null }> {
  const { filter } = options
  const size = pageSize(options.limit)
  const [place, id] = options.after === undefined ? [] : readCursor(options.after, 2)
  const at = sql`coalesce(b.ended_at, b.created_at)`
  const { rows } = await sql<Row>`
    select b.*, c.name, c.tax_id, e.exception, s.figures as standing, ${at}::text as place
    from credit_blocks b
    join customers c on c.company_id = b.company_id and c.customer_id = b.customer_id
    left join credit_standings s on s.company_id = b.company_id and s.customer_id = b.customer_id
    left join lateral (
      select jsonb_build_object('exceptionId', x.exception_id, 'untilOn', x.until_on, 'why', x.why, 'approved', x.approved_at is not null,
        'createdBy', x.created_by, 'approvedBy', x.approved_by) as exception
      from credit_exceptions x where x.company_id = b.company_id and x.customer_id = b.customer_id and x.ended_at is null and x.until_on >= ${filter.today}
      order by (x.approved_at is null) desc, x.exception_id desc limit 1) e on b.state <> 'ended'
    where b.company_id = ${companyId}
      and ${filter.view === null ? sql`true` : inView(filter.view)}
      and ${filter.customerId === undefined ? sql`true` : sql`b.customer_id = ${filter.customerId}`}
      and ${filter.ownerUserId === null ? sql`true` : sql`c.owner_user_id = ${filter.ownerUserId}`}
      and ${place === undefined ? sql`true` : sql`(${at}, b.block_id) < (${place}::timestamptz, ${id}::uuid)`}
    order by ${at} desc, b.block_id desc limit ${size + 1}`.execute(executor)
  const page = cutPage(rows, size, (row) => [row.place, row.block_id])
  return {
    rows: page.rows.map((row) => ({
      blockId: row.block_id,
      customerId: row.customer_id,
      customerName: row.name,
      taxId: row.tax_id,
      source: row.source,
      state: row.state,
      reasons: row.reasons,
      figures: row.figures,
      endFigures: row.end_figures,
      why: row.why,
      createdBy: row.created_by,
      createdAt: row.created_at,
      decidedBy: row.decided_by,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      endWhy: row.end_why,
      exception: row.exception,
      standing: row.standing,
    })),
    next: page.next,
  }
}

/** How many wait for a person, and how many stand. */
export async function countBlocks(
  executor: Executor,
  companyId: Id,
  filter: Pick<BlockFilter, 'ownerUserId' | 'today'>,
): Promise<{ readonly proposed: number; readonly active: number }> {
  const { rows } = await sql<{ proposed: bigint; active: bigint }>`
    select count(*) filter (where b.state = 'proposed' or (b.state = 'active' and exists (
        select 1 from credit_exceptions x where x.company_id = b.company_id and x.customer_id = b.customer_id
          and x.ended_at is null and x.approved_at is null and x.until_on >= ${filter.today}))) as proposed,
      count(*) filter (where b.state = 'active') as active
    from credit_blocks b join customers c on c.company_id = b.company_id and c.customer_id = b.customer_id
    where b.company_id = ${companyId} and b.state <> 'ended'
      and ${filter.ownerUserId === null ? sql`true` : sql`c.owner_user_id = ${filter.ownerUserId}`}`.execute(executor)
  return { proposed: Number(rows[0]?.proposed ?? 0), active: Number(rows[0]?.active ?? 0) }
}
