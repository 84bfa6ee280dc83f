// What is written to customers: the letterhead, rates of interest, notes and demands of one customer.
import * as z from 'zod'
import { media, messageKinds, tones } from '#domain/dunning/message-kind'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money } from './scalars.ts'
import { preview } from './templates.ts'

const letterhead = z.object({
  address: z.string().max(300).nullable(),
  bankName: z.string().max(120).nullable(),
  bankAccount: z.string().max(40).nullable(),
  smsPlain: z.boolean(),
  notePattern: z
    .string()
    .min(1)
    .max(40)
    .regex(/\{nr\}/),
  termDays: z.number().int().min(3).max(60),
  maturity: z.enum(['day-after-due', 'due-day']),
  crediting: z.enum(['principal-first', 'interest-first']),
  bigName: z.string().max(120).nullable(),
  bigSeat: z.string().max(200).nullable(),
})
const rateTable = z.object({
  table: z.enum(['commercial', 'commercial-medical-public', 'civil']),
  knownThrough: day,
  rows: z.array(
    z.object({ from: day, basisPoints: z.number().int(), certainty: z.enum(['published', 'derived', 'to-confirm']), source: z.string() }),
  ),
})
const letterSettings = z.object({ settings: letterhead, logo: z.string().nullable(), rates: z.array(rateTable) })

export const readLetterSettings = defineRoute({
  id: 'letters.settings',
  method: 'GET',
  path: '/api/companies/{companyId}/letters/settings',
  access: 'company.read',
  summary: 'Letterhead, number series, rates of interest',
  params: company,
  output: letterSettings,
})
export const saveLetterSettings = defineRoute({
  id: 'letters.save-settings',
  method: 'PUT',
  path: '/api/companies/{companyId}/letters/settings',
  access: 'company.change',
  summary: 'Changes letterhead and number series',
  params: company,
  body: letterhead,
  output: letterSettings,
})
export const saveLogo = defineRoute({
  id: 'letters.save-logo',
  method: 'PUT',
  path: '/api/companies/{companyId}/letters/logo',
  access: 'company.change',
  bytes: 'in',
  summary: 'Takes the company’s logo, PNG or JPEG of 300 KB at most',
  params: company,
  output: letterSettings,
  failures: ['logo.unreadable', 'file.empty'],
})
export const removeLogo = defineRoute({
  id: 'letters.remove-logo',
  method: 'DELETE',
  path: '/api/companies/{companyId}/letters/logo',
  access: 'company.change',
  summary: 'Removes the logo',
  params: company,
  output: letterSettings,
})
export const addRate = defineRoute({
  id: 'letters.add-rate',
  method: 'POST',
  path: '/api/companies/{companyId}/letters/rates',
  access: 'company.change',
  summary: 'Adds a rate of interest with its source',
  params: company,
  body: z.object({
    table: rateTable.shape.table,
    from: day,
    knownThrough: day,
    basisPoints: z.number().int().min(1).max(10_000),
    source: z.string().min(3).max(200),
  }),
  output: letterSettings,
  failures: ['interest.rate-gap'],
})

const customer = company.extend({ customerId: id('customer') })
const terms = z.object({
  debtor: z.enum(['business', 'consumer']),
  regime: z.enum(['commercial', 'commercial-medical-public', 'civil', 'contractual']),
  basisPoints: z.number().int().min(1).max(10_000).nullable(),
  compensation: z.boolean(),
  emailDemands: z.boolean(),
})
const documentView = z.object({
  documentId: id('document'),
  kind: z.enum(['interest-note', 'demand', 'pre-court-demand', 'balance-confirmation', 'statement']),
  number: z.string().nullable(),
  issuedOn: day,
  amount: money,
  posted: z.boolean(),
  cancelled: z.boolean(),
  byName: z.string().nullable(),
  createdAt: instant,
})
const customerLetters = z.object({
  terms: terms.extend({ assumed: z.boolean() }),
  choices: z.array(
    z.object({ invoiceId: id('invoice'), number: z.string(), dueOn: day, total: money, open: money, paidOn: day.nullable() }),
  ),
  documents: z.array(documentView),
})

