// Answers kept for whoever asks the same thing twice because the first answer got lost on its way.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { safeJson } from './safe-json.ts'

export type Asked = { readonly companyId: Id; readonly caller: string; readonly key: string }
export type KeptAnswer = { readonly route: string; readonly startedAt: Date; readonly answer: object | null }

/** True when this is the first time it is asked. Older answers than `keepUntil` are forgotten on the way. */
export async function beginAnswer(executor: Executor, asked: Asked, route: string, at: Date, keepUntil: Date): Promise<boolean> {
  await executor.deleteFrom('kept_answers').where('started_at', '<', keepUntil).execute()
  const row = await executor
    .insertInto('kept_answers')
    .values({ company_id: asked.companyId, caller: asked.caller, key: asked.key, route, started_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

export async function findAnswer(executor: Executor, { companyId, caller, key }: Asked): Promise<KeptAnswer | null> {
  const row = await executor
    .selectFrom('kept_answers')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('caller', '=', caller)
    .where('key', '=', key)
    .executeTakeFirst()
  return row === undefined ? null : { route: row.route, startedAt: row.started_at, answer: row.answer }
}

/** Takes over an asking that began before `before` and never ended; false when somebody else did. */
export async function takeOverAnswer(executor: Executor, { companyId, caller, key }: Asked, before: Date, at: Date): Promise<boolean> {
  const row = await executor
    .updateTable('kept_answers')
    .set({ started_at: at })
    .where('company_id', '=', companyId)
    .where('caller', '=', caller)
    .where('key', '=', key)
    .where('answer', 'is', null)
    .where('started_at', '<', before)
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

export const keepAnswer = (executor: Executor, { companyId, caller, key }: Asked, answer: object): Promise<unknown> =>
  sql`update kept_answers set answer = ${safeJson(answer)}::jsonb where company_id = ${companyId} and caller = ${caller} and key = ${key}`.execute(
    executor,
  )

/** Nothing was done: it may be asked anew. */
export const forgetAnswer = (executor: Executor, { companyId, caller, key }: Asked): Promise<unknown> =>
  executor.deleteFrom('kept_answers').where('company_id', '=', companyId).where('caller', '=', caller).where('key', '=', key).execute()
