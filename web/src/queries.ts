// Reading and changing through the API as React hooks; every change names what it makes stale.
import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  type QueryKey,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Output, Route } from '#contract/route'
import { ApiFailure, addressOf, type CallInput, call } from './api-client.ts'

const isSignedOut = (error: unknown): boolean => error instanceof ApiFailure && error.code === 'session.required'

/** One client for the application; `onSignedOut` is told when the session has ended under way. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (isSignedOut(error)) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retry: (times, error) => times < 2 && error instanceof ApiFailure && (error.status === 0 || error.status >= 502),
      },
    },
  })
}

/** `invoices.list` is the first part of the key, so that a change can name a whole noun: `invoices`. */
export const keyOf = <R extends Route>(route: R, input: CallInput<R>): QueryKey => [
  route.id.split('.')[0],
  route.id,
  addressOf(route, input),
]

type ReadOptions = { readonly enabled?: boolean; readonly refetchMs?: number | false; readonly keep?: boolean }

/** Reads one route. `keep` shows the last answer while the next comes. */
export const useRead = <R extends Route>(
  route: R,
  input: CallInput<R>,
  { enabled = true, refetchMs = false, keep = false }: ReadOptions = {},
) =>
  useQuery({
    // An input that is not ready yet (no id in the address) is not written into an address.
    queryKey: enabled ? keyOf(route, input) : [route.id.split('.')[0], route.id, 'waiting'],
    queryFn: ({ signal }) => call(route, input, signal),
    enabled,
    refetchInterval: refetchMs,
    ...(keep && { placeholderData: keepPreviousData }),
  })

type Paged = { readonly rows: readonly unknown[]; readonly next: string | null; readonly total: number | null }

/** Reads a list page after page; `inputAfter` makes the input for a cursor. */
export function usePages<R extends Route>(route: R, inputAfter: (after: string | undefined) => CallInput<R>) {
  return useInfiniteQuery({
    queryKey: [...keyOf(route, inputAfter(undefined)), 'pages'],
    queryFn: ({ pageParam, signal }) => call(route, inputAfter(pageParam), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last as Paged).next ?? undefined,
    placeholderData: keepPreviousData,
  })
}

/** A change; on success everything of the named nouns (`invoices`, `payments`) is read anew. */
export function useChange<R extends Route>(route: R, stale: readonly string[]) {
  const client = useQueryClient()
  return useMutation<Output<R>, Error, CallInput<R>>({
    mutationFn: (input) => call(route, input),
    onSuccess: async () => {
      await Promise.all(stale.map((noun) => client.invalidateQueries({ queryKey: [noun] })))
    },
  })
}
