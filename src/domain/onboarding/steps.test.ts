import { expect, test } from 'vitest'
import { nextStep, onboardingSteps, percentDone, type StepState } from './steps.ts'

const states = (...given: readonly StepState[]) =>
  new Map(onboardingSteps.flatMap((step, at) => (given[at] === undefined ? [] : [[step, given[at]] as const])))

test('one goes on at the first open step, past what was done or passed over', () => {
  expect(nextStep(states())).toBe('company')
  expect(nextStep(states('done', 'skipped', 'open', 'done'))).toBe('bank')
  expect(nextStep(states('done', 'done', 'done', 'done', 'done', 'skipped', 'done'))).toBeNull()
})

test('a step passed over is not behind', () => {
  expect(percentDone(states('done', 'skipped'))).toBe(14)
  expect(percentDone(states('done', 'done', 'done', 'done', 'done', 'done', 'done'))).toBe(100)
})
