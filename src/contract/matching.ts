// How matching works in a company: what it may do by itself, the user's own rules, what was learnt, and how right it has been.
import * as z from 'zod'
import { matchKinds } from '#domain/matching/types'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money, page, paging } from './scalars.ts'

/** Outcomes that may be posted without a person; the others are never money set against an invoice. */
export const postableKinds = ['exact', 'set', 'partial', 'short', 'discount', 'over', 'advance', 'oldest-first', 'other-currency'] as const

export const overpaymentChoices = ['keep-on-account', 'suggest'] as const

const percent = z.number().min(0).max(10)

/** At most a thousand units: what is missing beyond is a part payment, not a bank's fee. */
const tolerance = z.object({
  amount: money.refine((value) => value.minor >= 0n && value.minor <= 100_000n, 'between 0 and 1000'),
  percent,
})
/** For currencies without a line of their own, in their minor units. */
const otherCurrencies = z.object({ minor: z.number().int().min(0).max(100_000), percent })

const text = (most: number) => z.string().trim().min(1).max(most)

export const ruleInput = z.object({
  when: z.object({
    payerName: text(200).optional(),
    title: text(200).optional(),
    payerAccount: text(40).optional(),
    creditedAccount: text(40).optional(),
    amountFrom: money.optional(),
    amountTo: money.optional(),
  }),
  effect: z.discriminatedUnion('action', [
    z.object({ action: z.literal('customer'), customerId: id('customer') }),
    z.object({ action: z.literal('ignore') }),
    z.object({ action: z.literal('never-post') }),
  ]),
})

export const ruleView = ruleInput.extend({
  ruleId: id('rule'),
  customerName: z.string().nullable(),
  /** What its trial said on the day when it was saved. */
  tried: z.object({ on: day, touched: z.number().int(), contradictions: z.number().int() }).nullable(),
})

const settings = z.object({
  automaticPosting: z.boolean(),
  postKinds: z.array(z.enum(postableKinds)),
  /** Least probability of what is posted. */
  postFrom: z.number(),
  tolerance: z.array(tolerance),
  otherCurrencies,
  overpayments: z.enum(overpaymentChoices),
})

export const matchingView = settings.extend({
  rules: z.array(ruleView),
  /** Proposals that people decided so far, and those accepted as they were; postings left standing for two weeks. */
  record: z.object({ decided: z.number().int(), accepted: z.number().int(), standing: z.number().int() }),
  /** The company's own correction of probabilities: none before the first round, without bins before `needed` labels. */
  curve: z.object({
    needed: z.number().int(),
    onDay: day.nullable(),
    labels: z.number().int(),
    right: z.number().int(),
    bins: z.array(z.object({ from: z.number(), probability: z.number(), labels: z.number().int() })).nullable(),
  }),
})

export const readMatching = defineRoute({
  id: 'matching.read',
  method: 'GET',
  path: '/api/companies/{companyId}/matching',
  access: 'company.read',
  summary: 'What matching may do by itself, the rules, and how right it has been',
  params: company,
  output: matchingView,
})

export const changeMatching = defineRoute({
  id: 'matching.change',
  method: 'PATCH',
  path: '/api/companies/{companyId}/matching',
  access: 'company.change',
  summary: 'Changes what matching may do by itself; waiting payments are then matched anew',
  params: company,
  body: settings
    .extend({
      postFrom: z.number().min(0.9).max(0.9999),
      tolerance: z
        .array(tolerance)
        .max(30)
        .refine((rows) => new Set(rows.map((row) => row.amount.currency)).size === rows.length, 'each currency once'),
    })
    .partial(),
  output: matchingView,
})

const decisionSide = z.object({
  outcome: z.enum(['posted', 'suggested', 'none']),
  kind: z.enum(matchKinds),
  customerName: z.string().nullable(),
  invoices: z.array(z.string()),
})

const trialLine = z.object({
  paymentId: id('payment'),
  bookedOn: day,
  amount: money,
  payerName: z.string().nullable(),
  title: z.string(),
  before: decisionSide,
  after: decisionSide,
  changed: z.boolean(),
  /** How the books stand against the rule. */
  contradiction: z.enum(['ignored', 'other-customer', 'other-invoices', 'outside']).nullable(),
})

export const ruleTrial = z.object({
  since: day,
  /** Payments of these days, those that the rule touches, those of them decided anew, and decisions that come out otherwise. */
  payments: z.number().int(),
  touched: z.number().int(),
  decided: z.number().int(),
  changed: z.number().int(),
  contradictions: z.number().int(),
  /** At most twenty of each, newest first. */
  contradicted: z.array(trialLine),
  sample: z.array(trialLine),
})

export const tryRule = defineRoute({
  id: 'matching.try-rule',
  method: 'POST',
  path: '/api/companies/{companyId}/matching/rules/try',
  access: 'company.change',
  summary: 'What a rule would have done to the payments of the last 90 days; nothing is saved',
  params: company,
  body: z.object({ rule: ruleInput, ruleId: id('rule').optional(), at: z.number().int().min(0).max(200).optional() }),
  output: ruleTrial,
  failures: ['matching.rule-empty', 'matching.rule-too-short', 'matching.rule-amounts', 'matching.rule-not-found', 'customer.not-found'],
})

