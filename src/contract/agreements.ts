// What is agreed with a customer: promises, disputes, instalments, pauses; how each came out; and taking each back.
import * as z from 'zod'
import { disputeReasons, ways } from '#domain/agreements/dispute-reasons'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money } from './scalars.ts'

const one = company.extend({ customerId: id('customer') })

export const agreement = z.object({
  holdId: id('hold'),
  kind: z.enum(['pause', 'dispute', 'promise', 'instalments', 'insolvency']),
  /** None: the whole customer. */
  invoices: z.array(z.object({ invoiceId: id('invoice'), number: z.string() })),
  untilOn: day.nullable(),
  words: z.string(),
  reason: z.string().nullable(),
  amount: money.nullable(),
  settled: money.nullable(),
  byWhom: z.string().nullable(),
  channel: z.enum(ways).nullable(),
  /** Null while it stands. */
  outcome: z.string().nullable(),
  outcomeAt: instant.nullable(),
  hasProof: z.boolean(),
  recordedBy: z.string().nullable(),
  recordedAt: instant,
  endedAt: instant.nullable(),
  endedWhy: z.string().nullable(),
  instalments: z.array(z.object({ dueOn: day, amount: money, paid: money, state: z.enum(['paid', 'waiting', 'late', 'missed']) })),
})

const said = {
  invoiceIds: z.array(id('invoice')).max(500).default([]),
  words: z.string().trim().max(2_000),
  byWhom: z.string().trim().max(200).nullable(),
  channel: z.enum(ways).nullable(),
}

const list = z.object({ rows: z.array(agreement) })

export const listAgreements = defineRoute({
  id: 'agreements.list',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/agreements',
  access: 'customers.read',
  summary: 'Promises, disputes, instalments and pauses of a customer',
  params: one,
  output: list,
})

export const recordPromise = defineRoute({
  id: 'agreements.promise',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/promises',
  access: 'customers.follow-up',
  summary: 'Writes down a promise to pay; reminders wait for its day',
  params: one,
  body: z.object({ ...said, amount: money, promisedOn: day }),
  output: list,
  failures: ['promise.day-past', 'promise.amount-missing', 'invoice.not-found'],
})

export const raiseDispute = defineRoute({
  id: 'agreements.dispute',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/disputes',
  access: 'customers.follow-up',
  summary: 'Writes down an objection; reminders about what it names wait until it is settled',
  params: one,
  body: z.object({ ...said, reason: z.enum(disputeReasons), amount: money.nullable() }),
  output: list,
  failures: ['invoice.not-found'],
})

export const agreeInstalments = defineRoute({
  id: 'agreements.instalments',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/instalments',
  access: 'customers.change',
  summary: 'Writes down a schedule of instalments; reminders wait while it is kept',
  params: one,
  body: z.object({
    ...said,
    rows: z
      .array(z.object({ dueOn: day, amount: money }))
      .min(1)
      .max(120),
  }),
  output: list,
  failures: ['instalments.out-of-order', 'invoice.not-found'],
})

export const pauseCustomer = defineRoute({
  id: 'agreements.pause',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/pauses',
  access: 'customers.change',
  summary: 'Holds every reminder to a customer: a pause, or insolvency',
  params: one,
  body: z.object({ kind: z.enum(['pause', 'insolvency']), until: day.nullable(), why: z.string().trim().min(1).max(500) }),
  output: list,
})

export const endAgreement = defineRoute({
  id: 'agreements.end',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/agreements/{holdId}/end',
  access: 'customers.follow-up',
  summary: 'Ends one, with what became of it',
  params: one.extend({ holdId: id('hold') }),
  body: z.object({ outcome: z.enum(['accepted', 'rejected', 'withdrawn', 'ended']), why: z.string().trim().max(500).nullable() }),
  output: list,
})

export const restoreAgreement = defineRoute({
  id: 'agreements.restore',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/agreements/{holdId}/restore',
  access: 'customers.follow-up',
  summary: 'Puts one that was ended in force again',
  params: one.extend({ holdId: id('hold') }),
  output: list,
})

export const readProof = defineRoute({
  id: 'agreements.proof',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/agreements/{holdId}/proof',
  access: 'customers.read',
  summary: 'The confirmation of a transfer that the customer sent with his answer',
  params: one.extend({ holdId: id('hold') }),
  output: z.object({}),
  bytes: 'out',
})

/** What a customer may object to, and the ways on which he says so, for the fields of forms. */
export const reasonsOfDisputes: readonly (typeof disputeReasons)[number][] = disputeReasons
export const waysOfSaying: readonly (typeof ways)[number][] = ways
