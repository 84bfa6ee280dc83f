// Who does a thing: written into every entry and audit line.
import type { Id } from '#values/id'

export type Actor =
  | { readonly kind: 'person'; readonly id: string; readonly name: string }
  | { readonly kind: 'token'; readonly id: Id; readonly name: string }
  | { readonly kind: 'rule'; readonly id: string; readonly name: string }
  | { readonly kind: 'system'; readonly id: 'system'; readonly name: string }

export const system: Actor = { kind: 'system', id: 'system', name: 'Skarbnik' }

/** `person:usr_…`: the actor as one column. */
export const writeActor = (actor: Actor): string => `${actor.kind}:${actor.id}`
