// A policy while it is being edited: days as typed, kept in the order in which a customer meets the steps.
import type { keepDunningPolicy, readDunning } from '#contract/dunning'
import type { Output } from '#contract/route'

export type Dunning = Output<typeof readDunning>
export type PolicyView = Dunning['policies'][number]
export type Policy = PolicyView['policy']
export type Step = Policy['steps'][number]
export type Problem = Output<typeof keepDunningPolicy>['problems'][number]

export const sides = ['before', 'before-business', 'after', 'after-business'] as const
export type Side = (typeof sides)[number]
export const kinds = ['notice-before-due', 'reminder', 'demand', 'pre-court-demand', 'statement'] as const satisfies readonly Step['kind'][]
export const tones = ['friendly', 'neutral', 'firm', 'final'] as const satisfies readonly Step['tone'][]
export const media = ['email', 'sms', 'letter'] as const satisfies readonly Step['media'][number][]
export const tasks = ['call', 'decision'] as const satisfies readonly NonNullable<Step['task']>[]
export const enclosures = ['invoices', 'statement'] as const satisfies readonly Step['attachments'][number][]
export const approvals = ['automatic', 'person'] as const satisfies readonly Step['approval'][]

export type StepDraft = { readonly step: Step; readonly days: string; readonly side: Side }
export type PolicyDraft = {
  readonly name: string
  readonly steps: readonly StepDraft[]
  readonly minGap: string
  readonly perWeek: string
  readonly sending: Pick<Policy, 'sendOn' | 'window' | 'skipHolidays'>
}

const wholeNumber = (text: string): number | null => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : null)

/** Days after the due day as typed; null while they are no number. */
export function offsetOf({ days, side }: StepDraft): number | null {
  const count = wholeNumber(days)
  return count === null ? null : side.startsWith('before') && count > 0 ? -count : count
}

const draftStep = (step: Step): StepDraft => {
  const side = step.offsetDays < 0 ? 'before' : 'after'
  return { step, days: String(Math.abs(step.offsetDays)), side: step.daysAre === 'business' ? `${side}-business` : side }
}

export const inOrder = (steps: readonly StepDraft[]): readonly StepDraft[] =>
  steps.toSorted((a, b) => (offsetOf(a) ?? 1_000) - (offsetOf(b) ?? 1_000))

export const draftOf = (name: string, { steps, minGapDays, maxPerWeek, sendOn, window, skipHolidays }: Policy): PolicyDraft => ({
  name,
  steps: inOrder(steps.map(draftStep)),
  minGap: String(minGapDays),
  perWeek: String(maxPerWeek),
  sending: { sendOn, window, skipHolidays },
})

/** The policy that a draft says; null while a number is missing. */
export function policyOf(draft: PolicyDraft): Policy | null {
  const minGapDays = wholeNumber(draft.minGap)
  const maxPerWeek = wholeNumber(draft.perWeek)
  if (minGapDays === null || maxPerWeek === null || maxPerWeek > 99) return null
  const steps: Step[] = []
  for (const each of draft.steps) {
    const offsetDays = offsetOf(each)
    if (offsetDays === null) return null
    steps.push({ ...each.step, offsetDays, daysAre: each.side.endsWith('business') ? 'business' : 'calendar' })
  }
  return { ...draft.sending, steps, minGapDays, maxPerWeek }
}

/** A further step a week after the last; its id is never one that was taken before. */
export function withStep(steps: readonly StepDraft[]): readonly StepDraft[] {
  const last = Math.max(0, ...steps.map((each) => offsetOf(each) ?? 0))
  const random = crypto.getRandomValues(new Uint32Array(2))
  const id = `own-${[...random].map((part) => part.toString(36)).join('')}`
  const recipients = { role: null, owner: false, addresses: [] }
  const tone = steps.at(-1)?.step.tone ?? 'friendly'
  const shape = { id, name: null, offsetDays: last + 7, daysAre: 'calendar', kind: 'reminder', tone } as const
  const step: Step = { ...shape, media: ['email'], templateId: null, attachments: ['invoices'], recipients, task: null, approval: 'person' }
  return [...steps, draftStep(step)]
}
