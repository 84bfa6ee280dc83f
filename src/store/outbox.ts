// The outbox: everything that leaves the house, written in the transaction of its cause and claimed by one worker at a time.
import { type Selectable, sql } from 'kysely'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import { newId } from './new-id.ts'
import type { OutboxTable } from './schema/work.ts'

/** `message` goes at most once; the others are repeated until done and harmless to repeat. */
export const outboxKinds = ['message', 'invoice-status', 'customer-standing', 'event', 'report-copy', 'payment-link'] as const
export type OutboxKind = (typeof outboxKinds)[number]
export type RepeatedKind = Exclude<OutboxKind, 'message' | 'event'>

/**
 * planned: waits for its time · awaiting-approval: waits for a person · sending: handed to the channel, no answer yet · done: the other side
 * has it · unknown: may have gone, never repeated blindly · withheld: a gate or the mode kept it back · cancelled: its reason is gone ·
 * failed: the other side will never take it, or a person must mend something first.
 */
export const outboxStates = ['planned', 'awaiting-approval', 'sending', 'done', 'failed', 'unknown', 'withheld', 'cancelled'] as const
export type OutboxState = (typeof outboxStates)[number]

export type OutboxRow = Selectable<OutboxTable>

export type RepeatedEffect = {
  readonly kind: RepeatedKind
  readonly key: string
  /** Null for what goes without a connection. */
  readonly connectionId: Id | null
  readonly customerId: Id | null
  readonly invoiceId: Id | null
  /** What is handed over, where it is not read anew at the time of sending. */
  readonly payload?: object
}

const chunkSize = 2_000

/** Asks for these effects once more: a new row, or `wanted` of the known one raised so that it is delivered again. */
export async function planRepeated(tx: Tx, companyId: Id, effects: readonly RepeatedEffect[], cause: string, at: Date): Promise<void> {
  for (let from = 0; from < effects.length; from += chunkSize) {
    const rows = effects.slice(from, from + chunkSize).map((effect) => ({
      company_id: companyId,
      outbox_id: newId(),
      kind: effect.kind,
      key: effect.key,
      connection_id: effect.connectionId,
      customer_id: effect.customerId,
      invoice_id: effect.invoiceId,
      payload: JSON.stringify(effect.payload ?? {}),
      state: 'planned',
      next_attempt_at: at,
      cause,
      created_at: at,
    }))
    await tx
      .insertInto('outbox')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['company_id', 'key']).doUpdateSet((eb) => ({
          wanted: eb('outbox.wanted', '+', 1),
          state: 'planned',
          next_attempt_at: at,
          cause,
          attempts: 0,
        })),
      )
      .execute()
  }
}

export type PlannedMessage = {
  /** Unique in the company for ever: the promise of at most once. */
  readonly key: string
  readonly customerId: Id | null
  readonly payload: { readonly template: string }
  readonly state: 'planned' | 'withheld'
  readonly reason: string | null
  readonly cause: string
  /** Goes no earlier; at once when left out. */
  readonly notBefore?: Date
}

/** Those of the keys that the company's outbox knows already. */
export async function knownKeys(executor: Executor, companyId: Id, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await executor.selectFrom('outbox').select('key').where('company_id', '=', companyId).where('key', 'in', keys).execute()
  return new Set(rows.map((row) => row.key))
}

/** Writes a message, or revives one of the same key that was withheld or cancelled, but not by a person, and never handed over. False when it is known already. */
export async function planMessage(tx: Tx, companyId: Id, message: PlannedMessage, at: Date): Promise<boolean> {
  const values = {
    customer_id: message.customerId,
    payload: JSON.stringify(message.payload),
    state: message.state,
    reason: message.reason,
    cause: message.cause,
    next_attempt_at: message.notBefore ?? at,
  }
  const written = await tx
    .insertInto('outbox')
    .values({ company_id: companyId, outbox_id: newId(), kind: 'message', key: message.key, created_at: at, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['company_id', 'key'])
        .doUpdateSet({ ...values, attempts: 0, failure: null })
        .where('outbox.state', 'in', ['withheld', 'cancelled'])
        .where(sql<boolean>`outbox.reason is distinct from 'person'`)
        .where('outbox.sent_at', 'is', null),
    )
    .returning('outbox_id')
    .executeTakeFirst()
  return written !== undefined
}

/** Cancels messages that have not been handed to a channel yet. */
export async function cancelMessages(tx: Tx, companyId: Id, keys: readonly string[], reason: string): Promise<void> {
  if (keys.length === 0) return
  await tx
    .updateTable('outbox')
    .set({ state: 'cancelled', reason })
    .where('company_id', '=', companyId)
    .where('key', 'in', keys)
    .where('state', 'in', ['planned', 'awaiting-approval', 'withheld'])
    .execute()
}

