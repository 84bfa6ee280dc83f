// Accepts many proposals, each in a transaction of its own, and says of each what became of it; takes many decisions back in the same way.
import { isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { postAccepted } from './accept-match.ts'
import type { Actor } from './actor.ts'
import { renewProposals } from './renew-proposals.ts'
import type { Shell } from './shell.ts'
import { undoAllocation } from './undo-allocation.ts'

export type BulkOutcome = {
  readonly paymentId: Id
  /** By which it is undone; null when it was refused. */
  readonly groupId: Id | null
  readonly failure: { readonly code: string; readonly facts: Readonly<Record<string, string | number | boolean>> } | null
}

type Of<T> = { readonly companyId: Id; readonly actor: Actor; readonly items: readonly ({ readonly paymentId: Id } & T)[] }

/** The proposal itself of each match; one that was decided meanwhile, or no longer fits, is refused alone. */
export async function acceptMatches(
  shell: Shell,
  { companyId, actor, items }: Of<{ readonly matchId: Id }>,
): Promise<readonly BulkOutcome[]> {
  const changed: Id[] = []
  const outcomes = await each(items, async ({ matchId }) => {
    const { groupId, invoiceIds } = await postAccepted(shell, { companyId, actor, matchId })
    changed.push(...invoiceIds)
    return groupId
  })
  await renewProposals(shell, companyId, changed)
  return outcomes
}

/** Takes each group back, the last first. */
export const undoMany = (shell: Shell, { companyId, actor, items }: Of<{ readonly groupId: Id }>): Promise<readonly BulkOutcome[]> =>
  each(items.toReversed(), async ({ groupId }) => (await undoAllocation(shell, { companyId, actor, groupId })).groupId)

async function each<T extends { readonly paymentId: Id }>(
  items: readonly T[],
  act: (item: T) => Promise<Id>,
): Promise<readonly BulkOutcome[]> {
  const outcomes: BulkOutcome[] = []
  for (const item of items) {
    const { paymentId } = item
    try {
      outcomes.push({ paymentId, groupId: await act(item), failure: null })
    } catch (error) {
      if (!isFailure(error)) throw error
      outcomes.push({ paymentId, groupId: null, failure: { code: error.code, facts: error.facts } })
    }
  }
  return outcomes
}