const oneRule = company.extend({ ruleId: id('rule') })
const saved = z.object({
  rule: ruleInput,
  /** How many contradictions the trial showed; a rule with more is refused. */
  contradictionsSeen: z.number().int().min(0),
})

export const addRule = defineRoute({
  id: 'matching.add-rule',
  method: 'POST',
  path: '/api/companies/{companyId}/matching/rules',
  access: 'company.change',
  summary: 'Adds a rule, last or at a place; the first that applies to a payment answers',
  params: company,
  body: saved.extend({ at: z.number().int().min(0).max(200).optional() }),
  output: matchingView,
  failures: ['matching.rule-contradicts', 'matching.rule-empty', 'matching.rule-too-short', 'matching.rule-amounts', 'matching.rules-full'],
})

export const changeRule = defineRoute({
  id: 'matching.change-rule',
  method: 'PUT',
  path: '/api/companies/{companyId}/matching/rules/{ruleId}',
  access: 'company.change',
  summary: 'Puts another rule in the place of one',
  params: oneRule,
  body: saved,
  output: matchingView,
  failures: [
    'matching.rule-contradicts',
    'matching.rule-empty',
    'matching.rule-too-short',
    'matching.rule-amounts',
    'matching.rule-not-found',
  ],
})

export const moveRule = defineRoute({
  id: 'matching.move-rule',
  method: 'POST',
  path: '/api/companies/{companyId}/matching/rules/{ruleId}/move',
  access: 'company.change',
  summary: 'Moves a rule to another place, from 0',
  params: oneRule,
  body: z.object({ to: z.number().int().min(0).max(200) }),
  output: matchingView,
  failures: ['matching.rule-not-found'],
})

export const deleteRule = defineRoute({
  id: 'matching.delete-rule',
  method: 'DELETE',
  path: '/api/companies/{companyId}/matching/rules/{ruleId}',
  access: 'company.change',
  summary: 'Deletes a rule',
  params: oneRule,
  output: matchingView,
  failures: ['matching.rule-not-found'],
})

export const learntKinds = ['account', 'payer-name', 'for-others', 'virtual-account', 'dismissed'] as const

export const learntRow = z.object({
  learntId: id('learnt'),
  kind: z.enum(learntKinds),
  account: z.string().nullable(),
  payerName: z.string().nullable(),
  customerId: id('customer').nullable(),
  customerName: z.string().nullable(),
  /** Of a dismissed pair: this payment does not settle that invoice. */
  payment: z.object({ paymentId: id('payment'), bookedOn: day, amount: money, payerName: z.string().nullable() }).nullable(),
  invoiceNumber: z.string().nullable(),
  times: z.number().int(),
  taughtBy: z.string(),
  taughtByName: z.string().nullable(),
  createdAt: instant,
  lastSeenAt: instant,
})

export const listLearnt = defineRoute({
  id: 'matching.learnt',
  method: 'GET',
  path: '/api/companies/{companyId}/matching/learnt',
  access: 'payments.read',
  summary: 'What matching learnt: accounts, payers, payers for others, dismissed pairs; who taught it and when',
  params: company,
  query: z.object({ kind: z.enum(learntKinds).optional(), search: z.string().max(200).optional(), ...paging }),
  output: page(learntRow).extend({ counts: z.partialRecord(z.enum(learntKinds), z.number().int()) }),
})

const oneLesson = company.extend({ learntId: id('learnt') })

export const forgetLesson = defineRoute({
  id: 'matching.forget',
  method: 'DELETE',
  path: '/api/companies/{companyId}/matching/learnt/{learntId}',
  access: 'payments.match',
  summary: 'Forgets something learnt; a person who confirms it again teaches it anew',
  params: oneLesson,
  output: z.object({}),
  failures: ['learnt.not-found'],
})

export const restoreLesson = defineRoute({
  id: 'matching.restore',
  method: 'POST',
  path: '/api/companies/{companyId}/matching/learnt/{learntId}/restore',
  access: 'payments.match',
  summary: 'Takes a forgetting back',
  params: oneLesson,
  output: z.object({}),
  failures: ['learnt.not-found'],
})

export const ratesState = z.object({ days: z.number().int(), from: day.nullable(), to: day.nullable(), currencies: z.array(z.string()) })

export const readRates = defineRoute({
  id: 'matching.rates',
  method: 'GET',
  path: '/api/companies/{companyId}/matching/rates',
  access: 'company.read',
  summary: 'How far the exchange rates that the company has loaded reach',
  params: company,
  output: ratesState,
})

export const loadRates = defineRoute({
  id: 'matching.load-rates',
  method: 'POST',
  path: '/api/companies/{companyId}/matching/rates',
  access: 'company.change',
  bytes: 'in',
  summary: 'Takes in a yearly table A of Narodowy Bank Polski as CSV',
  params: company,
  output: ratesState.extend({ leftOut: z.array(z.string()) }),
  failures: ['rates.not-a-table', 'file.empty', 'file.too-large'],
})
