// Policies of reminders, whom they are for, what they would do, and the day's messages.
import * as z from 'zod'
import { media, stepKinds, tones } from '#domain/dunning/message-kind'
import { stepAttachments, taskKinds } from '#domain/dunning/policy'
import { presets } from '#domain/dunning/policy-presets'
import { company, sendingModes } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money } from './scalars.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const step = z.object({
  id: z.string().min(1).max(40),
  name: z.string().trim().max(80).nullable(),
  offsetDays: z.number().int().min(-1000).max(1000),
  daysAre: z.enum(['calendar', 'business']),
  media: z.array(z.enum(media)).max(3),
  kind: z.enum(stepKinds),
  tone: z.enum(tones),
  templateId: z.string().max(60).nullable(),
  attachments: z.array(z.enum(stepAttachments)).max(2),
  recipients: z.object({ role: z.string().max(40).nullable(), owner: z.boolean(), addresses: z.array(z.string().trim().max(254)).max(20) }),
  task: z.enum(taskKinds).nullable(),
  approval: z.enum(['automatic', 'person']),
})
export const policyBody = z.object({
  steps: z.array(step).max(40),
  minGapDays: z.number().int().min(0).max(365),
  maxPerWeek: z.number().int().min(0).max(99),
  sendOn: z.array(z.number().int().min(1).max(7)).max(7),
  window: z.object({ from: clockTime, until: clockTime }),
  skipHolidays: z.boolean(),
})

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
const reason = z.object({ code: z.string(), facts })

const policyView = z.object({
  /** Null: the ready policy of a company that keeps none. */
  policyId: id('policy').nullable(),
  version: z.number().int(),
  name: z.string(),
  isDefault: z.boolean(),
  policy: policyBody,
  changedBy: z.string().nullable(),
  changedAt: instant.nullable(),
  /** Customers by the step that their invoices have come to. */
  path: z.record(z.string(), z.number().int()),
  /** Of the invoices written about at a step, how many of a hundred were paid within seven days; null below five. */
  paidAfter: z.record(z.string(), z.number().nullable()),
})

const one = company.extend({ policyId: id('policy') })

export const readDunning = defineRoute({
  id: 'dunning.read',
  method: 'GET',
  path: '/api/companies/{companyId}/dunning',
  access: 'messages.read',
  summary: 'Policies of reminders, whom they are for, and how customers stand on them',
  params: company,
  output: z.object({
    policies: z.array(policyView),
    assignments: z.array(
      z.object({
        policyId: id('policy').nullable(),
        segment: z.string().nullable(),
        customerId: id('customer').nullable(),
        customerName: z.string().nullable(),
        invoiceId: id('invoice').nullable(),
        invoiceNumber: z.string().nullable(),
      }),
    ),
    segments: z.array(z.string()),
    /** Ready ladders to start from. */
    presets: z.array(z.object({ preset: z.enum(presets), policy: policyBody })),
    fourEyes: z.boolean(),
    remindersPerHour: z.number().int(),
  }),
})
export const keepDunningPolicy = defineRoute({
  id: 'dunning.keep',
  method: 'POST',
  path: '/api/companies/{companyId}/dunning/policies',
  access: 'dunning.manage',
  peopleOnly: true,
  summary: 'Publishes a policy as its next version; answers with what is wrong instead, when something is',
  params: company,
  body: z.object({
    policyId: id('policy').nullable(),
    /** The version that was edited. */
    basedOn: z.number().int().nullable(),
    name: z.string().trim().min(1).max(80),
    policy: policyBody,
  }),
  output: z.object({
    policyId: id('policy').nullable(),
    version: z.number().int().nullable(),
    problems: z.array(z.object({ code: z.string(), facts, stepId: z.string().nullable() })),
  }),
  failures: ['dunning.policy-not-found', 'dunning.policy-changed'],
})
export const chooseDunningPolicy = defineRoute({
  id: 'dunning.choose',
  method: 'POST',
  path: '/api/companies/{companyId}/dunning/policies/{policyId}/default',
  access: 'dunning.manage',
  peopleOnly: true,
  summary: 'Makes a policy the one for everybody without an assignment',
  params: one,
  output: z.object({}),
  failures: ['dunning.policy-not-found'],
})
export const removeDunningPolicy = defineRoute({
  id: 'dunning.remove',
  method: 'DELETE',
  path: '/api/companies/{companyId}/dunning/policies/{policyId}',
  access: 'dunning.manage',
  peopleOnly: true,
  summary: 'Takes a policy away; its invoices go back to the default',
  params: one,
  output: z.object({}),
  failures: ['dunning.policy-not-found', 'dunning.policy-is-default'],
})
export const assignDunningPolicy = defineRoute({
  id: 'dunning.assign',
  method: 'PUT',
  path: '/api/companies/{companyId}/dunning/assignments',
  access: 'dunning.manage',
  peopleOnly: true,
  summary: 'Says which policy a segment, a customer or an invoice is under',
  params: company,
  body: z.object({
    segment: z.string().trim().min(1).max(80).nullable(),
    customerId: id('customer').nullable(),
    invoiceId: id('invoice').nullable(),
    /** none: they are not written to · default: as everybody else. */
    to: z.union([z.enum(['none', 'default']), z.object({ policyId: id('policy') })]),
  }),
  output: z.object({}),
  failures: ['dunning.policy-not-found', 'dunning.assignment-wrong'],
})
export const tryDunningPolicy = defineRoute({
  id: 'dunning.try',
  method: 'POST',
  path: '/api/companies/{companyId}/dunning/try',
  access: 'messages.read',
  summary:
    'What a policy would do with one customer: the days of its steps for each invoice, and what it would do today; nothing is written',
  params: company,
  body: z.object({ policy: policyBody, customerId: id('customer') }),
  output: z.object({
    customerName: z.string(),
    today: day,
    decision: z.enum(['nothing-due', 'later', 'withheld', 'send']),
    stepId: z.string().nullable(),
    notBefore: day.nullable(),
    reasons: z.array(reason),
    invoices: z.array(
      z.object({
        invoiceId: id('invoice'),
        number: z.string(),
        dueOn: day,
        open: money,
        steps: z.array(z.object({ stepId: z.string(), on: day, taken: z.boolean() })),
      }),
    ),
  }),
  failures: ['customer.not-found'],
})
export const changeDunningSending = defineRoute({
  id: 'dunning.sending',
  method: 'PATCH',
  path: '/api/companies/{companyId}/dunning/sending',
  access: 'dunning.manage',
  peopleOnly: true,
  summary: 'Whether demands need a second person, and how many reminders leave in an hour',
  params: company,
  body: z.object({ fourEyes: z.boolean().optional(), remindersPerHour: z.number().int().min(1).max(1_000).optional() }),
  output: z.object({}),
})
export const readDunningDay = defineRoute({
  id: 'dunning.day',
  method: 'GET',
  path: '/api/companies/{companyId}/dunning/day',
  access: 'messages.read',
  summary: 'What goes today, or would go in a dry run, and what is kept back and why',
  params: company,
  output: z.object({
    mode: z.enum(sendingModes),
    today: day,
    messages: z.number().int(),
    customers: z.number().int(),
    /** The first day of the dry run's messages, and how many there were since. */
    dryRun: z.object({ since: day, messages: z.number().int() }).nullable(),
    withheld: z.array(z.object({ code: z.string(), messages: z.number().int(), customers: z.array(z.string()) })),
  }),
})
