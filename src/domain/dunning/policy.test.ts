// Policies: what may be kept, what is refused and why, and which one an invoice is under.
import { describe, expect, test } from 'vitest'
import type { Policy, Step } from './policy.ts'
import { type KeptPolicy, longestNotice, policyOf } from './policy-choice.ts'
import { presetPolicies, presets } from './policy-presets.ts'
import { policyProblems } from './policy-problems.ts'

const standard = presetPolicies.standard
const [first] = standard.steps
if (first === undefined) throw new Error('no step')
const withStep = (id: string, over: Partial<Step>): Policy => ({
  ...standard,
  steps: standard.steps.map((step) => (step.id === id ? { ...step, ...over } : step)),
})
const codes = (policy: Policy) => policyProblems(policy).map((problem) => [problem.code, problem.stepId])

describe('what is wrong with a policy', () => {
  test.each(presets)('the ready one %s: nothing', (preset) => {
    expect(policyProblems(presetPolicies[preset])).toEqual([])
  })

  test.each<[string, Policy, string, string | null]>([
    ['no step', { ...standard, steps: [] }, 'policy.no-steps', null],
    ['two steps of one id', { ...standard, steps: [first, { ...first, offsetDays: -5 }] }, 'policy.same-step-twice', null],
    ['two steps on one day', withStep('d14', { offsetDays: 7 }), 'policy.same-day', 'd14'],
    ['a softer tone later', withStep('d14', { tone: 'friendly' }), 'policy.softer-later', 'd14'],
    ['no day of the week', { ...standard, sendOn: [] }, 'policy.no-days', null],
    ['a window that ends before it begins', { ...standard, window: { from: '16:00', until: '09:00' } }, 'policy.window-empty', null],
    ['no gap', { ...standard, minGapDays: 0 }, 'policy.gap', null],
    ['eight a week', { ...standard, maxPerWeek: 8 }, 'policy.per-week', null],
    ['a step that does nothing', withStep('d7', { media: [] }), 'step.does-nothing', 'd7'],
    ['a reminder before the due day', withStep('before', { kind: 'reminder' }), 'step.asks-too-early', 'before'],
    ['a notice after it', withStep('d7', { kind: 'notice-before-due' }), 'step.notice-too-late', 'd7'],
    ['a demand by SMS', withStep('d21', { media: ['sms'] }), 'step.legal-by-sms', 'd21'],
    [
      'an address that is none',
      withStep('d7', { recipients: { role: null, owner: false, addresses: ['nobody'] } }),
      'step.bad-address',
      'd7',
    ],
    ['a step in two years', withStep('d45', { offsetDays: 700 }), 'step.too-far', 'd45'],
  ])('%s', (_what, policy, code, stepId) => {
    expect(codes(policy)).toContainEqual([code, stepId])
  })
})

describe('the policy of an invoice', () => {
  const kept = (policyId: string): KeptPolicy => ({ policyId, version: 1, name: policyId, policy: standard })
  const none = { policyId: null, segment: null, customerId: null, invoiceId: null }
  const book = {
    byDefault: kept('default'),
    policies: [kept('default'), kept('gentle'), kept('strict')],
    assignments: [
      { ...none, policyId: 'gentle', segment: 'vip' },
      { ...none, policyId: 'strict', customerId: 'c1' },
      { ...none, policyId: null, invoiceId: 'i1' },
    ],
  }
  test.each([
    ['i1', 'c1', 'vip', null],
    ['i2', 'c1', 'vip', 'strict'],
    ['i2', 'c2', 'vip', 'gentle'],
    ['i2', 'c2', null, 'default'],
    ['i2', 'c2', 'other', 'default'],
  ])('%s of %s in segment %s is %s: the most particular wins', (invoiceId, customerId, segment, expected) => {
    expect(policyOf(book, { invoiceId, customerId, segment })?.policyId ?? null).toBe(expected)
  })
})

test('invoices are looked at as early as the earliest step comes, weekends and holidays counted in', () => {
  expect(longestNotice([presetPolicies.gentle])).toBe(0)
  expect(longestNotice([standard])).toBeGreaterThanOrEqual(8)
})