const ofReminder = [
  'company_id',
  'outbox_id',
  'customer_id',
  'key',
  'state',
  'reason',
  'lease_until',
  'sent_at',
] as const satisfies readonly (keyof OutboxRow)[]

/** What was decided about a reminder and what became of it; `payload` without the message as it was written. */
export type ReminderRow = Pick<OutboxRow, (typeof ofReminder)[number] | 'payload'>

/** Reminders of these customers, newest first. */
export const listReminders = (executor: Executor, companyId: Id, customerIds: readonly Id[]): Promise<ReminderRow[]> =>
  customerIds.length === 0
    ? Promise.resolve([])
    : executor
        .selectFrom('outbox')
        .select([...ofReminder, sql<OutboxRow['payload']>`payload - 'content'`.as('payload')])
        .where('company_id', '=', companyId)
        .where('customer_id', 'in', customerIds)
        .where('key', 'like', 'reminder:%')
        .orderBy('outbox_id', 'desc')
        .execute()

/** Cancels what waits to be written to a connection. */
export async function cancelForConnection(tx: Tx, companyId: Id, connectionId: Id): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: 'cancelled', reason: 'connection-removed' })
    .where('company_id', '=', companyId)
    .where('connection_id', '=', connectionId)
    .where('state', '=', 'planned')
    .execute()
}

/** When a message was handed to its channel; null for one that was not, or by an earlier version that did not say. */
export function handedAt(row: Pick<OutboxRow, 'outcome'>): Date | null {
  const { outcome } = row
  const at = outcome !== null && 'handedAt' in outcome && typeof outcome.handedAt === 'string' ? new Date(outcome.handedAt) : null
  return at === null || Number.isNaN(at.getTime()) ? null : at
}

/** The row, locked until the transaction ends. Failure `outbox.not-found`. */
export async function lockOutboxRow(tx: Tx, companyId: Id, outboxId: Id): Promise<OutboxRow> {
  const row = await tx
    .selectFrom('outbox')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('outbox_id', '=', outboxId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('outbox.not-found', { outboxId })
  return row
}

/** Whose these messages are, each once and in the order of their ids. */
export const customersOf = async (executor: Executor, companyId: Id, outboxIds: readonly Id[]): Promise<readonly Id[]> =>
  outboxIds.length === 0
    ? []
    : (
        await executor
          .selectFrom('outbox')
          .select('customer_id')
          .distinct()
          .where('company_id', '=', companyId)
          .where('outbox_id', 'in', [...outboxIds])
          .where('customer_id', 'is not', null)
          .orderBy('customer_id')
          .execute()
      ).flatMap((row) => row.customer_id ?? [])

/** Writes a person's decision; a worker that still holds the row loses its claim. */
export async function decideRow(
  tx: Tx,
  row: Pick<OutboxRow, 'company_id' | 'outbox_id'>,
  decision: {
    readonly state: OutboxState
    readonly reason: string | null
    readonly payload?: object
    /** When it left, of one that arrived; now, unless it is known better. */
    readonly sentAt?: Date
  },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({
      state: decision.state,
      reason: decision.reason,
      next_attempt_at: at,
      lease_until: null,
      lease_token: null,
      ...(decision.payload === undefined ? {} : { payload: JSON.stringify(decision.payload) }),
      ...(decision.state === 'done' ? { sent_at: decision.sentAt ?? at } : {}),
    })
    .where('company_id', '=', row.company_id)
    .where('outbox_id', '=', row.outbox_id)
    .execute()
}

export type PlannedEvent = {
  readonly key: string
  readonly connectionId: Id
  readonly invoiceId: Id | null
  readonly payload: object
  readonly cause: string
}

/** Writes an event for a connection; one whose key is known is left as it is. */
export async function planEvent(tx: Tx, companyId: Id, event: PlannedEvent, at: Date): Promise<boolean> {
  const written = await tx
    .insertInto('outbox')
    .values({
      company_id: companyId,
      outbox_id: newId(),
      kind: 'event',
      key: event.key,
      connection_id: event.connectionId,
      invoice_id: event.invoiceId,
      payload: JSON.stringify(event.payload),
      state: 'planned',
      next_attempt_at: at,
      cause: event.cause,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'key']).doNothing())
    .returning('outbox_id')
    .executeTakeFirst()
  return written !== undefined
}
