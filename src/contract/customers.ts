// Customers: the list, one with balance and timeline, and changes by a person.
import * as z from 'zod'
import { languages } from '#values/language'
import { company } from './companies.ts'
import { invoiceRow } from './invoices.ts'
import { paymentRow } from './payments.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money, page, paging } from './scalars.ts'

export const customerRow = z.object({
  customerId: id('customer'),
  name: z.string(),
  taxId: z.string().nullable(),
  email: z.string().nullable(),
  segment: z.string().nullable(),
  ownerName: z.string().nullable(),
  open: money,
  overdue: money,
  oldestOverdueOn: day.nullable(),
  averageDelayDays: z.number().nullable(),
})

const timelineEntry = z.object({
  at: instant,
  on: day,
  kind: z.enum(['invoice', 'payment', 'allocation', 'message', 'hold', 'audit']),
  word: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  amount: money.nullable(),
  skipped: z.boolean(),
  invoiceId: id('invoice').nullable(),
  paymentId: id('payment').nullable(),
})

export const customerDetail = customerRow.extend({
  phone: z.string().nullable(),
  address: z.string().nullable(),
  language: z.enum(languages),
  ownerUserId: z.string().nullable(),
  balance: money,
  unapplied: money,
  knownAccounts: z.array(
    z.object({ learntId: id('learnt').nullable(), account: z.string(), times: z.number(), since: instant.nullable() }),
  ),
  invoices: z.array(invoiceRow),
  payments: z.array(paymentRow),
  timeline: z.array(timelineEntry),
})

const one = company.extend({ customerId: id('customer') })

export const customerFilters = {
  search: z.string().max(200).optional(),
  owing: z.enum(['open', 'overdue']).optional(),
  segment: z.string().max(60).optional(),
  owner: z.string().max(100).optional(),
  order: z.enum(['name', '-name', 'open', '-open', 'overdue', '-overdue']).optional(),
}

export const listCustomers = defineRoute({
  id: 'customers.list',
  method: 'GET',
  path: '/api/companies/{companyId}/customers',
  access: 'customers.read',
  summary: 'Customers by filter',
  params: company,
  query: z.object({ ...customerFilters, ...paging }),
  output: page(customerRow),
})

export const readCustomer = defineRoute({
  id: 'customers.read',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}',
  access: 'customers.read',
  summary: 'One customer with balance, invoices, payments and timeline',
  params: one,
  output: customerDetail,
})

export const changeCustomer = defineRoute({
  id: 'customers.change',
  method: 'PATCH',
  path: '/api/companies/{companyId}/customers/{customerId}',
  access: 'customers.change',
  summary: 'Changes contacts, language, segment or owner',
  params: one,
  body: z.object({
    email: z.email().nullable().optional(),
    phone: z.string().max(40).nullable().optional(),
    language: z.enum(languages).optional(),
    segment: z.string().max(60).nullable().optional(),
    ownerUserId: z.string().nullable().optional(),
  }),
  output: customerDetail,
})

export const forgetLearnt = defineRoute({
  id: 'customers.forget-learnt',
  method: 'DELETE',
  path: '/api/companies/{companyId}/learnt/{learntId}',
  access: 'customers.change',
  summary: 'Forgets a learnt account or payer',
  params: company.extend({ learntId: id('learnt') }),
  output: z.object({}),
})

export const readStatement = defineRoute({
  id: 'customers.statement',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/statement',
  access: 'customers.read',
  summary: 'Statement of account as of any day, as PDF or workbook',
  params: one,
  query: z.object({
    format: z.enum(['pdf', 'xlsx']),
    asOf: day.optional(),
    from: day.optional(),
    language: z.enum(languages).optional(),
  }),
  output: z.object({}),
  bytes: 'out',
  failures: ['statement.day-ahead'],
})
