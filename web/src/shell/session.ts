// Who is signed in, and what happens when the session ends under way.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { AnyRouter } from '@tanstack/react-router'
import type { Output } from '#contract/route'
import { readSession } from '#contract/session'
import { call } from '../api-client.ts'
import { keyOf } from '../queries.ts'

export type Session = Output<typeof readSession>

export const sessionQuery = queryOptions({
  queryKey: keyOf(readSession, {}),
  queryFn: ({ signal }) => call(readSession, {}, signal),
  staleTime: 60_000,
  refetchInterval: 5 * 60_000,
})

/** To the sign-in screen, which leads back to this very place. */
export function leaveForSignIn(client: QueryClient, router: AnyRouter): void {
  const here = router.state.location
  if (/^\/(sign-in|setup|password|invitation)/.test(here.pathname)) return
  client.removeQueries({ queryKey: sessionQuery.queryKey })
  void router.navigate({ to: '/sign-in', search: { back: here.href }, replace: true })
}

const lastCompanyKey = 'skarbnik.company'

export const rememberCompany = (writtenId: string): void => localStorage.setItem(lastCompanyKey, writtenId)
export const lastCompany = (): string | null => localStorage.getItem(lastCompanyKey)
