// What is wrong with a policy before it may be kept, each as a code with facts for a clear sentence.
import type { FailureFacts } from '#values/failure'
import { isLegal, tones } from './message-kind.ts'
import type { Policy, Step } from './policy.ts'

export type PolicyProblem = { readonly code: string; readonly facts: FailureFacts; readonly stepId: string | null }

export const mostSteps = 20
const mostDays = 365
const mailShape = /^[^\s@<>"(),:;[\]\\]{1,64}@(?:[a-z0-9-]+\.)+[a-z]{2,63}$/i

/** Nothing wrong: an empty list. The order is that of the ladder. */
export function policyProblems(policy: Policy): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = []
  const say = (code: string, facts: FailureFacts = {}, stepId: string | null = null) => problems.push({ code, facts, stepId })
  if (policy.steps.length === 0) say('policy.no-steps')
  if (policy.steps.length > mostSteps) say('policy.too-many-steps', { most: mostSteps })
  if (new Set(policy.steps.map((step) => step.id)).size !== policy.steps.length) say('policy.same-step-twice')
  for (const step of policy.steps) for (const problem of stepProblems(step)) say(problem.code, problem.facts, step.id)
  const byDay = [...policy.steps].sort((a, b) => a.offsetDays - b.offsetDays)
  for (const [at, step] of byDay.entries()) {
    const before = byDay[at - 1]
    if (before === undefined) continue
    if (before.offsetDays === step.offsetDays && before.daysAre === step.daysAre) say('policy.same-day', { days: step.offsetDays }, step.id)
    else if (
      before.offsetDays > 0 &&
      tones.indexOf(step.tone) < tones.indexOf(before.tone) &&
      step.media.length > 0 &&
      before.media.length > 0
    )
      say('policy.softer-later', { days: step.offsetDays }, step.id)
  }
  if (policy.sendOn.length === 0) say('policy.no-days')
  if (policy.window.from >= policy.window.until) say('policy.window-empty', { from: policy.window.from, until: policy.window.until })
  if (policy.minGapDays < 1 || policy.minGapDays > 60) say('policy.gap', { least: 1, most: 60 })
  if (policy.maxPerWeek < 1 || policy.maxPerWeek > 7) say('policy.per-week', { least: 1, most: 7 })
  return problems
}

function stepProblems(step: Step): readonly { readonly code: string; readonly facts: FailureFacts }[] {
  const problems: { code: string; facts: FailureFacts }[] = []
  if (Math.abs(step.offsetDays) > mostDays) problems.push({ code: 'step.too-far', facts: { most: mostDays } })
  if (step.media.length === 0 && step.task === null) problems.push({ code: 'step.does-nothing', facts: {} })
  if (new Set(step.media).size !== step.media.length) problems.push({ code: 'step.medium-twice', facts: {} })
  const before = step.offsetDays <= 0
  if (step.media.length > 0 && before !== (step.kind === 'notice-before-due') && step.kind !== 'statement')
    problems.push({ code: before ? 'step.asks-too-early' : 'step.notice-too-late', facts: {} })
  if (isLegal(step.kind) && step.media.includes('sms')) problems.push({ code: 'step.legal-by-sms', facts: {} })
  if (step.kind === 'statement' && step.media.includes('sms')) problems.push({ code: 'step.statement-by-sms', facts: {} })
  const wrong = step.recipients.addresses.find((address) => !mailShape.test(address))
  if (wrong !== undefined) problems.push({ code: 'step.bad-address', facts: { address: wrong } })
  if (step.recipients.addresses.length > 10) problems.push({ code: 'step.too-many-addresses', facts: { most: 10 } })
  return problems
}
