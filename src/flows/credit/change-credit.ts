// A person changes how credit is judged: the ratio, the lines, and whether they act.
import type { RatioDefinition } from '#domain/credit/ratio-definition'
import type { CreditScope, PartialThresholds } from '#domain/credit/thresholds'
import { appendAudit } from '#store/audit'
import { lockCompany } from '#store/companies'
import { listCreditCustomers } from '#store/credit/facts'
import { getCreditSettings, listCreditRules, replaceRule, saveCreditSettings } from '#store/credit/settings'
import { inTransaction } from '#store/database'
import { safeJson } from '#store/safe-json'
import { given } from '#values/given'
import type { Id } from '#values/id'
import { type Actor, writeActor } from '../actor.ts'
import type { Shell } from '../shell.ts'
import { evaluateCompany } from './evaluate-company.ts'
import { keepCreditHistory } from './keep-credit-history.ts'
import { readyRules } from './rule-check.ts'

type Command = { readonly companyId: Id; readonly actor: Actor }

export type SettingsChange = {
  readonly ratio?: RatioDefinition | undefined
  /** False lifts every block that a rule has made; those by hand stay. */
  readonly active?: boolean | undefined
  readonly fourEyes?: boolean | undefined
}

/** Changes what is named, and judges everybody anew; another definition of the ratio counts its history again. */
export async function changeCreditSettings(shell: Shell, command: Command & { readonly change: SettingsChange }): Promise<void> {
  const { companyId, actor } = command
  const at = shell.clock.now()
  const recount = await inTransaction(shell.database, async (tx) => {
    await lockCompany(tx, companyId)
    const before = await getCreditSettings(tx, companyId)
    const change = given(command.change)
    const after = { ...before, ...change }
    await saveCreditSettings(tx, companyId, after, { actor: writeActor(actor), at })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'credit.settings-changed',
        subjectKind: 'company',
        subjectId: companyId,
        change: {
          before: { ratio: before.ratio, active: before.active, fourEyes: before.fourEyes },
          after: { ratio: after.ratio, active: after.active, fourEyes: after.fourEyes },
        },
      },
    ])
    return safeJson(before.ratio) !== safeJson(after.ratio)
  })
  await evaluateCompany(shell, companyId, 'credit-settings')
  if (recount) await keepCreditHistory(shell, companyId)
}

/** Sets the lines of one scope, or takes them away with null. Throws Failure of `thresholdProblem`. */
export async function changeCreditRule(
  shell: Shell,
  command: Command & { readonly scope: CreditScope; readonly thresholds: PartialThresholds | null },
): Promise<void> {
  const { companyId, actor, scope, thresholds } = command
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const { name } = await lockCompany(tx, companyId)
    const known = await listCreditRules(tx, companyId)
    readyRules(known, { scope, thresholds }, await listCreditCustomers(tx, companyId, null), name)
    await replaceRule(tx, companyId, { scope, thresholds }, { actor: writeActor(actor), at })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'credit.rule-changed',
        ...(scope.kind === 'customer'
          ? { subjectKind: 'customer', subjectId: scope.customerId }
          : { subjectKind: 'company', subjectId: companyId }),
        change: { scope, thresholds, before: known.map((rule) => ({ scope: rule.scope, thresholds: rule.thresholds })) },
      },
    ])
  })
  await evaluateCompany(shell, companyId, 'credit-rule')
}
