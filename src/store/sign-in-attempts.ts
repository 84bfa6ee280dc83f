// Counts failed attempts to sign in, by account and by address, in a window that slides with the first failure.
import { sql } from 'kysely'
import type { Executor } from './database.ts'

type Row = { failures: number; window_started_at: Date }

/** How many failures the key has within the window; rows past it count as none. */
export async function failuresOf(executor: Executor, key: string, now: Date, windowMs: number): Promise<number> {
  const { rows } = await sql<Row>`select failures, window_started_at from sign_in.attempts where key = ${key}`.execute(executor)
  const [row] = rows
  return row === undefined || now.getTime() - row.window_started_at.getTime() > windowMs ? 0 : row.failures
}

/** Adds a failure, starting a new window when the old one is over. */
export async function addFailure(executor: Executor, key: string, now: Date, windowMs: number): Promise<void> {
  const windowStart = new Date(now.getTime() - windowMs)
  await sql`insert into sign_in.attempts (key, failures, window_started_at) values (${key}, 1, ${now})
    on conflict (key) do update set
      failures = case when sign_in.attempts.window_started_at < ${windowStart} then 1 else sign_in.attempts.failures + 1 end,
      window_started_at = case when sign_in.attempts.window_started_at < ${windowStart} then ${now} else sign_in.attempts.window_started_at end`.execute(
    executor,
  )
}

/** True for the one caller that takes the key first within the window: two at once cannot both. */
export async function takeOnce(executor: Executor, key: string, now: Date, windowMs: number): Promise<boolean> {
  const windowStart = new Date(now.getTime() - windowMs)
  const { rows } = await sql`insert into sign_in.attempts (key, failures, window_started_at) values (${key}, 1, ${now})
    on conflict (key) do update set window_started_at = ${now} where sign_in.attempts.window_started_at < ${windowStart} returning key`.execute(
    executor,
  )
  return rows.length === 1
}

export async function clearFailures(executor: Executor, key: string): Promise<void> {
  await sql`delete from sign_in.attempts where key = ${key}`.execute(executor)
}
