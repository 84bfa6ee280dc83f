// How matching works in a company: choices, rules, what was learnt, and how right it has been.
import * as contract from '#contract/matching'
import type { MatchingRule, Tolerance } from '#domain/matching/types'
import { forgetLearnt } from '#flows/change-customer'
import { changeMatching } from '#flows/change-matching'
import { addRule, changeRule, deleteRule, moveRule } from '#flows/change-matching-rules'
import { loadRates } from '#flows/load-rates'
import type { MatchingChoices } from '#flows/matching-choices'
import { readMatching } from '#flows/read-matching'
import { restoreLearnt } from '#flows/restore-learnt'
import type { Shell } from '#flows/shell'
import { tryRule } from '#flows/try-rule'
import { countLearnt, listLearntRows } from '#store/views/learnt-list'
import { namesOf } from '#store/views/payment-detail'
import { type RatesState, readRatesState } from '#store/views/rates'
import { findCurrency } from '#values/currency'
import { given } from '#values/given'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { CompanyAccess } from './caller.ts'
import type { Doors } from './doors.ts'
import { implement } from './implement.ts'
import { withReceivedFile } from './received-file.ts'
import { trialView } from './rule-trial-view.ts'

/** Fewer decisions say nothing: recalibration waits for so many. */
const labelsNeeded = 50

type RuleInput = { readonly when: Readonly<Record<string, unknown>>; readonly effect: MatchingRule['effect'] }
const ruleOf = ({ when, effect }: RuleInput): Omit<MatchingRule, 'id'> => ({ when: given(when) as MatchingRule['when'], effect })

function toleranceView({ tolerance }: MatchingChoices) {
  const rows = Object.entries(tolerance).flatMap(([code, { minor, percent }]) => {
    const currency = findCurrency(code)
    return code === 'default' || currency === null ? [] : [{ amount: money(minor, currency), percent }]
  })
  const other = tolerance['default']
  return {
    tolerance: rows,
    otherCurrencies: other === undefined ? { minor: 0, percent: 0 } : { minor: Number(other.minor), percent: other.percent },
  }
}

async function view(shell: Shell, companyId: Id) {
  const { choices, record, curve } = await readMatching(shell, companyId)
  const names = await namesOf(
    shell.database,
    companyId,
    choices.rules.flatMap((rule) => (rule.effect.action === 'customer' ? rule.effect.customerId : [])),
  )
  return {
    automaticPosting: choices.automaticPosting,
    postKinds: contract.postableKinds.filter((kind) => choices.postKinds.includes(kind)),
    postFrom: choices.postFrom,
    overpayments: choices.overpayments,
    ...toleranceView(choices),
    rules: choices.rules.map(({ id, when, effect, tried }) => ({
      ruleId: id,
      when,
      effect,
      tried,
      customerName: effect.action === 'customer' ? (names.get(effect.customerId) ?? null) : null,
    })),
    record,
    curve: {
      needed: labelsNeeded,
      onDay: curve?.onDay ?? null,
      labels: curve?.labels ?? 0,
      right: curve?.right ?? 0,
      bins: curve === null || curve.bins === null ? null : [...curve.bins],
    },
  }
}

/** Waiting payments are looked at again by what was just chosen. */
async function viewAfterChange({
  shell,
  company,
  doors,
}: {
  readonly shell: Shell
  readonly company: CompanyAccess
  readonly doors: Doors
}) {
  await doors.enqueueJob({ companyId: company.companyId, job: 'match', trigger: 'person' })
  return view(shell, company.companyId)
}

const ratesView = ({ currencies, ...state }: RatesState) => ({ ...state, currencies: [...currencies] })

export const matchingRoutes = [
  implement(contract.readMatching, ({ shell, company }) => view(shell, company.companyId)),
  implement(contract.changeMatching, async (call) => {
    const { shell, company, actor, input } = call
    const { tolerance, otherCurrencies, ...rest } = input.body
    const known = (await readMatching(shell, company.companyId)).choices.tolerance
    const byCurrency =
      tolerance === undefined
        ? known
        : Object.fromEntries(tolerance.map(({ amount, percent }) => [amount.currency, { minor: amount.minor, percent }]))
    const other: Tolerance | undefined =
      otherCurrencies === undefined ? known['default'] : { minor: BigInt(otherCurrencies.minor), percent: otherCurrencies.percent }
    await changeMatching(shell, {
      companyId: company.companyId,
      actor,
      change: {
        ...rest,
        ...(tolerance === undefined && otherCurrencies === undefined
          ? {}
          : { tolerance: { ...byCurrency, ...(other === undefined ? {} : { default: other }) } }),
      },
    })
    return viewAfterChange(call)
  }),
  implement(contract.tryRule, async ({ shell, company, input }) => {
    const { companyId } = company
    const { rule, ruleId, at } = input.body
    const tried = await tryRule(shell.database, { companyId, rule: ruleOf(rule), now: shell.clock.now(), ...given({ ruleId, at }) })
    return trialView(shell, companyId, tried)
  }),
  implement(contract.addRule, async (call) => {
    const { rule, contradictionsSeen, at } = call.input.body
    await addRule(call.shell, {
      companyId: call.company.companyId,
      actor: call.actor,
      rule: ruleOf(rule),
      contradictionsSeen,
      ...given({ at }),
    })
    return viewAfterChange(call)
  }),
  implement(contract.changeRule, async (call) => {
    const { rule, contradictionsSeen } = call.input.body
    const { ruleId } = call.input.params
    await changeRule(call.shell, { companyId: call.company.companyId, actor: call.actor, ruleId, rule: ruleOf(rule), contradictionsSeen })
    return viewAfterChange(call)
  }),
  implement(contract.moveRule, async (call) => {
    const { ruleId } = call.input.params
    await moveRule(call.shell, { companyId: call.company.companyId, actor: call.actor, ruleId, to: call.input.body.to })
    return viewAfterChange(call)
  }),
  implement(contract.deleteRule, async (call) => {
    await deleteRule(call.shell, { companyId: call.company.companyId, actor: call.actor, ruleId: call.input.params.ruleId })
    return viewAfterChange(call)
  }),
  implement(contract.listLearnt, async ({ shell, company, input }) => {
    const { kind, search, after, limit } = input.query
    const scope = { search, ownerUserId: company.ownerUserId }
    const [list, counts] = await Promise.all([
      listLearntRows(shell.database, company.companyId, { ...scope, kind, after, limit }),
      countLearnt(shell.database, company.companyId, scope),
    ])
    const total = kind === undefined ? Object.values(counts).reduce((sum, count) => sum + count, 0) : (counts[kind] ?? 0)
    return { rows: list.rows, next: list.next, total, counts }
  }),
  implement(contract.forgetLesson, async ({ shell, company, actor, input }) => {
    await forgetLearnt(shell, { companyId: company.companyId, actor, learntId: input.params.learntId })
    return {}
  }),
  implement(contract.restoreLesson, async ({ shell, company, actor, input }) => {
    await restoreLearnt(shell, { companyId: company.companyId, actor, learntId: input.params.learntId })
    return {}
  }),
  implement(contract.readRates, async ({ shell, company }) => ratesView(await readRatesState(shell.database, company.companyId))),
  implement(contract.loadRates, async ({ shell, company, actor, file, doors }) => {
    const { companyId } = company
    const { leftOut } = await withReceivedFile(file?.bytes ?? null, (source) => loadRates(shell, { companyId, actor, source }))
    await doors.enqueueJob({ companyId, job: 'match', trigger: 'person' })
    return { ...ratesView(await readRatesState(shell.database, companyId)), leftOut: [...leftOut] }
  }),
]
