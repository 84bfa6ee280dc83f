// Credit control: the debt ratio and its lines, blocks and exceptions, the trial of rules, and the question whether to sell.
import * as z from 'zod'
import { blockSources, blockStates } from '#domain/credit/block-set'
import { creditLevels, creditMeasures } from '#domain/credit/credit-level'
import { ratioLacks } from '#domain/credit/debt-ratio'
import { numerators, periods } from '#domain/credit/ratio-definition'
import { riskClasses } from '#domain/credit/risk-class'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money, page, paging } from './scalars.ts'

const basisPoints = z.number().int()

const ratioDefinition = z.object({
  numerator: z.enum(numerators),
  period: z.enum(periods),
  turnover: z.enum(['net', 'gross']),
  disputed: z.enum(['in', 'out']),
  leastTurnover: money,
  leastAgeDays: z.number().int().min(0).max(3650),
})

/** Ratios in hundredths of a per cent. Null: this line is not drawn; left out: as in the wider rule. */
const thresholds = z.object({
  ratioWarn: basisPoints.max(100_000).nullable().optional(),
  ratioBlock: basisPoints.max(100_000).nullable().optional(),
  ratioRelease: basisPoints.max(100_000).nullable().optional(),
  overdueAmount: money.nullable().optional(),
  overdueAmountRelease: money.nullable().optional(),
  overdueDays: z.number().int().max(3650).nullable().optional(),
  creditLimit: money.nullable().optional(),
  riskBlock: z.enum(riskClasses).nullable().optional(),
})

const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('company') }),
  z.object({ kind: z.literal('segment'), segment: z.string().trim().min(1).max(60) }),
  z.object({ kind: z.literal('customer'), customerId: id('customer') }),
])

/** One line crossed; amounts as text with a dot, ratios in hundredths of a per cent, days, or the risk class. */
const reason = z.object({ measure: z.enum(creditMeasures), value: z.string(), line: z.string() })

const figures = z.object({
  on: day,
  from: day,
  open: money,
  overdue: money,
  disputed: money,
  numerator: money,
  turnover: money,
  basisPoints: basisPoints.nullable(),
  lack: z.enum(ratioLacks).nullable(),
  overdueDays: z.number(),
  oldestOverdueOn: day.nullable(),
  withoutNet: z.number(),
  withoutRate: z.array(z.string()),
})

const settingsView = z.object({
  ratio: ratioDefinition,
  active: z.boolean(),
  fourEyes: z.boolean(),
  currency: z.string(),
  /** The lines of the company as they count, with the usual ones where it has chosen nothing. */
  lines: thresholds.required(),
  rules: z.array(z.object({ scope, customerName: z.string().nullable(), thresholds })),
  segments: z.array(z.string()),
})

export const readCreditSettings = defineRoute({
  id: 'credit.settings',
  method: 'GET',
  path: '/api/companies/{companyId}/credit/settings',
  access: 'company.read',
  summary: 'How the debt ratio is counted, and the lines of the company, its segments and customers',
  params: company,
  output: settingsView,
})

export const changeCreditSettings = defineRoute({
  id: 'credit.change-settings',
  method: 'PATCH',
  path: '/api/companies/{companyId}/credit/settings',
  access: 'customers.limits',
  summary: 'Changes how the ratio is counted, switches the rules on or off, or asks for four eyes',
  params: company,
  body: z.object({ ratio: ratioDefinition.optional(), active: z.boolean().optional(), fourEyes: z.boolean().optional() }),
  output: settingsView,
  failures: ['credit.currency-wrong'],
})

export const changeCreditRule = defineRoute({
  id: 'credit.change-rule',
  method: 'PUT',
  path: '/api/companies/{companyId}/credit/rules',
  access: 'customers.limits',
  summary: 'Draws the lines of the company, a segment or a customer; null takes them away',
  params: company,
  body: z.object({ scope, thresholds: thresholds.nullable() }),
  output: settingsView,
  failures: ['credit.release-above-block', 'credit.warning-above-block', 'credit.release-missing', 'credit.currency-wrong'],
})

