// People of the installation beside what the sign-in library does itself: names, languages, the end of sessions.
import { sql } from 'kysely'
import type { Executor, Tx } from './database.ts'

export type Person = {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly language: string
  readonly twoFactor: boolean
}

export async function hasAccounts(executor: Executor): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists (select 1 from sign_in.users) as some`.execute(executor)
  return rows[0]?.some === true
}

/** Any number that only this lock uses. */
const firstAccountLock = 7_215_002

/** True for one transaction at a time, until it ends; the others are told at once. */
export async function holdFirstAccount(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${firstAccountLock}::bigint) as held`.execute(tx)
  return rows[0]?.held === true
}

export async function findPeople(executor: Executor, userIds: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  if (userIds.length === 0) return new Map()
  const { rows } =
    await sql<Person>`select id as "userId", name, email, coalesce(language, '') as language, coalesce("twoFactorEnabled", false) as "twoFactor" from sign_in.users where id = any(${[...userIds]})`.execute(
      executor,
    )
  return new Map(rows.map((row) => [row.userId, row]))
}

/** Those of them who may still sign in: a closed account is told nothing any more. */
export async function findActivePeople(executor: Executor, userIds: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const people = await findPeople(executor, userIds)
  if (people.size === 0) return people
  const { rows } = await sql<{ id: string }>`
    select id from sign_in.users where id = any(${[...people.keys()]}) and "disabledAt" is not null`.execute(executor)
  const closed = new Set(rows.map(({ id }) => id))
  return new Map([...people].filter(([userId]) => !closed.has(userId)))
}

export async function findPersonByEmail(executor: Executor, email: string): Promise<Person | null> {
  const { rows } =
    await sql<Person>`select id as "userId", name, email, coalesce(language, '') as language, coalesce("twoFactorEnabled", false) as "twoFactor" from sign_in.users where lower(email) = ${email.toLowerCase()}`.execute(
      executor,
    )
  return rows[0] ?? null
}

export async function changePerson(
  executor: Executor,
  userId: string,
  change: { readonly name?: string; readonly language?: string },
  at: Date,
): Promise<void> {
  await sql`update sign_in.users set name = coalesce(${change.name ?? null}, name), language = coalesce(${change.language ?? null}, language), "updatedAt" = ${at} where id = ${userId}`.execute(
    executor,
  )
}

/** Ends one session of a person; of nobody else. */
export async function endSession(executor: Executor, userId: string, sessionId: string): Promise<void> {
  await sql`delete from sign_in.sessions where id = ${sessionId} and "userId" = ${userId}`.execute(executor)
}

export async function endSessionsOf(executor: Executor, userId: string): Promise<void> {
  await sql`delete from sign_in.sessions where "userId" = ${userId}`.execute(executor)
}
