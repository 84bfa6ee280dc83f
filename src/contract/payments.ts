// Payments and the review queue: what the money is for, and who decided.
import * as z from 'zod'
import { entryKinds } from '#domain/ledger/entry'
import { claimKinds, closingKinds, keptKinds } from '#domain/ledger/split-plan'
import { evidenceKinds, matchKinds } from '#domain/matching/types'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money, page, paging } from './scalars.ts'

export const paymentStatuses = [
  'new',
  'suggested',
  'settled',
  'partly-settled',
  'on-account',
  'to-refund',
  'refunded',
  'outside',
  'withdrawn',
] as const

export const paymentSources = ['bank', 'gateway', 'cash', 'netting', 'other'] as const

export const paymentRow = z.object({
  paymentId: id('payment'),
  bookedOn: day,
  amount: money,
  unapplied: money,
  payerName: z.string().nullable(),
  payerAccount: z.string().nullable(),
  title: z.string(),
  source: z.enum(paymentSources),
  status: z.enum(paymentStatuses),
  customerId: id('customer').nullable(),
  customerName: z.string().nullable(),
  outsideReason: z.string().nullable(),
  probability: z.number().nullable(),
})

const evidence = z.object({
  kind: z.enum(evidenceKinds),
  weight: z.number(),
  because: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  invoiceId: id('invoice').nullable(),
  span: z.object({ start: z.number(), end: z.number() }).nullable(),
})

const proposedAllocation = z.object({
  invoiceId: id('invoice'),
  number: z.string(),
  dueOn: day.nullable(),
  openBefore: money,
  amount: money,
  openAfter: money,
})

export const candidate = z.object({
  customerId: id('customer').nullable(),
  customerName: z.string().nullable(),
  kind: z.enum(matchKinds),
  allocations: z.array(proposedAllocation),
  unapplied: money,
  /** Numbers of invoices that other money has come to first: of a candidate with any, nothing can be accepted. */
  overtaken: z.array(z.string()),
  probability: z.number(),
  evidence: z.array(evidence),
  against: z.array(evidence),
})

const match = z.object({
  matchId: id('match'),
  state: z.enum(['proposed', 'posted', 'accepted', 'rejected', 'superseded', 'undone']),
  outcome: z.enum(['posted', 'suggested', 'none']),
  whyNotAutomatic: z.string().nullable(),
  candidates: z.array(candidate),
  marks: z.array(z.object({ start: z.number(), end: z.number(), kind: z.string(), refersTo: z.string() })),
})

const allocation = z.object({
  groupId: id('entry'),
  invoiceId: id('invoice'),
  number: z.string(),
  amount: money,
  on: day,
  actor: z.string(),
  recordedAt: instant,
  undoable: z.boolean(),
})

/** What of the payment is said beside invoices: interest, compensation, money kept, to be sent back or sent back. */
const part = z.object({
  groupId: id('entry'),
  kind: z.enum(entryKinds),
  amount: money,
  reference: z.string().nullable(),
  on: day,
  actor: z.string(),
})

export const paymentNote = z.object({
  noteId: id('note'),
  text: z.string(),
  author: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instant,
})

const openInvoice = z.object({
  invoiceId: id('invoice'),
  number: z.string(),
  issueOn: day,
  dueOn: day.nullable(),
  daysPastDue: z.number().int(),
  open: money,
})

export const paymentDetail = paymentRow.extend({
  creditedAccount: z.string().nullable(),
  importId: id('import').nullable(),
  orderReference: z.string().nullable(),
  gatewayReference: z.string().nullable(),
  match: match.nullable(),
  allocations: z.array(allocation),
  parts: z.array(part),
  notes: z.array(paymentNote),
  snoozedUntil: day.nullable(),
  customer: z
    .object({
      customerId: id('customer'),
      name: z.string(),
      taxId: z.string().nullable(),
      balance: money,
      overdue: money,
      unapplied: money,
      /** How many are open; `openInvoices` are those due first. */
      open: z.number().int(),
      openInvoices: z.array(openInvoice),
      lastPayments: z.array(z.object({ paymentId: id('payment'), bookedOn: day, amount: money, account: z.string().nullable() })),
    })
    .nullable(),
})

export const onePayment = company.extend({ paymentId: id('payment') })
export const decided = z.object({ payment: paymentDetail, undoGroupId: id('entry').nullable() })

