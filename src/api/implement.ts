// Binds a route of the contract to the function that answers it.
import type { Input, Output, Route } from '#contract/route'
import type { Actor } from '#flows/actor'
import type { Shell } from '#flows/shell'
import type { Language } from '#values/language'
import type { Caller, CompanyAccess } from './caller.ts'
import type { Doors } from './doors.ts'

/** What a handler works with. `company` is there exactly where the path names one. */
export type Call<R extends Route> = {
  readonly input: Input<R>
  readonly shell: Shell
  readonly doors: Doors
  readonly caller: Caller
  readonly actor: Actor
  readonly language: Language
  /** Headers of the request, for signing in. */
  readonly headers: Headers
  readonly address: string
  /** The raw body where the route takes a file. */
  readonly file: { readonly name: string; readonly bytes: ReadableStream<Uint8Array> | null } | null
  /** Adds a header to the answer (cookies of the session). */
  setHeader(name: string, value: string): void
}

export type CompanyCall<R extends Route> = Call<R> & { readonly company: CompanyAccess }

/** Bytes that come one after the other are sent as they come, and no longer asked for when the caller goes away. */
export type FileAnswer = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array | AsyncIterable<Uint8Array> }

type Answer<R extends Route> = R extends { readonly bytes: 'out' } ? FileAnswer : Output<R>
type CallOf<R extends Route> = R extends { readonly access: 'public' | 'signed-in' } ? Call<R> : CompanyCall<R>

export type Implementation = { readonly route: Route; readonly answer: (call: CompanyCall<Route>) => Promise<unknown> }

/** The handler is typed by its route; the table of all of them is not. */
export const implement = <R extends Route>(route: R, answer: (call: CallOf<R>) => Promise<Answer<R>>): Implementation => ({
  route,
  answer: answer as unknown as Implementation['answer'],
})
