// The answer of the route as the parts of the panel pass it on.
import type { readBig } from '#contract/big'
import type { Output } from '#contract/route'

export type BigCase = Output<typeof readBig>
/** What is read anew after a person changed something here. */
export const changedByEntry = ['big', 'tasks', 'customers'] as const
