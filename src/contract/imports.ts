// What came in: files, pulls, their lines and the records that could not be taken.
import * as z from 'zod'
import { lineKinds } from '#domain/statements/classify-line'
import { company } from './companies.ts'
import { failureView } from './connections.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money, page, paging } from './scalars.ts'

export const importStates = ['received', 'mapping-needed', 'reading', 'read', 'failed', 'undone'] as const

const counts = z.object({
  statements: z.number(),
  lines: z.number(),
  payments: z.number(),
  invoices: z.number(),
  customers: z.number(),
  orders: z.number(),
  duplicates: z.number(),
  ignored: z.number(),
  rejected: z.number(),
  posted: z.number(),
  suggested: z.number(),
})

const sentence = z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })

export const importView = z.object({
  importId: id('import'),
  source: z.enum(['file', 'folder', 'terminal', 'pull', 'webhook']),
  connectionId: id('connection').nullable(),
  connectionName: z.string().nullable(),
  fileName: z.string().nullable(),
  format: z.string().nullable(),
  /** The format's name for people. */
  formatName: z.string().nullable(),
  state: z.enum(importStates),
  counts,
  failure: failureView.nullable(),
  receivedAt: instant,
  finishedAt: instant.nullable(),
  undoable: z.boolean(),
})

const statementView = z.object({
  statementId: id('statement'),
  account: z.string(),
  bank: z.string().nullable(),
  number: z.string().nullable(),
  currency: z.string(),
  openingBalance: money.nullable(),
  closingBalance: money.nullable(),
  openingOn: day.nullable(),
  closingOn: day.nullable(),
  balanced: z.boolean().nullable(),
  difference: money.nullable(),
  confirmed: z.boolean(),
  lines: z.number(),
})

export const lineView = z.object({
  lineId: id('statementLine'),
  statementId: id('statement'),
  bookedOn: day,
  amount: money,
  title: z.string(),
  counterpartyName: z.string().nullable(),
  counterpartyAccount: z.string().nullable(),
  state: z.enum(['booked', 'pending']),
  reversal: z.boolean(),
  notAPayment: z.enum(lineKinds).nullable(),
  paymentId: id('payment').nullable(),
})

export const recordView = z.object({
  recordId: id('record'),
  importId: id('import'),
  stream: z.string(),
  externalId: z.string().nullable(),
  place: z.string().nullable(),
  rejection: sentence,
  /** The record as it came, as text, cut at 4,000 characters. */
  payload: z.string().nullable(),
  receivedAt: instant,
  resolved: z.boolean(),
})

const one = company.extend({ importId: id('import') })

export const listImports = defineRoute({
  id: 'imports.list',
  method: 'GET',
  path: '/api/companies/{companyId}/imports',
  access: 'imports.read',
  summary: 'Imports, newest first',
  params: company,
  query: z.object(paging),
  output: page(importView),
})

export const readImport = defineRoute({
  id: 'imports.read',
  method: 'GET',
  path: '/api/companies/{companyId}/imports/{importId}',
  access: 'imports.read',
  summary: 'One import with its statements and rejected records',
  params: one,
  output: importView.extend({
    statements: z.array(statementView),
    rejected: z.array(recordView),
    /** What was set right by itself (30 February). */
    notes: z.array(sentence.extend({ place: z.string().nullable() })),
    /** Statements that are missing next to one of this import, by number or because balances do not meet. */
    gaps: z.array(z.object({ kind: z.enum(['number', 'balance']), from: day, to: day })),
  }),
})

export const listImportLines = defineRoute({
  id: 'imports.lines',
  method: 'GET',
  path: '/api/companies/{companyId}/imports/{importId}/lines',
  access: 'imports.read',
  summary: 'Lines of an import',
  params: one,
  query: z.object(paging),
  output: page(lineView),
})

export const listImportInvoices = defineRoute({
  id: 'imports.invoices',
  method: 'GET',
  path: '/api/companies/{companyId}/imports/{importId}/invoices',
  access: 'imports.read',
  summary: 'Invoices that an import brought',
  params: one,
  query: z.object(paging),
  output: page(
    z.object({
      invoiceId: id('invoice'),
      number: z.string(),
      type: z.string(),
      customerName: z.string(),
      issueOn: day,
      dueOn: day.nullable(),
      total: money,
    }),
  ),
})

export const sendFile = defineRoute({
  id: 'imports.send-file',
  method: 'POST',
  path: '/api/companies/{companyId}/imports',
  access: 'imports.create',
  bytes: 'in',
  summary:
    'Takes in a statement or invoice file: recognised by content, read, matched; a table that nobody has mapped waits (mapping-needed)',
  params: company,
  output: importView,
  failures: ['file.unknown-format', 'file.empty', 'file.too-large', 'import.same-file'],
})

export const undoImport = defineRoute({
  id: 'imports.undo',
  method: 'POST',
  path: '/api/companies/{companyId}/imports/{importId}/undo',
  access: 'imports.undo',
  summary: 'Takes back a whole import as long as nothing of it was allocated by hand',
  params: one,
  output: importView,
  failures: ['import.in-use', 'period.locked'],
})

export const confirmStatement = defineRoute({
  id: 'imports.confirm-statement',
  method: 'POST',
  path: '/api/companies/{companyId}/statements/{statementId}/confirm',
  access: 'payments.match',
  summary: 'Says that a statement that does not add up is right as it is; its payments may be posted',
  params: company.extend({ statementId: id('statement') }),
  output: z.object({}),
})

export const listRejected = defineRoute({
  id: 'records.rejected',
  method: 'GET',
  path: '/api/companies/{companyId}/records/rejected',
  access: 'imports.read',
  summary: 'Records that could not be taken and wait for a person',
  params: company,
  query: z.object(paging),
  output: page(recordView),
})

export const retryRecord = defineRoute({
  id: 'records.retry',
  method: 'POST',
  path: '/api/companies/{companyId}/records/{recordId}/retry',
  access: 'imports.create',
  summary: 'Reads a rejected record again',
  params: company.extend({ recordId: id('record') }),
  output: recordView.extend({ taken: z.boolean() }),
})

export const dismissRecord = defineRoute({
  id: 'records.dismiss',
  method: 'POST',
  path: '/api/companies/{companyId}/records/{recordId}/dismiss',
  access: 'imports.create',
  summary: 'Sets a rejected record aside',
  params: company.extend({ recordId: id('record') }),
  output: z.object({}),
})
