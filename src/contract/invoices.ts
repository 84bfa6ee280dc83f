// Invoices: the list, one with its entries, and what a person does with it.
import * as z from 'zod'
import { entryKinds } from '#domain/ledger/entry'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { countText, day, flagText, id, instant, money, page, paging } from './scalars.ts'

export const invoiceStatuses = ['unpaid', 'partly-paid', 'paid', 'overpaid', 'corrected', 'disputed', 'written-off', 'cancelled'] as const

export const invoiceRow = z.object({
  invoiceId: id('invoice'),
  number: z.string(),
  type: z.enum(['invoice', 'proforma', 'credit-note', 'advance', 'final']),
  customerId: id('customer'),
  customerName: z.string(),
  taxId: z.string().nullable(),
  segment: z.string().nullable(),
  ownerUserId: z.string().nullable(),
  /** Of its lines, each once. */
  categories: z.array(z.string()),
  ksefNumber: z.string().nullable(),
  orderReference: z.string().nullable(),
  lastPaidOn: day.nullable(),
  issueOn: day,
  dueOn: day.nullable(),
  daysPastDue: z.number().int(),
  status: z.enum(invoiceStatuses),
  overdue: z.boolean(),
  total: money,
  open: money,
})

export const entryView = z.object({
  entryId: id('entry'),
  groupId: id('entry'),
  kind: z.enum(entryKinds),
  on: day,
  recordedAt: instant,
  actor: z.string(),
  why: z.string().nullable(),
  amount: money,
  /** Effect on the open amount of the invoice, signed. */
  effect: money,
  openAfter: money,
  paymentId: id('payment').nullable(),
  reversed: z.boolean(),
  undoable: z.boolean(),
})

const messageView = z.object({
  outboxId: id('outbox'),
  kind: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  at: instant,
  to: z.string().nullable(),
})

export const invoiceDetail = invoiceRow.extend({
  statusSince: day,
  net: money.nullable(),
  saleOn: day.nullable(),
  source: z.string().nullable(),
  viewUrl: z.string().nullable(),
  paymentUrl: z.string().nullable(),
  lines: z.array(z.object({ name: z.string(), category: z.string().nullable(), gross: money.nullable() })),
  entries: z.array(entryView),
  messages: z.array(messageView),
  holds: z.array(z.object({ holdId: id('hold'), kind: z.string(), why: z.string(), until: day.nullable(), since: instant })),
  writeBacks: z.array(z.object({ connectionName: z.string(), state: z.string(), at: instant.nullable(), failure: z.string().nullable() })),
})

export const invoiceFilters = {
  search: z.string().max(200).optional(),
  status: z.enum([...invoiceStatuses, 'open', 'overdue']).optional(),
  customerId: id('customer').optional(),
  /** ISO 4217. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  issuedFrom: day.optional(),
  issuedTo: day.optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  daysPastDueFrom: countText.optional(),
  daysPastDueTo: countText.optional(),
  receivablesOnly: flagText.optional(),
  segment: z.string().max(60).optional(),
  owner: z.string().max(100).optional(),
  category: z.string().max(200).optional(),
  order: z.enum(['due', '-due', 'issued', '-issued', 'open', '-open', 'number', '-number']).optional(),
}
const one = company.extend({ invoiceId: id('invoice') })

export const listInvoices = defineRoute({
  id: 'invoices.list',
  method: 'GET',
  path: '/api/companies/{companyId}/invoices',
  access: 'invoices.read',
  summary: 'Invoices by filter, with the sum of what is open',
  params: company,
  query: z.object({ ...invoiceFilters, ...paging }),
  // `total` null: more than ten thousand, which nobody counts one by one. Later pages repeat neither total, sums nor counts.
  output: page(invoiceRow).extend({
    openTotals: z.array(money),
    counts: z.object({ all: z.number(), overdue: z.number(), open: z.number(), disputed: z.number() }).nullable(),
    asOf: instant,
  }),
})

export const readInvoice = defineRoute({
  id: 'invoices.read',
  method: 'GET',
  path: '/api/companies/{companyId}/invoices/{invoiceId}',
  access: 'invoices.read',
  summary: 'One invoice with its entries, messages and write-backs',
  params: one,
  query: z.object({ asOf: day.optional() }),
  output: invoiceDetail,
})

export const writeOffInvoice = defineRoute({
  id: 'invoices.write-off',
  method: 'POST',
  path: '/api/companies/{companyId}/invoices/{invoiceId}/write-off',
  access: 'invoices.write-off',
  summary: 'Writes off what is open, or a part of it',
  params: one,
  body: z.object({ amount: money.optional(), why: z.string().trim().min(1).max(500) }),
  output: invoiceDetail,
  failures: ['invoice.nothing-open', 'period.locked'],
})

export const holdInvoice = defineRoute({
  id: 'invoices.hold',
  method: 'POST',
  path: '/api/companies/{companyId}/invoices/{invoiceId}/holds',
  access: 'invoices.change',
  summary: 'Marks a dispute, a promise or a pause: reminders wait',
  params: one,
  body: z.object({ kind: z.enum(['dispute', 'promise', 'pause']), why: z.string().trim().min(1).max(500), until: day.nullable() }),
  output: invoiceDetail,
})

export const endHold = defineRoute({
  id: 'invoices.end-hold',
  method: 'DELETE',
  path: '/api/companies/{companyId}/holds/{holdId}',
  access: 'invoices.change',
  summary: 'Ends a dispute, promise or pause',
  params: company.extend({ holdId: id('hold') }),
  output: z.object({}),
})

export const payByHand = defineRoute({
  id: 'invoices.pay',
  method: 'POST',
  path: '/api/companies/{companyId}/invoices/{invoiceId}/payments',
  access: 'payments.record',
  summary: 'Records money that came outside bank and gateway (cash, netting)',
  params: one,
  body: z.object({ amount: money, on: day, kind: z.enum(['cash', 'netting', 'other']), why: z.string().max(500) }),
  output: invoiceDetail,
  failures: ['allocation.exceeds-open', 'allocation.currency-mismatch', 'period.locked'],
})
