// Changes that must not get lost: asked again with the same key until an answer comes, also after the network was gone or the tab was closed.
import { useSyncExternalStore } from 'react'
import type { Output, Route } from '#contract/route'
import { ApiFailure, addressOf, bodyText, type CallInput, call } from './api-client.ts'

/** A change without an answer, as it is kept on the device; `words` say of it what a person needs to know. */
export type Waiting = {
  readonly key: string
  readonly method: string
  readonly address: string
  readonly body: string
  readonly words: string
}

const shelfKey = 'skarbnik.waiting'
const pausesMs = [500, 1_000, 2_000, 4_000, 8_000]

type Shelf = Pick<Storage, 'getItem' | 'setItem'>

/** What waits on this device; nothing where the shelf holds what is not ours. */
export function waitingOn(shelf: Shelf): readonly Waiting[] {
  try {
    const parsed: unknown = JSON.parse(shelf.getItem(shelfKey) ?? '[]')
    return Array.isArray(parsed) ? (parsed as Waiting[]) : []
  } catch {
    return []
  }
}

export const keep = (shelf: Shelf, waiting: Waiting): void => shelf.setItem(shelfKey, JSON.stringify([...waitingOn(shelf), waiting]))
export const drop = (shelf: Shelf, key: string): void =>
  shelf.setItem(shelfKey, JSON.stringify(waitingOn(shelf).filter((each) => each.key !== key)))

let count = 0
const listeners = new Set<() => void>()
function tell(by: number): void {
  count += by
  for (const listen of listeners) listen()
}

/** How many changes wait for the network in this tab. */
export const useWaitingCount = (): number =>
  useSyncExternalStore(
    (listen) => {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    () => count,
  )

/** A key of 32 hexadecimal digits; also on pages that are not served over TLS, where randomUUID is missing. */
const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** No answer came, or one that says to ask again: what was asked may have been done. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof ApiFailure && (error.status === 0 || error.status >= 502 || error.code === 'request.in-progress')

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    window.addEventListener('online', done)
  })

/** What the person sees of a change comes first, its way to the server after; a tab in the background draws nothing and does not wait. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, 100)
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(timer)
        resolve()
      }),
    )
  })

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  let isWaiting = false
  try {
    for (let times = 0; ; times++) {
      try {
        return await ask()
      } catch (error) {
        if (!isUnanswered(error)) throw error
        if (!isWaiting) tell(1)
        isWaiting = true
        await pause(pausesMs[Math.min(times, pausesMs.length - 1)] ?? 8_000)
      }
    }
  } finally {
    if (isWaiting) tell(-1)
  }
}

/** Calls a route once, however often it must be asked; throws what the server refuses. */
export async function sureCall<R extends Route>(route: R, input: CallInput<R>, words: string): Promise<Output<R>> {
  const key = newKey()
  const body = bodyText(route, input) ?? ''
  keep(localStorage, { key, method: route.method, address: addressOf(route, input), body, words })
  try {
    await drawn()
    return await untilAnswered(() => call(route, input, undefined, { 'idempotency-key': key }))
  } finally {
    drop(localStorage, key)
  }
}

/** Asks again what a closed tab left without an answer; `onDone` is told of each. */
export async function resumeWaiting(onDone: (waiting: Waiting, refusal: string | null) => void): Promise<void> {
  for (const each of waitingOn(localStorage)) {
    const answer = await untilAnswered(async () => {
      const sent = await fetch(each.address, {
        method: each.method,
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json', 'idempotency-key': each.key },
        ...(each.body !== '' && { body: each.body }),
      }).catch((cause: unknown) => {
        throw new ApiFailure('network', 0, {}, null, cause)
      })
      if (sent.status >= 502) throw new ApiFailure('server', sent.status)
      return sent
    })
    drop(localStorage, each.key)
    const refusal = answer.ok ? null : await answer.json().then(codeOf, () => 'server')
    onDone(each, refusal)
  }
}

function codeOf(body: unknown): string {
  const refusal = body as { readonly error?: { readonly code?: unknown }; readonly code?: unknown } | null
  const code = refusal?.error?.code ?? refusal?.code
  return typeof code === 'string' ? code : 'server'
}
