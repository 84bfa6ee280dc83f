// A person changes what matching may do by itself.
import type { MatchKind, Tolerance } from '#domain/matching/types'
import { appendAudit } from '#store/audit'
import { changeCompany, lockCompany } from '#store/companies'
import { inTransaction } from '#store/database'
import { given } from '#values/given'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { type MatchingChoices, matchingChoices, withChoices } from './matching-choices.ts'
import type { Shell } from './shell.ts'

export type MatchingChange = {
  readonly automaticPosting?: boolean | undefined
  readonly postKinds?: readonly MatchKind[] | undefined
  readonly postFrom?: number | undefined
  /** Replaces all tolerances; by currency, `default` for the others. */
  readonly tolerance?: Readonly<Record<string, Tolerance>> | undefined
  readonly overpayments?: MatchingChoices['overpayments'] | undefined
}

/** Changes what is named and leaves the rest; the audit line holds both sides of what changed. */
export async function changeMatching(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly change: MatchingChange },
): Promise<void> {
  const { companyId, actor } = command
  const change = given(command.change)
  await inTransaction(shell.database, async (tx) => {
    const company = await lockCompany(tx, companyId)
    const before = matchingChoices(company)
    const after: MatchingChoices = { ...before, ...change }
    const named = Object.keys(change) as (keyof MatchingChange)[]
    await changeCompany(tx, companyId, { settings: withChoices(company, after) })
    await appendAudit(tx, companyId, shell.clock.now(), [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'matching.changed',
        subjectKind: 'company',
        subjectId: companyId,
        change: { before: part(before, named), after: part(after, named) },
      },
    ])
  })
}

const part = (choices: MatchingChoices, named: readonly (keyof MatchingChange)[]): object =>
  Object.fromEntries(named.map((name) => [name, choices[name]]))
