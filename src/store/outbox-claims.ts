// Claims of outbox rows: one worker at a time holds a row, and only the holder writes what became of it.
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'
import type { OutboxKind, OutboxRow, OutboxState } from './outbox.ts'

/** Takes up to `limit` due rows for `leaseMs`; rows that another worker holds are passed over. */
export async function claimDue(
  executor: Executor,
  claim: {
    readonly kinds: readonly OutboxKind[]
    readonly at: Date
    readonly limit: number
    readonly leaseMs: number
    readonly companyId?: Id
  },
): Promise<readonly OutboxRow[]> {
  const claimed = await executor
    // Chosen and locked first, whatever the planner thinks: a row is taken by one worker and by no other.
    .with(
      (cte) => cte('due').materialized(),
      (db) => {
        const due = db
          .selectFrom('outbox')
          .select(['company_id', 'outbox_id'])
          .where('state', '=', 'planned')
          .where('next_attempt_at', '<=', claim.at)
          .where('kind', 'in', claim.kinds)
          .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', claim.at)]))
        return (claim.companyId === undefined ? due : due.where('company_id', '=', claim.companyId))
          .orderBy('next_attempt_at')
          .orderBy('outbox_id')
          .limit(claim.limit)
          .forUpdate()
          .skipLocked()
      },
    )
    .updateTable('outbox')
    .from('due')
    .set((eb) => ({
      lease_token: newId(),
      lease_until: new Date(claim.at.getTime() + claim.leaseMs),
      attempts: eb('outbox.attempts', '+', 1),
    }))
    .whereRef('outbox.company_id', '=', 'due.company_id')
    .whereRef('outbox.outbox_id', '=', 'due.outbox_id')
    .returningAll('outbox')
    .execute()
  return claimed.sort((a, b) => a.next_attempt_at.getTime() - b.next_attempt_at.getTime() || (a.outbox_id < b.outbox_id ? -1 : 1))
}

type Claimed = Pick<OutboxRow, 'company_id' | 'outbox_id' | 'lease_token'>

/** Writes to a row while its claim still holds; false when another worker has taken it since or a person has stopped it. */
export async function updateClaimed(
  executor: Executor,
  row: Claimed,
  change: {
    readonly state?: OutboxState
    readonly reason?: string | null
    readonly payload?: object
    readonly outcome?: object | null
    readonly failure?: object | null
    readonly nextAttemptAt?: Date
    readonly sentAt?: Date
    readonly release?: true
    /** Holds the row longer. */
    readonly leaseUntil?: Date
    /** The name that the message bears outside. */
    readonly handle?: string
    readonly from?: readonly OutboxState[]
  },
): Promise<boolean> {
  const result = await executor
    .updateTable('outbox')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      ...(change.payload === undefined ? {} : { payload: JSON.stringify(change.payload) }),
      ...(change.outcome === undefined ? {} : { outcome: change.outcome === null ? null : JSON.stringify(change.outcome) }),
      ...(change.failure === undefined ? {} : { failure: change.failure === null ? null : JSON.stringify(change.failure) }),
      ...(change.nextAttemptAt === undefined ? {} : { next_attempt_at: change.nextAttemptAt }),
      ...(change.sentAt === undefined ? {} : { sent_at: change.sentAt }),
      ...(change.release === undefined ? {} : { lease_until: null }),
      ...(change.handle === undefined ? {} : { handle: change.handle }),
      ...(change.leaseUntil === undefined ? {} : { lease_until: change.leaseUntil }),
    })
    .where('company_id', '=', row.company_id)
    .where('outbox_id', '=', row.outbox_id)
    .where('lease_token', '=', row.lease_token)
    .where('state', 'in', change.from ?? ['planned', 'sending', 'unknown'])
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Notes that everything wanted up to `wanted` has arrived: done, or due again at once when more was asked for meanwhile. */
export async function finishRepeated(
  executor: Executor,
  row: Claimed & Pick<OutboxRow, 'wanted'>,
  outcome: object,
  at: Date,
): Promise<void> {
  await executor
    .updateTable('outbox')
    .set((eb) => ({
      done: row.wanted,
      outcome: JSON.stringify(outcome),
      failure: null,
      reason: null,
      lease_until: null,
      sent_at: at,
      attempts: 0,
      state: eb.case().when('wanted', '<=', row.wanted).then('done').else('planned').end(),
    }))
    .where('company_id', '=', row.company_id)
    .where('outbox_id', '=', row.outbox_id)
    .where('lease_token', '=', row.lease_token)
    .execute()
}

/** Messages whose worker vanished between the channel's call and its answer become `unknown`, of one company or of all. Says how many. */
export async function markVanished(executor: Executor, at: Date, companyId?: Id): Promise<number> {
  let vanished = executor
    .updateTable('outbox')
    .set({ state: 'unknown', reason: 'worker-vanished' })
    .where('state', '=', 'sending')
    .where('lease_until', '<', at)
  if (companyId !== undefined) vanished = vanished.where('company_id', '=', companyId)
  return Number((await vanished.executeTakeFirst()).numUpdatedRows)
}
