// An entry of a debtor at a bureau of economic information: its conditions, the demand that warned of it, the document, the entry itself.
import * as z from 'zod'
import { bigDeliveries } from '#domain/big/big-gate'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money } from './scalars.ts'

const one = company.extend({ customerId: id('customer') })
const state = z.enum(['met', 'unmet', 'disclose'])

const condition = z.discriminatedUnion('id', [
  z.object({ id: z.literal('contract'), state, bureau: z.string().nullable() }),
  z.object({ id: z.literal('amount'), state, sum: money, needed: money }),
  z.object({ id: z.literal('rates'), state, numbers: z.array(z.string()) }),
  z.object({ id: z.literal('overdue'), state, days: z.number(), needed: z.number(), from: day.nullable() }),
  z.object({
    id: z.literal('notice'),
    state,
    sentOn: day.nullable(),
    lack: z.enum(['none', 'way', 'bureau', 'not-due']).nullable(),
  }),
  z.object({ id: z.literal('month'), state, from: day.nullable() }),
  z.object({ id: z.literal('dispute'), state, numbers: z.array(z.string()) }),
])
const bureau = z.object({ name: z.string(), seat: z.string() })
const entry = z.object({
  entryId: id('bigEntry'),
  enteredOn: day,
  bureau,
  enteredBy: z.string().nullable(),
  enteredAt: instant,
  removedOn: day.nullable(),
  removedBy: z.string().nullable(),
})

const bigCase = z.object({
  debtor: z.enum(['business', 'consumer']),
  bureau: bureau.nullable(),
  allowed: z.boolean(),
  conditions: z.array(condition),
  earliestOn: day.nullable(),
  /** The first business day from then. */
  workdayOn: day.nullable(),
  debts: z.array(
    z.object({
      invoiceId: id('invoice'),
      number: z.string(),
      dueOn: day,
      open: money,
      zloty: money.nullable(),
      disputed: z.boolean(),
      noticedOn: day.nullable(),
      ripeOn: day.nullable(),
    }),
  ),
  notices: z.array(
    z.object({
      noticeId: id('bigNotice'),
      sentOn: day,
      delivery: z.enum(bigDeliveries),
      bureau: z.string(),
      outboxId: id('outbox').nullable(),
      proof: z.string().nullable(),
      recordedBy: z.string().nullable(),
      recordedAt: instant,
    }),
  ),
  /** Messages of the house with the warning that are counted as no demand yet. */
  sent: z.array(
    z.object({
      outboxId: id('outbox'),
      sentOn: day,
      medium: z.enum(['email', 'letter']),
      numbers: z.array(z.string()),
      returned: z.boolean(),
    }),
  ),
  entry: entry.nullable(),
  removed: z.array(entry),
})

export const readBig = defineRoute({
  id: 'big.read',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/big',
  access: 'customers.read',
  summary: 'Whether the customer may be entered at a bureau of economic information, condition by condition',
  params: one,
  output: bigCase,
})

export const readBigDocument = defineRoute({
  id: 'big.document',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/big/document',
  access: 'customers.read',
  bytes: 'out',
  summary: 'The entry or its update as a file for the bureau: creditor, debtor, each debt, the demand',
  params: one,
  query: z.object({ format: z.enum(['csv', 'json']) }),
  output: z.object({}),
  failures: ['big.conditions-unmet'],
})

export const recordBigNotice = defineRoute({
  id: 'big.record-notice',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/big/notices',
  access: 'customers.change',
  peopleOnly: true,
  summary: 'Says that a demand with everything the law asks for went out, when and how',
  params: one,
  body: z.object({ sentOn: day, delivery: z.enum(bigDeliveries), saidEverything: z.literal(true) }),
  output: bigCase,
  failures: ['big.no-contract', 'big.day-ahead'],
})

export const linkBigNotice = defineRoute({
  id: 'big.link-notice',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/big/notices/sent',
  access: 'customers.change',
  peopleOnly: true,
  summary: 'Counts a message with the warning, sent by the program, as the demand; says how a letter was handed over and what proves it',
  params: one,
  body: z.object({
    outboxId: id('outbox'),
    sentOn: day,
    delivery: z.enum(bigDeliveries),
    proof: z.string().trim().min(1).max(200).nullable(),
  }),
  output: bigCase,
  failures: ['big.not-a-warning', 'big.linked-already', 'big.way-unknown', 'big.day-before-sent', 'big.no-contract', 'big.day-ahead'],
})

export const changeBigNotice = defineRoute({
  id: 'big.change-notice',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/big/notices/{bigNoticeId}',
  access: 'customers.change',
  peopleOnly: true,
  summary: 'Takes a demand back that was written down wrongly, or puts it in force again',
  params: one.extend({ bigNoticeId: id('bigNotice') }),
  body: z.object({ act: z.enum(['remove', 'restore']) }),
  output: bigCase,
  failures: ['big.notice-not-found'],
})

export const enterBig = defineRoute({
  id: 'big.enter',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/big/entries',
  access: 'customers.change',
  peopleOnly: true,
  summary: 'Says that the debtor was entered; refused while a condition is unmet',
  params: one,
  body: z.object({ enteredOn: day, disputeDisclosed: z.boolean().default(false) }),
  output: bigCase,
  failures: ['big.day-ahead', 'big.already-entered', 'big.conditions-unmet', 'big.dispute-not-disclosed'],
})

export const changeBigEntry = defineRoute({
  id: 'big.change-entry',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/big/entries/{bigEntryId}',
  access: 'customers.change',
  peopleOnly: true,
  summary: 'Says that the entry was removed from the register, or puts it in force again',
  params: one.extend({ bigEntryId: id('bigEntry') }),
  body: z.discriminatedUnion('act', [z.object({ act: z.literal('remove'), on: day }), z.object({ act: z.literal('restore') })]),
  output: bigCase,
  failures: ['big.entry-not-found', 'big.already-entered', 'big.day-ahead'],
})

/** The ways on which a demand may have gone, for the field of the form. */
export const waysOfNotice: readonly (typeof bigDeliveries)[number][] = bigDeliveries