export const simulateCredit = defineRoute({
  id: 'credit.simulate',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/simulation',
  access: 'reports.read',
  summary: 'Tries rules on the last year and changes nothing: who would be blocked today, who was over for how long',
  params: company,
  body: z.object({ ratio: ratioDefinition.optional(), rule: z.object({ scope, thresholds }).optional() }),
  output: z.object({
    from: day,
    to: day,
    currency: z.string(),
    customers: z.number(),
    rows: z.array(
      z.object({
        customerId: id('customer'),
        name: z.string(),
        person: z.boolean(),
        level: z.enum(creditLevels),
        reasons: z.array(reason),
        figures,
        daysOver: z.number(),
        spells: z.array(z.object({ from: day, to: day.nullable() })),
      }),
    ),
    curve: z.array(z.object({ line: basisPoints, today: z.number(), ever: z.number(), overdue: money })),
  }),
  failures: ['credit.release-above-block', 'credit.warning-above-block', 'credit.release-missing', 'credit.currency-wrong'],
})

const exceptionView = z.object({
  exceptionId: id('creditException'),
  untilOn: day,
  why: z.string(),
  approved: z.boolean(),
  createdByName: z.string(),
  approvedByName: z.string().nullable(),
  /** Whether the caller may approve it: with four eyes not the one who asked. */
  mayApprove: z.boolean(),
})

const blockView = z.object({
  blockId: id('block'),
  customerId: id('customer'),
  customerName: z.string(),
  taxId: z.string().nullable(),
  source: z.enum(blockSources),
  state: z.enum(blockStates),
  reasons: z.array(reason),
  figures: figures.nullable(),
  /** The figures that ended it. */
  endFigures: figures.nullable(),
  why: z.string().nullable(),
  createdByName: z.string(),
  createdAt: instant,
  decidedByName: z.string().nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endWhy: z.string().nullable(),
  exception: exceptionView.nullable(),
  open: money,
  overdue: money,
  basisPoints: basisPoints.nullable(),
  /** Whether the caller may decide it: with four eyes not the one who asked. */
  mayDecide: z.boolean(),
})

export const blockViews = ['proposed', 'active', 'ended'] as const

export const listBlocks = defineRoute({
  id: 'credit.blocks',
  method: 'GET',
  path: '/api/companies/{companyId}/credit/blocks',
  access: 'customers.read',
  summary: 'Blocks that wait for a decision, that stand, and that have ended',
  params: company,
  query: z.object({ view: z.enum(blockViews).optional(), ...paging }),
  output: page(blockView).extend({ counts: z.object({ proposed: z.number(), active: z.number() }), active: z.boolean() }),
})

export const blockCustomer = defineRoute({
  id: 'credit.block',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/blocks',
  access: 'customers.block',
  summary: 'Stops supply to a customer by hand; with four eyes it waits for another person',
  params: company,
  body: z.object({ customerId: id('customer'), why: z.string().trim().min(3).max(500) }),
  output: z.object({}),
  failures: ['customer.not-found', 'block.exists'],
})

const oneBlock = company.extend({ blockId: id('block') })

export const decideBlock = defineRoute({
  id: 'credit.decide',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/blocks/{blockId}/decision',
  access: 'customers.block',
  peopleOnly: true,
  summary: 'A person says yes or no to a proposed block',
  params: oneBlock,
  body: z.object({ accept: z.boolean(), why: z.string().trim().max(500).nullable() }),
  output: z.object({}),
  failures: ['block.not-found', 'block.by-rule', 'block.four-eyes'],
})

export const releaseCustomer = defineRoute({
  id: 'credit.release',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/blocks/{blockId}/release',
  access: 'customers.block',
  summary: 'Resumes supply that was stopped by hand',
  params: oneBlock,
  body: z.object({ why: z.string().trim().min(3).max(500) }),
  output: z.object({}),
  failures: ['block.not-found', 'block.by-rule'],
})

export const grantException = defineRoute({
  id: 'credit.grant-exception',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/exceptions',
  access: 'customers.block',
  peopleOnly: true,
  summary: 'Sells to a customer until a day in spite of his blocks',
  params: company,
  body: z.object({ customerId: id('customer'), untilOn: day, why: z.string().trim().min(3).max(500) }),
  output: z.object({}),
  failures: ['customer.not-found', 'exception.day-past'],
})

