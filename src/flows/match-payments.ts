// Matches the payments of a company that nobody has placed yet, and posts what is certain where the company allows it.
import { getCompany } from '#store/companies'
import { loadUnplaced } from '#store/matching-book'
import type { Id } from '#values/id'
import { type Actor, system } from './actor.ts'
import { decidePayments } from './decide-payments.ts'
import { type Posted, postDecisions } from './post-decisions.ts'
import type { Progress } from './progress.ts'
import type { Shell } from './shell.ts'

/** Written in one transaction: locks stay short, and after a kill the rest is decided anew. */
const writtenAtOnce = 1_000

type Command = {
  readonly companyId: Id
  readonly actor?: Actor
  readonly paymentIds?: readonly Id[]
  /** Proposals are renewed beside a person who decides: nothing is posted, so that taking his decision back leaves all as it was. */
  readonly afterDecision?: boolean
  readonly progress?: Progress
}

/** Decides on all unplaced payments, or on those named; safe to repeat, what is placed is passed over. */
export async function matchPayments(shell: Shell, command: Command): Promise<Posted> {
  const { companyId, actor = system } = command
  const company = await getCompany(shell.database, companyId)
  const payments = await loadUnplaced(shell.database, companyId, command.paymentIds)
  if (payments.length === 0) return { posted: 0, suggested: 0, undecided: 0 }
  const decisions = await decidePayments(shell.database, company, payments, { afterDecision: command.afterDecision ?? false })
  let sum: Posted = { posted: 0, suggested: 0, undecided: 0 }
  for (let from = 0; from < decisions.length; from += writtenAtOnce) {
    const done = await postDecisions(shell, company, actor, decisions.slice(from, from + writtenAtOnce))
    sum = { posted: sum.posted + done.posted, suggested: sum.suggested + done.suggested, undecided: sum.undecided + done.undecided }
    await command.progress?.(Math.min(from + writtenAtOnce, decisions.length), decisions.length, 'matching')
  }
  return sum
}
