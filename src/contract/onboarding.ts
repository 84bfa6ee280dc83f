// The first steps of a company, sample data, and a look at a message in one's own mailbox.
import * as z from 'zod'
import { onboardingSteps } from '#domain/onboarding/steps'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, money } from './scalars.ts'

const progress = z.object({
  steps: z.array(z.object({ step: z.enum(onboardingSteps), state: z.enum(['open', 'done', 'skipped']) })),
  next: z.enum(onboardingSteps).nullable(),
  percent: z.number(),
  sample: z.boolean(),
})

export const readOnboarding = defineRoute({
  id: 'onboarding.read',
  method: 'GET',
  path: '/api/companies/{companyId}/onboarding',
  access: 'company.read',
  summary: 'How far the company has come in its first steps',
  params: company,
  output: progress,
})

export const decideStep = defineRoute({
  id: 'onboarding.decide',
  method: 'PUT',
  path: '/api/companies/{companyId}/onboarding/{step}',
  access: 'company.change',
  summary: 'Finishes a step, passes over it or opens it again',
  params: company.extend({ step: z.enum(onboardingSteps) }),
  body: z.object({ state: z.enum(['open', 'done', 'skipped']) }),
  output: progress,
})

export const readOnboardingFacts = defineRoute({
  id: 'onboarding.facts',
  method: 'GET',
  path: '/api/companies/{companyId}/onboarding/facts',
  // Whole sums of the company, its rejects and the gaps of its bank: not for whoever sees his own customers alone.
  access: 'imports.read',
  summary: 'What came in so far: invoices, bank statements with gaps in their balances, suggestions to learn on',
  params: company,
  output: z.object({
    invoices: z.object({
      count: z.number(),
      open: z.number(),
      openSums: z.array(money),
      oldestDueOn: day.nullable(),
      rejected: z.number(),
    }),
    bank: z.object({
      payments: z.number(),
      sums: z.array(money),
      from: day.nullable(),
      to: day.nullable(),
      accounts: z.number(),
      unbalanced: z.number(),
      gaps: z.array(z.object({ from: day, to: day, kind: z.enum(['number', 'balance']) })),
    }),
    suggestions: z.object({
      accepted: z.number(),
      decided: z.number(),
      best: z.array(id('payment')),
      hard: z.array(id('payment')),
    }),
  }),
})

export const removeSample = defineRoute({
  id: 'sample.remove',
  method: 'DELETE',
  path: '/api/companies/{companyId}/sample',
  access: 'company.change',
  peopleOnly: true,
  summary: 'Takes the sample firm out of the company',
  params: company,
  output: z.object({ removed: z.number() }),
  failures: ['sample.none', 'sample.busy', 'sample.mixed'],
})

export const sendTestMessage = defineRoute({
  id: 'outbox.test',
  method: 'POST',
  path: '/api/companies/{companyId}/outbox/{outboxId}/test',
  access: 'messages.approve',
  peopleOnly: true,
  summary: 'Sends the message to the person who asks, as its customer would see it',
  params: company.extend({ outboxId: id('outbox') }),
  output: z.object({ to: z.string() }),
  failures: ['message.nothing-to-show', 'message.no-way', 'message.test-refused'],
})
