// Where a person may go: to sign-in without a session, to the first company with one.
import type { QueryClient } from '@tanstack/react-query'
import { notFound, redirect } from '@tanstack/react-router'
import { readCompany } from '#contract/companies'
import { readId, writeId } from '#values/id'
import { ApiFailure, call } from '../api-client.ts'
import { keyOf } from '../queries.ts'
import { speak } from '../words.ts'
import { lastCompany, rememberCompany, type Session, sessionQuery } from './session.ts'

/** The session; a person's own language goes before what the browser prefers. */
async function currentSession(client: QueryClient): Promise<Session> {
  const session = await client.ensureQueryData(sessionQuery)
  if (session.user !== null) await speak(session.user.language)
  return session
}

/** The first screen for this visitor: first account, sign-in, first company, or the company open last. */
export async function firstPlace(client: QueryClient) {
  const session = await currentSession(client)
  if (session.user === null) return session.needsFirstAccount ? { to: '/setup' as const } : { to: '/sign-in' as const }
  const written = session.companies.map((company) => writeId('company', company.companyId))
  const last = lastCompany()
  const chosen = last !== null && written.includes(last) ? last : written[0]
  return chosen === undefined ? { to: '/new-company' as const } : { to: '/$company' as const, params: { company: chosen } }
}

/** Sends whoever is not signed in to the sign-in, which leads back to `back`. */
export async function needsSession(client: QueryClient, back: string): Promise<void> {
  const session = await currentSession(client)
  if (session.user !== null) return
  throw session.needsFirstAccount ? redirect({ to: '/setup' }) : redirect({ to: '/sign-in', search: { back } })
}

/** Loads the company of the address; not found for what is no company or not one's own. */
export async function needsCompany(client: QueryClient, written: string, back: string): Promise<void> {
  const companyId = readId('company', written)
  if (companyId === null) throw notFound()
  await needsSession(client, back)
  const input = { params: { companyId } }
  try {
    await client.ensureQueryData({
      queryKey: keyOf(readCompany, input),
      queryFn: ({ signal }) => call(readCompany, input, signal),
      staleTime: 60_000,
    })
  } catch (error) {
    if (error instanceof ApiFailure && (error.status === 403 || error.status === 404)) throw notFound()
    throw error
  }
  rememberCompany(written)
}
