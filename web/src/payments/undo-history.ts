// The last decisions of this person in a company, kept on the device, so that they can be undone after a reload too.
import type { Id } from '#values/id'

export type Step =
  | { readonly kind: 'allocated'; readonly paymentId: Id; readonly groupId: Id; readonly payer: string }
  | { readonly kind: 'outside' | 'later'; readonly paymentId: Id; readonly payer: string }
  | { readonly kind: 'rejected'; readonly paymentId: Id; readonly matchId: Id; readonly payer: string }
  | { readonly kind: 'noted'; readonly paymentId: Id; readonly noteId: Id; readonly payer: string }
  | { readonly kind: 'many'; readonly items: readonly { readonly paymentId: Id; readonly groupId: Id }[] }

/** What toasts of these decisions have in common. */
export const course = 'review'

/** How many steps are kept. */
const kept = 50

type Shelf = Pick<Storage, 'getItem' | 'setItem'>

const keyOf = (companyId: Id): string => `skarbnik.undo.${companyId}`

export function history(companyId: Id, shelf: Shelf = localStorage): readonly Step[] {
  try {
    const parsed: unknown = JSON.parse(shelf.getItem(keyOf(companyId)) ?? '[]')
    return Array.isArray(parsed) ? (parsed as Step[]) : []
  } catch {
    return []
  }
}

/** Notes a decision as the newest. */
export const remember = (companyId: Id, step: Step, shelf: Shelf = localStorage): void =>
  shelf.setItem(keyOf(companyId), JSON.stringify([...history(companyId, shelf), step].slice(-kept)))

/** Takes the newest decision off the history; null when there is none. */
export function takeLast(companyId: Id, shelf: Shelf = localStorage): Step | null {
  const steps = history(companyId, shelf)
  const last = steps.at(-1) ?? null
  if (last !== null) shelf.setItem(keyOf(companyId), JSON.stringify(steps.slice(0, -1)))
  return last
}
