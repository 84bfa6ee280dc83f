// The files that were dropped or chosen since the page was opened, and what became of each.
import { useSyncExternalStore } from 'react'
import type { Id } from '#values/id'

export type RecentFile = {
  readonly key: number
  readonly companyId: Id
  readonly name: string
} & (
  | { readonly state: 'sending' }
  | { readonly state: 'sent'; readonly importId: Id }
  | { readonly state: 'refused'; readonly error: unknown }
)

let files: readonly RecentFile[] = []
let next = 1
const listeners = new Set<() => void>()

function set(changed: readonly RecentFile[]): void {
  files = changed
  for (const tell of listeners) tell()
}

/** Notes files that are about to be sent, the newest batch in place of the one before; answers their keys. */
export function noteFiles(companyId: Id, names: readonly string[]): readonly number[] {
  const fresh = names.map((name): RecentFile => ({ key: next++, companyId, name, state: 'sending' }))
  set([...files.filter((file) => file.state === 'sending'), ...fresh])
  return fresh.map((file) => file.key)
}

export const noteSent = (key: number, importId: Id): void =>
  set(files.map((file) => (file.key === key ? { key, companyId: file.companyId, name: file.name, state: 'sent', importId } : file)))
export const noteRefused = (key: number, error: unknown): void =>
  set(files.map((file) => (file.key === key ? { key, companyId: file.companyId, name: file.name, state: 'refused', error } : file)))
export const forgetFiles = (): void => set(files.filter((file) => file.state === 'sending'))

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useRecentFiles = (companyId: Id): readonly RecentFile[] =>
  useSyncExternalStore(subscribe, () => files).filter((file) => file.companyId === companyId)
