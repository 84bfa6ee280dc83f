// The first steps of a company, sample data, a message in one's own mailbox.
import * as contract from '#contract/onboarding'
import { isOnboardingStep, nextStep, type OnboardingStep, onboardingSteps, percentDone, type StepState } from '#domain/onboarding/steps'
import { decideOnboardingStep } from '#flows/decide-onboarding-step'
import { gapsOfAccounts } from '#flows/gaps-of-accounts'
import { removeSample } from '#flows/remove-sample'
import { sendTestMessage } from '#flows/send-test-message'
import type { Shell } from '#flows/shell'
import { holdsSample, listOnboardingSteps, readBankFacts, readInvoiceFacts, readSuggestionFacts } from '#store/views/onboarding'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { implement } from './implement.ts'

async function progressOf(shell: Shell, companyId: Id) {
  const rows = await listOnboardingSteps(shell.database, companyId)
  const states = new Map<OnboardingStep, StepState>(
    rows.flatMap(({ step, state }) => (isOnboardingStep(step) ? [[step, state as StepState] as const] : [])),
  )
  return {
    steps: onboardingSteps.map((step) => ({ step, state: states.get(step) ?? ('open' as const) })),
    next: nextStep(states),
    percent: percentDone(states),
    sample: await holdsSample(shell.database, companyId),
  }
}

export const onboardingRoutes = [
  implement(contract.readOnboarding, ({ shell, company }) => progressOf(shell, company.companyId)),
  implement(contract.decideStep, async ({ shell, company, actor, input }) => {
    const { companyId } = company
    await decideOnboardingStep(shell, { companyId, actor, step: input.params.step, state: input.body.state })
    return progressOf(shell, companyId)
  }),
  implement(contract.readOnboardingFacts, async ({ shell, company }) => {
    const { companyId } = company
    const [invoices, { accountIds, ...bank }, suggestions] = await Promise.all([
      readInvoiceFacts(shell.database, companyId),
      readBankFacts(shell.database, companyId),
      readSuggestionFacts(shell.database, companyId),
    ])
    const gaps = await gapsOfAccounts(shell.database, companyId, accountIds)
    return {
      invoices: { ...invoices, openSums: [...invoices.openSums] },
      bank: {
        ...bank,
        sums: [...bank.sums],
        accounts: accountIds.length,
        gaps: gaps.map(({ from, to, kind }) => ({ from, to, kind })),
      },
      suggestions: { ...suggestions, best: [...suggestions.best], hard: [...suggestions.hard] },
    }
  }),
  implement(contract.removeSample, ({ shell, company, actor }) => removeSample(shell, { companyId: company.companyId, actor })),
  implement(contract.sendTestMessage, async ({ shell, company, caller, input }) => {
    if (caller.kind !== 'person') throw new Failure('access.denied')
    const to = { address: caller.email, name: caller.name }
    await sendTestMessage(shell, { companyId: company.companyId, outboxId: input.params.outboxId, to })
    return { to: caller.email }
  }),
]
