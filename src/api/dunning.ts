// Policies of reminders and the day's messages.
import * as contract from '#contract/dunning'
import { nextStep } from '#domain/dunning/next-step'
import type { Policy } from '#domain/dunning/policy'
import { longestNotice, policyOf } from '#domain/dunning/policy-choice'
import { presetPolicies, presets } from '#domain/dunning/policy-presets'
import { changeCompany } from '#flows/change-company'
import { assignPolicy, chooseDefaultPolicy, keepPolicy, removePolicy } from '#flows/change-dunning'
import type { Shell } from '#flows/shell'
import { tryPolicy } from '#flows/try-policy'
import { readSendingCompany } from '#store/views/company'
import { readPolicies } from '#store/views/dunning-policies'
import { listAssignmentNames, listLatestReminders, listOwing, listSegments, listStepOutcomes, readDryRun } from '#store/views/dunning-rows'
import { addDays, dayOf, parseDay } from '#values/day'
import { given } from '#values/given'
import type { Id } from '#values/id'
import { implement } from './implement.ts'

const fewest = 5

/** Customers by policy and by the step that the furthest of their invoices has come to. */
async function pathOf(
  shell: Shell,
  companyId: Id,
  book: Awaited<ReturnType<typeof readPolicies>>['book'],
  today: ReturnType<typeof dayOf>,
) {
  const horizon = addDays(today, longestNotice([book.byDefault, ...book.policies].map(({ policy }) => policy)) + 1)
  const furthest = new Map<Id, { readonly policyId: string | null; readonly stepId: string; readonly offset: number }>()
  for (const row of await listOwing(shell.database, companyId, horizon)) {
    const kept = policyOf(book, { invoiceId: row.invoice_id, customerId: row.customer_id, segment: row.segment })
    const step = kept === null || row.due_on === null ? null : nextStep(kept.policy, { dueOn: row.due_on }, today, new Set())
    if (kept === null || step === null) continue
    const known = furthest.get(row.customer_id)
    if (known === undefined || known.offset < step.offsetDays)
      furthest.set(row.customer_id, { policyId: kept.policyId, stepId: step.id, offset: step.offsetDays })
  }
  return [...furthest.values()]
}

