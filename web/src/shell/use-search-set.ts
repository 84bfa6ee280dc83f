// Changes single parameters of the address of the open screen; undefined takes one away.
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'

export type SetSearch = (change: Readonly<Record<string, string | undefined>>, replace?: boolean) => void

/** The first opening of a thing makes a step of the browser's history, further changes replace it. */
export function useSearchSet(): SetSearch {
  const navigate = useNavigate()
  return useCallback(
    (change, replace = true) => {
      void navigate({
        to: '.',
        search: ((before: Record<string, unknown>) =>
          Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined))) as never,
        replace,
      })
    },
    [navigate],
  )
}
