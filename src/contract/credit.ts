// Credit control: the debt ratio and its lines, the trial of rules, risk by category, and the question whether to sell.
import * as z from 'zod'
import { creditLevels, creditMeasures } from '#domain/credit/credit-level'
import { ratioLacks } from '#domain/credit/debt-ratio'
import { numerators, periods } from '#domain/credit/ratio-definition'
import { riskClasses } from '#domain/credit/risk-class'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money } from './scalars.ts'

export const basisPoints = z.number().int()

/** What the parts of the formula and the risk may be, for the screens. */
export const creditChoices = { numerators, periods, risks: riskClasses } as const

export const ratioDefinition = z.object({
  numerator: z.enum(numerators),
  period: z.enum(periods),
  turnover: z.enum(['net', 'gross']),
  disputed: z.enum(['in', 'out']),
  leastTurnover: money,
  leastAgeDays: z.number().int().min(0).max(3650),
})

/** Ratios in hundredths of a per cent. Null: this line is not drawn; left out: as in the wider rule. */
export const thresholds = z.object({
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
export const reason = z.object({ measure: z.enum(creditMeasures), value: z.string(), line: z.string(), release: z.string().optional() })

export const figures = z.object({
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
    /** Orders that were not delivered yet, for information: they count for nothing in the answer. */
    openOrders: z.object({ count: z.number(), sums: z.array(money) }),
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
