// A policy under the pen: what is typed becomes the policy that is published, in the order in which a customer meets the steps.
import { describe, expect, test } from 'vitest'
import { draftOf, inOrder, offsetOf, type Policy, policyOf, type Step, type StepDraft, withStep } from './policy-draft.ts'

const step = (id: string, offsetDays: number, over: Partial<Step> = {}): Step => ({
  id,
  name: null,
  offsetDays,
  daysAre: 'calendar',
  media: ['email'],
  kind: 'reminder',
  tone: 'neutral',
  templateId: null,
  attachments: ['invoices'],
  recipients: { role: 'legal', owner: true, addresses: ['zarzad@klient.example'] },
  task: null,
  approval: 'automatic',
  ...over,
})
const standard: Policy = {
  steps: [
    step('before', -3, { daysAre: 'business', kind: 'notice-before-due', tone: 'friendly' }),
    step('d2', 2, { daysAre: 'business', name: 'Mogło umknąć', templateId: 'reminder:friendly:pl' }),
    step('d14', 14, { media: ['email', 'sms'], task: 'call' }),
    step('d45', 45, { media: [], task: 'decision', tone: 'final', approval: 'person' }),
  ],
  minGapDays: 5,
  maxPerWeek: 2,
  sendOn: [1, 2, 3, 4, 5],
  window: { from: '09:00', until: '16:00' },
  skipHolidays: true,
}
const draft = draftOf('Standard', standard)
const changed = (at: number, part: Partial<StepDraft>) => ({
  ...draft,
  steps: draft.steps.map((step, index) => (index === at ? { ...step, ...part } : step)),
})

test('a policy that nobody touched comes out of the editor as it went in, with all that its steps say', () => {
  expect(policyOf(draft)).toEqual(standard)
})

describe('days as typed', () => {
  test('lie before the due day with a minus, on it without, after it with none', () => {
    const [first] = draft.steps
    const offset = (days: string, side: StepDraft['side']) => (first === undefined ? undefined : offsetOf({ ...first, days, side }))
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
    expect(policy?.steps.map(({ offsetDays }) => offsetDays)).toEqual([-3, 14, 40, 45])
    expect(policy?.steps.find(({ offsetDays }) => offsetDays === 40)?.daysAre).toBe('business')
  })
})

test('a further step comes a week after the last, waits for a person, and has an id of its own', () => {
  const steps = withStep(draft.steps)
  const last = steps.at(-1)
  expect([last?.step.offsetDays, last?.step.approval, last?.step.tone]).toEqual([52, 'person', 'final'])
  expect(new Set(withStep(steps).map(({ step }) => step.id)).size).toBe(6)
  expect(policyOf({ ...draft, steps })?.steps).toHaveLength(5)
})