export const dunningRoutes = [
  implement(contract.readDunning, async ({ shell, company }) => {
    const { companyId } = company
    const now = shell.clock.now()
    const { timeZone, fourEyes, remindersPerHour } = await readSending(shell, companyId)
    const { book, rows } = await readPolicies(shell.database, companyId)
    const [path, outcomes, segments, assignments] = await Promise.all([
      pathOf(shell, companyId, book, dayOf(now, timeZone)),
      listStepOutcomes(shell.database, companyId, now),
      listSegments(shell.database, companyId),
      listAssignmentNames(shell.database, companyId),
    ])
    return {
      policies: rows.map((row) => ({
        policyId: row.policyId,
        version: row.version,
        name: row.name,
        isDefault: row.isDefault,
        policy: copyOf(row.policy),
        changedBy: row.changedBy,
        changedAt: row.changedAt,
        path: Object.fromEntries(
          row.policy.steps.map((step) => [
            step.id,
            path.filter((each) => each.policyId === row.policyId && each.stepId === step.id).length,
          ]),
        ),
        paidAfter: Object.fromEntries(
          row.policy.steps.map((step) => {
            const outcome = outcomes.find((each) => each.policy_id === row.policyId && each.step_id === step.id)
            return [step.id, outcome === undefined || outcome.invoices < fewest ? null : Number((outcome.paid * 100n) / outcome.invoices)]
          }),
        ),
      })),
      assignments: assignments.map((row) => ({
        policyId: row.policy_id,
        segment: row.segment,
        customerId: row.customer_id,
        customerName: row.customer_name,
        invoiceId: row.invoice_id,
        invoiceNumber: row.invoice_number,
      })),
      segments: [...segments],
      presets: presets.map((preset) => ({ preset, policy: copyOf(presetPolicies[preset]) })),
      fourEyes,
      remindersPerHour,
    }
  }),
  implement(contract.keepDunningPolicy, async ({ shell, company, actor, input }) => {
    const kept = await keepPolicy(shell, { companyId: company.companyId, actor, ...input.body })
    return kept.kept
      ? { policyId: kept.policyId, version: kept.version, problems: [] }
      : { policyId: null, version: null, problems: kept.problems.map((problem) => ({ ...problem, facts: { ...problem.facts } })) }
  }),
  implement(contract.chooseDunningPolicy, async ({ shell, company, actor, input }) => {
    await chooseDefaultPolicy(shell, { companyId: company.companyId, actor, policyId: input.params.policyId })
    return {}
  }),
  implement(contract.removeDunningPolicy, async ({ shell, company, actor, input }) => {
    await removePolicy(shell, { companyId: company.companyId, actor, policyId: input.params.policyId })
    return {}
  }),
  implement(contract.assignDunningPolicy, async ({ shell, company, actor, input }) => {
    const { to, ...target } = input.body
    const policyId = to === 'none' ? null : to === 'default' ? to : to.policyId
    await assignPolicy(shell, { companyId: company.companyId, actor, target, policyId })
    return {}
  }),
  implement(contract.tryDunningPolicy, async ({ shell, company, input }) => {
    const trial = await tryPolicy(shell, { companyId: company.companyId, ownerUserId: company.ownerUserId, ...input.body })
    const { decision } = trial
    return {
      customerName: trial.customerName,
      today: trial.today,
      decision: decision.kind,
      stepId: decision.kind === 'nothing-due' ? null : decision.plan.step.id,
      notBefore: decision.kind === 'later' ? decision.notBefore : null,
      reasons: decision.kind === 'withheld' ? decision.reasons.map((reason) => ({ code: reason.code, facts: { ...reason.facts } })) : [],
      invoices: trial.invoices.map(({ id: invoiceId, number, dueOn, open, steps }) => ({
        invoiceId,
        number,
        dueOn,
        open,
        steps: [...steps],
      })),
    }
  }),
  implement(contract.changeDunningSending, async ({ shell, company, actor, input }) => {
    await changeCompany(shell, { companyId: company.companyId, actor, change: { settings: given(input.body) } })
    return {}
  }),
  implement(contract.readDunningDay, async ({ shell, company }) => {
    const { companyId, ownerUserId } = company
    const { timeZone, mode } = await readSending(shell, companyId)
    const today = dayOf(shell.clock.now(), timeZone)
    const latest = await listLatestReminders(shell.database, companyId, ownerUserId)
    const goes = latest.filter(
      (row) =>
        row.on_day === today &&
        (row.state !== 'withheld' || row.reason === 'dry-run') &&
        row.state !== 'cancelled' &&
        row.state !== 'failed',
    )
    const withheld = Map.groupBy(
      latest.filter((row) => row.state === 'withheld' && row.reason !== 'dry-run' && row.reason !== 'sending-off'),
      (row) => row.reason ?? 'gate',
    )
    const dryRun = ownerUserId === null && mode === 'dry-run' ? await readDryRun(shell.database, companyId) : null
    const since = dryRun === null ? null : parseDay(dryRun.since)
    return {
      mode,
      today,
      messages: goes.length,
      customers: new Set(goes.map((row) => row.customer_id)).size,
      dryRun: dryRun === null || since === null ? null : { since, messages: dryRun.messages },
      withheld: [...withheld]
        .map(([code, rows]) => ({ code, messages: rows.length, customers: [...new Set(rows.map((row) => row.customer_name))] }))
        .sort((a, b) => b.messages - a.messages),
    }
  }),
]

async function readSending(shell: Shell, companyId: Id) {
  const { timeZone, sendingMode, settings } = await readSendingCompany(shell.database, companyId)
  return { timeZone, mode: sendingMode, fourEyes: settings.fourEyes, remindersPerHour: settings.remindersPerHour }
}

/** The contract's arrays are the caller's own. */
const copyOf = (policy: Policy) => ({
  ...policy,
  sendOn: [...policy.sendOn],
  window: { ...policy.window },
  steps: policy.steps.map((step) => ({
    ...step,
    media: [...step.media],
    attachments: [...step.attachments],
    recipients: { ...step.recipients, addresses: [...step.recipients.addresses] },
  })),
})