export const readCustomerLetters = defineRoute({
  id: 'letters.of-customer',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/letters',
  access: 'messages.read',
  summary: 'Notes and demands of a customer, what one can be made of, and what the law allows towards him',
  params: customer,
  output: customerLetters,
})
export const saveTerms = defineRoute({
  id: 'letters.save-terms',
  method: 'PUT',
  path: '/api/companies/{companyId}/customers/{customerId}/letters/terms',
  access: 'customers.change',
  summary: 'Says whether the customer is a firm and which interest he bears',
  params: customer,
  body: terms,
  output: customerLetters,
})
const noteWish = z.object({ invoiceIds: z.array(id('invoice')).min(1).max(200), until: day, compensation: z.boolean() })
export const draftNote = defineRoute({
  id: 'letters.draft-note',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/letters/note-draft',
  access: 'messages.read',
  summary: 'The figures of an interest note before it is issued',
  params: customer,
  body: noteWish,
  output: z.object({
    lines: z.array(
      z.object({
        number: z.string(),
        from: day,
        to: day,
        days: z.number(),
        principal: money,
        basisPoints: z.number(),
        amount: money,
        source: z.string(),
      }),
    ),
    compensations: z.array(z.object({ number: z.string(), euros: money, amount: money, rateOn: day })),
    total: money,
  }),
  failures: ['interest.rate-missing', 'compensation.rate-missing', 'interest.nothing-due', 'interest.currencies', 'document.foreign'],
})
export const issueNote = defineRoute({
  id: 'letters.issue-note',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/letters/notes',
  access: 'messages.approve',
  summary: 'Issues an interest note with its number and PDF',
  params: customer,
  body: noteWish,
  output: customerLetters.extend({ documentId: id('document') }),
  failures: ['interest.rate-missing', 'compensation.rate-missing', 'interest.nothing-due', 'interest.currencies', 'document.foreign'],
})
export const issuePaper = defineRoute({
  id: 'letters.issue-paper',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/letters/papers',
  access: 'messages.approve',
  summary: 'Prints a demand, a confirmation of balance or a statement and keeps it',
  params: customer,
  body: z.object({
    kind: z.enum(['demand', 'pre-court-demand', 'balance-confirmation', 'statement']),
    tone: z.enum(tones),
    on: day.optional(),
  }),
  output: customerLetters.extend({ documentId: id('document') }),
  failures: ['interest.rate-missing', 'compensation.rate-missing', 'message.nothing-to-say', 'message.big-not-allowed'],
})
const document = customer.extend({ documentId: id('document') })
export const changeDocument = defineRoute({
  id: 'letters.change-document',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/letters/documents/{documentId}',
  access: 'invoices.change',
  summary: 'Posts a note as a receivable, takes that back, or cancels a document',
  params: document,
  body: z.object({ act: z.enum(['post', 'unpost', 'cancel']), why: z.string().max(500).optional() }),
  output: customerLetters,
  failures: ['document.posted', 'document.not-posted', 'document.settled', 'document.cancelled', 'document.foreign'],
})
export const readDocumentFile = defineRoute({
  id: 'letters.file',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/letters/documents/{documentId}/file',
  access: 'messages.read',
  bytes: 'out',
  summary: 'The PDF of a document as it was issued',
  params: document,
  output: z.object({}),
})
const wish = z.object({
  kind: z.enum(messageKinds),
  tone: z.enum(tones),
  medium: z.enum(media),
  documentId: id('document').nullable(),
  freeText: z.object({ subject: z.string().min(1).max(250), text: z.string().min(1).max(10_000) }).nullable(),
})
export const previewLetter = defineRoute({
  id: 'letters.preview',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/letters/preview',
  access: 'messages.read',
  summary: 'A message to this customer as it would go now',
  params: customer,
  body: wish,
  output: preview,
})
export const sendLetter = defineRoute({
  id: 'letters.send',
  method: 'POST',
  path: '/api/companies/{companyId}/customers/{customerId}/letters/send',
  access: 'messages.approve',
  summary: 'Sends a message to this customer through the outbox',
  params: customer,
  body: wish,
  output: customerLetters,
  failures: ['document.foreign'],
})
