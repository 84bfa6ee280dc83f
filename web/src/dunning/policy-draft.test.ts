// A policy under the pen: what is typed becomes the policy that is published, in the order in which a customer meets the steps.
import { describe, expect, test } from 'vitest'
import { presetPolicies } from '#domain/dunning/policy-presets'
import { policyProblems } from '#domain/dunning/policy-problems'
import { draftOf, inOrder, offsetOf, type Policy, policyOf, type StepDraft, withStep } from './policy-draft.ts'

const standard = presetPolicies.standard as Policy
const draft = draftOf('Standard', standard)
const changed = (at: number, part: Partial<StepDraft>) => ({
  ...draft,
  steps: draft.steps.map((step, index) => (index === at ? { ...step, ...part } : step)),
})

test.each(['gentle', 'standard', 'strict'] as const)('the ready ladder %s comes out of the editor as it went in', (preset) => {
  expect(policyOf(draftOf(preset, presetPolicies[preset] as Policy))).toEqual(presetPolicies[preset])
})

describe('days as typed', () => {
  test('lie before the due day with a minus, on it without, after it with none', () => {
    const [step] = draft.steps
    const offset = (days: string, side: StepDraft['side']) => (step === undefined ? undefined : offsetOf({ ...step, days, side }))
    expect([offset('3', 'before'), offset('0', 'before-business'), offset('7', 'after'), offset(' 21 ', 'after-business')]).toEqual([
      -3, 0, 7, 21,
    ])
    expect([offset('', 'after'), offset('7,5', 'after'), offset('-7', 'after'), offset('1000', 'after')]).toEqual([null, null, null, null])
  })

  test('that are no number leave nothing to publish', () => {
    expect(policyOf(changed(2, { days: 'siedem' }))).toBeNull()
    expect(policyOf({ ...draft, minGap: '' })).toBeNull()
    expect(policyOf({ ...draft, perWeek: '100' })).toBeNull()
  })

  test('put a step in its place once they are whole, and say whether business days are meant', () => {
    const moved = { ...changed(1, { days: '40', side: 'after-business' }) }
    const policy = policyOf({ ...moved, steps: inOrder(moved.steps) })
    expect(policy?.steps.map(({ offsetDays }) => offsetDays)).toEqual([-3, 7, 14, 21, 30, 40, 45])
    expect(policy?.steps.find(({ offsetDays }) => offsetDays === 40)?.daysAre).toBe('business')
  })
})

test('a further step comes a week after the last, waits for a person, and can be published at once', () => {
  const steps = withStep(draft.steps)
  const last = steps.at(-1)
  expect([last?.step.offsetDays, last?.step.approval, last?.step.tone]).toEqual([52, 'person', 'final'])
  expect(new Set(withStep(steps).map(({ step }) => step.id)).size).toBe(9)
  const policy = policyOf({ ...draft, steps })
  expect(policy === null ? null : policyProblems(policy)).toEqual([])
})
