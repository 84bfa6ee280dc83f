// The first screen and the search over everything.
import * as z from 'zod'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money } from './scalars.ts'

/** Segments of customers, categories of invoice lines, and people whose customers can be asked for. */
export const listFilters = z.object({
  segments: z.array(z.string()),
  categories: z.array(z.string()),
  owners: z.array(z.object({ userId: z.string(), name: z.string() })),
})

export const dashboard = z.object({
  asOf: instant,
  today: day,
  currency: z.string(),
  tiles: z.object({
    receivables: z.object({ amount: money, invoices: z.number(), customers: z.number() }),
    overdue: z.object({ amount: money, invoices: z.number(), percent: z.number().nullable() }),
    toReview: z.object({ payments: z.number(), amount: money, oldestDays: z.number() }),
    incomeToday: money,
    incomeThisWeek: money,
    dso: z.object({ days: z.number().nullable() }),
    punctuality: z.object({ onTimePercent: z.number().nullable(), averageDelayDays: z.number().nullable() }),
  }),
  /** Twelve months, oldest first; amounts are gross in the company's currency. */
  months: z.array(z.object({ month: z.string(), paid: money, inTerm: money, partly: money, overdue: money })),
  ageing: z.object({
    management: z.array(
      z.object({ bucket: z.enum(['current', '1-30', '31-60', '61-90', 'over-90']), amount: money, invoices: z.number() }),
    ),
    statutory: z.array(
      z.object({ bucket: z.enum(['current', 'to-5', '6-30', '31-60', '61-120', 'over-120']), amount: money, invoices: z.number() }),
    ),
  }),
  topDebtors: z.array(z.object({ customerId: id('customer'), name: z.string(), overdue: money, oldestDays: z.number() })),
  sources: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['connection', 'bank-account']),
      state: z.enum(['fresh', 'delayed', 'error', 'off']),
      at: instant.nullable(),
    }),
  ),
  toDo: z.array(
    z.object({
      kind: z.enum([
        'review-certain',
        'review',
        'rejected-records',
        'unbalanced-statements',
        'unknown-messages',
        'approvals',
        'connection-errors',
      ]),
      count: z.number(),
      amount: money.nullable(),
    }),
  ),
  otherCurrencies: z.array(money),
  /** What the filters offer. */
  filters: listFilters,
  firstSteps: z.object({
    hasInvoices: z.boolean(),
    hasPayments: z.boolean(),
    hasConnection: z.boolean(),
    hasChannel: z.boolean(),
    hasPolicy: z.boolean(),
    sendingDecided: z.boolean(),
  }),
})

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const readDashboard = defineRoute({
  id: 'dashboard.read',
  method: 'GET',
  path: '/api/companies/{companyId}/dashboard',
  access: 'invoices.read',
  summary: 'Figures, charts and freshness for the first screen',
  params: company,
  query: z.object({
    /** Months of issue, both within: `2026-01`. */
    from: month.optional(),
    to: month.optional(),
    segment: z.string().max(60).optional(),
    owner: z.string().max(100).optional(),
    category: z.string().max(200).optional(),
  }),
  output: dashboard,
})

export const search = defineRoute({
  id: 'search.all',
  method: 'GET',
  path: '/api/companies/{companyId}/search',
  access: 'invoices.read',
  summary: 'Finds invoices, customers and payments by number, name, amount or title',
  params: company,
  query: z.object({ q: z.string().min(1).max(200) }),
  output: z.object({
    hits: z.array(
      z.object({
        kind: z.enum(['invoice', 'customer', 'payment']),
        id: z.string(),
        title: z.string(),
        detail: z.string(),
        amount: money.nullable(),
      }),
    ),
  }),
})
