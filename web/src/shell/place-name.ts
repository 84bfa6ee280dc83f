// The name of the one thing that is open (a customer), for the trail in the top bar and the window's title.
import { useEffect, useSyncExternalStore } from 'react'

let current: string | null = null
const listeners = new Set<() => void>()

function change(name: string | null): void {
  current = name
  for (const tell of listeners) tell()
}

export const usePlaceName = (): string | null =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => current,
  )

/** Names the place while the screen is open; `title` also names the window. */
export function useNamedPlace(name: string | null, title: string): void {
  useEffect(() => {
    change(name)
    return () => change(null)
  }, [name])
  useEffect(() => {
    document.title = `${title} · Skarbnik`
  }, [title])
}
