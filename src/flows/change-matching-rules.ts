// Rules of the user's own: added, changed, moved and deleted; what a rule would do is tried again at the moment of saving.
import type { MatchingRule } from '#domain/matching/types'
import { appendAudit } from '#store/audit'
import { changeCompany, lockCompany } from '#store/companies'
import { inTransaction, type Tx } from '#store/database'
import { newId } from '#store/new-id'
import { dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { type KeptRule, matchingChoices, withChoices } from './matching-choices.ts'
import type { Shell } from './shell.ts'
import { type TriedRule, tryRule } from './try-rule.ts'

const rulesAtMost = 200

type By = { readonly companyId: Id; readonly actor: Actor }
type Saved = By & {
  readonly rule: Omit<MatchingRule, 'id'>
  /** How many contradictions the person was shown and accepts. */
  readonly contradictionsSeen: number
}

/** Adds a rule, last or at a place (from 0). Throws Failure `matching.rule-*`, `customer.not-found`. */
export function addRule(shell: Shell, command: Saved & { readonly at?: number }): Promise<Id> {
  const id = newId()
  return changeRules(shell, command, 'matching.rule-added', id, async (tx, rules) => {
    if (rules.length >= rulesAtMost) throw new Failure('matching.rules-full', { most: rulesAtMost })
    const at = Math.min(command.at ?? rules.length, rules.length)
    return rules.toSpliced(at, 0, await tried(tx, shell, { ...command, id, at }))
  })
}

/** Puts a rule in the place of another. Throws Failure `matching.rule-*`, `customer.not-found`. */
export function changeRule(shell: Shell, command: Saved & { readonly ruleId: Id }): Promise<Id> {
  const { ruleId } = command
  return changeRules(shell, command, 'matching.rule-changed', ruleId, async (tx, rules) => {
    requireRule(rules, ruleId)
    const changed = await tried(tx, shell, { ...command, id: ruleId })
    return rules.map((each) => (each.id === ruleId ? changed : each))
  })
}

/** Moves a rule to another place (from 0): the first that applies answers. Throws Failure `matching.rule-not-found`. */
export const moveRule = (shell: Shell, command: By & { readonly ruleId: Id; readonly to: number }): Promise<Id> =>
  changeRules(shell, command, 'matching.rule-moved', command.ruleId, async (_tx, rules) => {
    const moved = requireRule(rules, command.ruleId)
    return rules.filter((each) => each.id !== command.ruleId).toSpliced(command.to, 0, moved)
  })

/** Throws Failure `matching.rule-not-found`. */
export const deleteRule = (shell: Shell, command: By & { readonly ruleId: Id }): Promise<Id> =>
  changeRules(shell, command, 'matching.rule-deleted', command.ruleId, async (_tx, rules) => {
    requireRule(rules, command.ruleId)
    return rules.filter((each) => each.id !== command.ruleId)
  })

function requireRule(rules: readonly KeptRule[], ruleId: Id): KeptRule {
  const rule = rules.find((each) => each.id === ruleId)
  if (rule === undefined) throw new Failure('matching.rule-not-found')
  return rule
}

/** Refuses a rule that goes against more decisions of people than its author was shown. */
async function tried(
  tx: Tx,
  shell: Shell,
  saved: Saved & { readonly id: Id; readonly ruleId?: Id; readonly at?: number },
): Promise<KeptRule> {
  const now = shell.clock.now()
  const trial = await tryRule(tx, { ...saved, now })
  const contradictions = contradictionsOf(trial)
  if (contradictions > saved.contradictionsSeen) throw new Failure('matching.rule-contradicts', { count: contradictions })
  const on = dayOf(now, (await lockCompany(tx, saved.companyId)).timeZone)
  return { id: saved.id, ...saved.rule, tried: { on, touched: trial.touched, contradictions } }
}

export const contradictionsOf = (trial: Pick<TriedRule, 'lines'>): number =>
  trial.lines.filter((line) => line.contradiction !== null).length

async function changeRules(
  shell: Shell,
  { companyId, actor }: By,
  action: string,
  ruleId: Id,
  change: (tx: Tx, rules: readonly KeptRule[]) => Promise<readonly KeptRule[]>,
): Promise<Id> {
  return inTransaction(shell.database, async (tx) => {
    const company = await lockCompany(tx, companyId)
    const choices = matchingChoices(company)
    const rules = await change(tx, choices.rules)
    await changeCompany(tx, companyId, { settings: withChoices(company, { ...choices, rules }) })
    const place = (some: readonly KeptRule[]) => {
      const at = some.findIndex((each) => each.id === ruleId)
      return at < 0 ? null : { place: at, rule: some[at] }
    }
    await appendAudit(tx, companyId, shell.clock.now(), [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action,
        subjectKind: 'rule',
        subjectId: ruleId,
        change: { before: place(choices.rules), after: place(rules) },
      },
    ])
    return ruleId
  })
}
