// Customers: the list, one with balance and timeline, and changes by a person.
import * as z from 'zod'
import { riskClasses } from '#domain/credit/risk-class'
import { languages } from '#values/language'
import { company } from './companies.ts'
import { contact } from './follow-up.ts'
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
  /** In the company's currency. */
  open: money,
  overdue: money,
  /** What is owed in other currencies. */
  others: z.array(z.object({ open: money, overdue: money })),
  oldestOverdueOn: day.nullable(),
  averageDelayDays: z.number().nullable(),
  /** Debt ratio in per cent. */
  debtRatio: z.number().nullable(),
  risk: z.enum(riskClasses).nullable(),
  blocked: z.boolean(),
})

const timelineEntry = z.object({
  at: instant,
  on: day,
  kind: z.enum(['invoice', 'payment', 'allocation', 'message', 'promise', 'dispute', 'instalments', 'hold', 'note', 'audit']),
  word: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  amount: money.nullable(),
  skipped: z.boolean(),
  invoiceId: id('invoice').nullable(),
  paymentId: id('payment').nullable(),
  noteId: id('note').nullable(),
})

export const customerDetail = customerRow.extend({
  phone: z.string().nullable(),
  address: z.string().nullable(),
  language: z.enum(languages),
  ownerUserId: z.string().nullable(),
  /** The owner came by the rule of the segment; nobody chose. */
  ownerByRule: z.boolean(),
  /** Days to pay that were agreed; the due days of invoices stay those of the invoices. */
  paymentTermDays: z.number().int().nullable(),
  balance: money,
  unapplied: money,
  knownPayers: z.array(
    z.object({
      learntId: id('learnt').nullable(),
      /** account, name: the customer's own · other-account, other-name: somebody else who pays for the customer. */
      by: z.enum(['account', 'name', 'other-account', 'other-name']),
      payer: z.string(),
      times: z.number(),
      since: instant.nullable(),
    }),
  ),
  contacts: z.array(contact),
  /** The entry at a bureau of economic information that stands. */
  bureauEntry: z.object({ enteredOn: day, bureau: z.string() }).nullable(),
  erased: z.boolean(),
  /** Of the last twelve months; `beforeDays` of the twelve before. */
  punctuality: z.object({
    due: z.number().int(),
    onTime: z.number().int(),
    onTimePercent: z.number().nullable(),
    meanDelayDays: z.number().nullable(),
    beforeDays: z.number().nullable(),
  }),
  nextMessage: z
    .object({ outboxId: id('outbox'), state: z.string(), reason: z.string().nullable(), at: instant, kind: z.string() })
    .nullable(),
  /** How many there are, `open`: of invoices with something to pay; `invoices`, `payments` and `timeline` hold the newest of them. */
  counts: z.object({ invoices: z.number().int(), open: z.number().int(), payments: z.number().int(), messages: z.number().int() }),
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
  summary: 'Changes contacts, language, segment, owner or days to pay',
  params: one,
  body: z.object({
    email: z.email().nullable().optional(),
    phone: z.string().max(40).nullable().optional(),
    language: z.enum(languages).optional(),
    segment: z.string().max(60).nullable().optional(),
    ownerUserId: z.string().nullable().optional(),
    paymentTermDays: z.number().int().min(0).max(365).nullable().optional(),
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

export const handOutPortalLink = defineRoute({
  id: 'customers.portal-link',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/portal-link',
  access: 'customers.follow-up',
  summary: "The address of the customer's own page",
  params: one,
  output: z.object({ url: z.string() }),
})

export const revokePortalLinks = defineRoute({
  id: 'customers.revoke-portal-links',
  method: 'DELETE',
  path: '/api/companies/{companyId}/customers/{customerId}/portal-link',
  access: 'customers.change',
  summary: 'Ends every link to the customer’s own page',
  params: one,
  output: z.object({ ended: z.number().int() }),
})

export const listHistory = defineRoute({
  id: 'customers.history',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/history',
  access: 'customers.read',
  summary: 'Who changed what about the customer',
  params: one,
  output: z.object({
    rows: z.array(
      z.object({ at: instant, actorName: z.string().nullable(), action: z.string(), why: z.string().nullable(), change: z.string() }),
    ),
  }),
})

export const exportPersonalData = defineRoute({
  id: 'customers.personal-data',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/personal-data',
  access: 'people.manage',
  summary: 'Everything that names the customer, for whoever asks for his data',
  params: one,
  output: z.object({}),
  bytes: 'out',
})

export const erasePersonalData = defineRoute({
  id: 'customers.erase',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/erase',
  access: 'people.manage',
  summary: 'Replaces the personal data of a customer by a pseudonym; the books stay',
  params: one,
  output: z.object({}),
  failures: ['customer.still-owes'],
})