const oneException = company.extend({ exceptionId: id('creditException') })

export const approveException = defineRoute({
  id: 'credit.approve-exception',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/exceptions/{exceptionId}/approval',
  access: 'customers.block',
  peopleOnly: true,
  summary: 'Approves an exception that somebody else asked for',
  params: oneException,
  output: z.object({}),
  failures: ['exception.not-found', 'exception.four-eyes', 'exception.day-past'],
})

export const endException = defineRoute({
  id: 'credit.end-exception',
  method: 'DELETE',
  path: '/api/companies/{companyId}/credit/exceptions/{exceptionId}',
  access: 'customers.block',
  summary: 'Ends an exception before its day',
  params: oneException,
  output: z.object({}),
  failures: ['exception.not-found'],
})

const oneCustomer = company.extend({ customerId: id('customer') })

export const readCustomerCredit = defineRoute({
  id: 'credit.customer',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/credit',
  access: 'customers.read',
  summary: 'Debt ratio with its formula and history, lines, blocks and exceptions of one customer',
  params: oneCustomer,
  output: z.object({
    active: z.boolean(),
    ratio: ratioDefinition,
    figures,
    level: z.enum(creditLevels),
    reasons: z.array(reason),
    risk: z.enum(riskClasses).nullable(),
    lines: thresholds.required(),
    ownLines: thresholds.nullable(),
    limitLeft: money.nullable(),
    blocked: z.boolean(),
    blockedSince: instant.nullable(),
    person: z.boolean(),
    personChosen: z.boolean(),
    blocks: z.array(blockView),
    exceptions: z.array(exceptionView),
    /** A row stands until the next. */
    history: z.array(
      z.object({ on: day, basisPoints: basisPoints.nullable(), lack: z.enum(ratioLacks).nullable(), overdue: money, open: money }),
    ),
  }),
  failures: ['customer.not-found'],
})

export const setPersonBusiness = defineRoute({
  id: 'credit.person-business',
  method: 'PUT',
  path: '/api/companies/{companyId}/customers/{customerId}/credit/person',
  access: 'customers.block',
  peopleOnly: true,
  summary: 'Says whether the customer is a natural person’s business; null leaves it to the name',
  params: oneCustomer,
  body: z.object({ personBusiness: z.boolean().nullable() }),
  output: z.object({}),
  failures: ['customer.not-found'],
})

export const mayWeSell = defineRoute({
  id: 'credit.may-we-sell',
  method: 'GET',
  path: '/api/companies/{companyId}/may-we-sell',
  access: 'sales.check',
  summary: 'May we sell to this tax number: open, overdue, limit left, blocked since, and why',
  params: company,
  query: z.object({ nip: z.string().trim().min(4).max(30) }),
  output: z.object({
    nip: z.string(),
    /** False: no customer has this number, so nothing is known against him. */
    known: z.boolean(),
    name: z.string().nullable(),
    mayWeSell: z.boolean(),
    why: z.enum(['unknown-customer', 'blocked', 'limit-used-up', 'exception', 'warned', 'fine']),
    reasons: z.array(reason),
    /** A sentence in the language asked for. */
    sentence: z.string(),
    open: money,
    overdue: money,
    limit: money.nullable(),
    limitLeft: money.nullable(),
    debtRatioPercent: z.number().nullable(),
    blocked: z.boolean(),
    blockedSince: instant.nullable(),
    exceptionUntil: day.nullable(),
    asOf: instant,
  }),
  failures: ['sale.nip-wrong'],
})

export const riskByCategory = defineRoute({
  id: 'credit.risk-by-category',
  method: 'GET',
  path: '/api/companies/{companyId}/credit/categories',
  access: 'reports.read',
  summary: 'What is open and overdue by product category, each invoice shared out over its lines',
  params: company,
  output: z.object({
    currency: z.string(),
    rows: z.array(
      z.object({
        /** Null: lines without a category, and invoices without lines. */
        category: z.string().nullable(),
        open: money,
        overdue: money,
        turnover: money,
        customers: z.number(),
        /** Overdue ÷ turnover of twelve months. */
        basisPoints: basisPoints.nullable(),
      }),
    ),
  }),
})
