// Decisions on a payment beside accepting and splitting it: a rejection taken back, its rest, notes, undo with all that hangs on it.
import * as z from 'zod'
import { entryKinds } from '#domain/ledger/entry'
import { restKinds } from '#domain/ledger/keep-plan'
import { decided, onePayment, paymentNote } from './payments.ts'
import { defineRoute } from './route.ts'
import { id, instant, money } from './scalars.ts'

export const restoreMatch = defineRoute({
  id: 'payments.restore',
  method: 'POST',
  path: '/api/companies/{companyId}/payments/{paymentId}/restore',
  access: 'payments.match',
  summary: 'Takes a rejection back: the proposal stands again',
  params: onePayment,
  body: z.object({ matchId: id('match') }),
  output: decided,
  failures: ['match.outdated', 'payment.already-settled'],
})

export const keepPayment = defineRoute({
  id: 'payments.keep',
  method: 'POST',
  path: '/api/companies/{companyId}/payments/{paymentId}/keep',
  access: 'payments.match',
  summary: 'Says of the rest of the payment: kept for the customer, to be sent back, sent back',
  params: onePayment,
  body: z.object({ as: z.enum(restKinds), customerId: id('customer').nullable(), why: z.string().max(500).nullable() }),
  output: decided,
  failures: ['payment.already-settled', 'allocation.customer-missing', 'period.locked'],
})

export const notePayment = defineRoute({
  id: 'payments.note',
  method: 'POST',
  path: '/api/companies/{companyId}/payments/{paymentId}/notes',
  access: 'payments.match',
  summary: 'Notes something on the payment',
  params: onePayment,
  body: z.object({ text: z.string().trim().min(1).max(2000) }),
  output: paymentNote.pick({ noteId: true }),
})

export const removePaymentNote = defineRoute({
  id: 'payments.remove-note',
  method: 'DELETE',
  path: '/api/companies/{companyId}/payments/{paymentId}/notes/{noteId}',
  access: 'payments.match',
  summary: 'Takes a note away; it stays in the audit log',
  params: onePayment.extend({ noteId: id('note') }),
  output: z.object({}),
  failures: ['note.not-found'],
})

const undoneStep = z.object({
  groupId: id('entry'),
  recordedAt: instant,
  actor: z.string(),
  parts: z.array(z.object({ kind: z.enum(entryKinds), number: z.string().nullable(), payer: z.string().nullable(), amount: money })),
})

export const undoWithLater = defineRoute({
  id: 'payments.undo-with-later',
  method: 'POST',
  path: '/api/companies/{companyId}/payments/{paymentId}/undo-with-later',
  access: 'payments.match',
  summary: 'Takes back a decision with the later ones that hang on it, or shows which they are',
  params: onePayment,
  body: z.object({ groupId: id('entry'), preview: z.boolean() }),
  output: z.object({ steps: z.array(undoneStep) }),
  failures: ['entry.already-reversed', 'entry.not-undoable', 'entry.too-many-later', 'period.locked'],
})
