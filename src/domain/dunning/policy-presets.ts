// Ready ladders to start from: łagodny, standard, stanowczy (receivables law 5.1). A step keeps its id in all of them.
import type { Policy, Step } from './policy.ts'

export const presets = ['gentle', 'standard', 'strict'] as const
export type Preset = (typeof presets)[number]

const plain = {
  name: null,
  daysAre: 'calendar',
  media: ['email'],
  templateId: null,
  attachments: [],
  recipients: { role: null, owner: false, addresses: [] },
  task: null,
  approval: 'automatic',
} as const

const notice: Step = {
  ...plain,
  id: 'before',
  offsetDays: -3,
  daysAre: 'business',
  kind: 'notice-before-due',
  tone: 'friendly',
  attachments: ['invoices'],
}
const friendly: Step = { ...plain, id: 'd2', offsetDays: 2, daysAre: 'business', kind: 'reminder', tone: 'friendly' }
const neutral: Step = { ...plain, id: 'd7', offsetDays: 7, kind: 'reminder', tone: 'neutral', attachments: ['invoices'] }
const firm: Step = { ...plain, id: 'd14', offsetDays: 14, kind: 'reminder', tone: 'firm', task: 'call', attachments: ['invoices'] }
const demand: Step = {
  ...plain,
  id: 'd21',
  offsetDays: 21,
  kind: 'demand',
  tone: 'firm',
  media: ['email', 'letter'],
  attachments: ['invoices', 'statement'],
  approval: 'person',
}
const preCourt: Step = {
  ...plain,
  id: 'd30',
  offsetDays: 30,
  kind: 'pre-court-demand',
  tone: 'final',
  media: ['email', 'letter'],
  attachments: ['invoices', 'statement'],
  approval: 'person',
}
const decision: Step = {
  ...plain,
  id: 'd45',
  offsetDays: 45,
  kind: 'reminder',
  tone: 'final',
  media: [],
  task: 'decision',
  approval: 'person',
}

const sending = {
  minGapDays: 5,
  maxPerWeek: 2,
  sendOn: [1, 2, 3, 4, 5],
  window: { from: '09:00', until: '16:00' },
  skipHolidays: true,
} as const

/** The ladder of a company that has chosen none. */
export const standardPolicy: Policy = { ...sending, steps: [notice, friendly, neutral, firm, demand, preCourt, decision] }

export const presetPolicies: Readonly<Record<Preset, Policy>> = {
  gentle: {
    ...sending,
    minGapDays: 7,
    maxPerWeek: 1,
    steps: [
      { ...friendly, offsetDays: 5 },
      { ...neutral, offsetDays: 14 },
      { ...firm, offsetDays: 30, tone: 'neutral' },
      { ...demand, offsetDays: 45 },
      { ...decision, offsetDays: 60 },
    ],
  },
  standard: standardPolicy,
  strict: {
    ...sending,
    minGapDays: 3,
    steps: [
      notice,
      { ...friendly, offsetDays: 1, tone: 'neutral' },
      { ...neutral, offsetDays: 5, tone: 'firm', media: ['email', 'sms'] },
      { ...firm, offsetDays: 10 },
      { ...demand, offsetDays: 14 },
      { ...preCourt, offsetDays: 21 },
      { ...decision, offsetDays: 30 },
    ],
  },
}