export const paymentFilters = {
  search: z.string().max(200).optional(),
  status: z.enum([...paymentStatuses, 'to-review']).optional(),
  customerId: id('customer').optional(),
  from: day.optional(),
  to: day.optional(),
  source: z.enum(paymentSources).optional(),
  order: z.enum(['booked', '-booked', 'amount', '-amount']).optional(),
}

export const listPayments = defineRoute({
  id: 'payments.list',
  method: 'GET',
  path: '/api/companies/{companyId}/payments',
  access: 'payments.read',
  summary: 'Payments by filter',
  params: company,
  query: z.object({ ...paymentFilters, ...paging }),
  output: page(paymentRow).extend({ sums: z.array(money) }),
})

export const readPayment = defineRoute({
  id: 'payments.read',
  method: 'GET',
  path: '/api/companies/{companyId}/payments/{paymentId}',
  access: 'payments.read',
  summary: 'One payment with its proposed match, allocations and customer',
  params: onePayment,
  output: paymentDetail,
})

export const acceptMatch = defineRoute({
  id: 'payments.accept',
  method: 'POST',
  path: '/api/companies/{companyId}/payments/{paymentId}/accept',
  access: 'payments.match',
  summary: 'Accepts a proposed candidate; the answer names the group to undo',
  params: onePayment,
  body: z.object({ matchId: id('match'), candidate: z.number().int().min(0).max(20) }),
  output: decided,
  failures: ['match.outdated', 'payment.already-settled', 'period.locked', 'allocation.exceeds-open'],
})

export const rejectMatch = defineRoute({
  id: 'payments.reject',
  method: 'POST',
  path: '/api/companies/{companyId}/payments/{paymentId}/reject',
  access: 'payments.match',
  summary: 'Rejects the proposal; the pair is never proposed again',
  params: onePayment,
  body: z.object({ matchId: id('match') }),
  output: decided,
  failures: ['match.outdated'],
})

export const allocateByHand = defineRoute({
  id: 'payments.allocate',
  method: 'POST',
  path: '/api/companies/{companyId}/payments/{paymentId}/allocate',
  access: 'payments.match',
  summary: 'Sets parts of the payment against invoices, by hand',
  params: onePayment,
  body: z.object({
    customerId: id('customer').nullable(),
    allocations: z.array(z.object({ invoiceId: id('invoice'), amount: money })).max(500),
    /** Closes what is missing on an invoice; a write-off within the company's own limit alone. */
    closings: z
      .array(z.object({ invoiceId: id('invoice'), kind: z.enum(closingKinds), amount: money }))
      .max(100)
      .optional(),
    /** Parts for interest and compensation; `reference` names the note. */
    claims: z
      .array(z.object({ kind: z.enum(claimKinds), amount: money, reference: z.string().trim().max(120) }))
      .max(50)
      .optional(),
    /** What of the rest is kept as an advance or to be sent back; left out, all of it is kept for the customer. */
    kept: z
      .array(z.object({ as: z.enum(keptKinds), amount: money }))
      .max(10)
      .optional(),
  }),
  output: decided,
  failures: [
    'allocation.exceeds-payment',
    'allocation.exceeds-open',
    'allocation.currency-mismatch',
    'allocation.above-tolerance',
    'allocation.customer-missing',
    'payment.already-settled',
    'period.locked',
  ],
})

export const undoAllocation = defineRoute({
  id: 'payments.undo',
  method: 'POST',
  path: '/api/companies/{companyId}/payments/{paymentId}/undo',
  access: 'payments.match',
  summary: 'Takes back one decision by reversing entries',
  params: onePayment,
  body: z.object({ groupId: id('entry'), why: z.string().max(500).optional() }),
  output: decided,
  failures: ['entry.already-reversed', 'entry.has-later', 'period.locked'],
})

export const markOutside = defineRoute({
  id: 'payments.outside',
  method: 'POST',
  path: '/api/companies/{companyId}/payments/{paymentId}/outside',
  access: 'payments.match',
  summary: "Says that the money is no customer's payment, or takes that back",
  params: onePayment,
  body: z.object({
    reason: z.enum(['own-transfer', 'refund', 'loan', 'fee', 'tax', 'interest', 'gateway-payout', 'exchange', 'cash', 'other']).nullable(),
  }),
  output: decided,
  failures: ['payment.already-settled'],
})

export const snoozePayment = defineRoute({
  id: 'payments.snooze',
  method: 'POST',
  path: '/api/companies/{companyId}/payments/{paymentId}/snooze',
  access: 'payments.match',
  summary: 'Puts the payment off to a day',
  params: onePayment,
  body: z.object({ until: day.nullable() }),
  output: z.object({}),
})
