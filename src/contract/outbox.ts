// What leaves the house: the outbox, one message word for word, and what people decide about messages.
import * as z from 'zod'
import { media } from '#domain/dunning/message-kind'
import { languages } from '#values/language'
import { company } from './companies.ts'
import { failureView } from './connections.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money, page, paging } from './scalars.ts'

export const outboxStates = ['planned', 'awaiting-approval', 'sending', 'done', 'failed', 'unknown', 'withheld', 'cancelled'] as const
/** What the other side reported about a message that went. */
export const deliveries = ['delivered', 'bounced', 'complained'] as const
/** Of a reminder or demand: what it is about, as it was when it was last written. */
const aboutReminder = z.object({
  kind: z.string(),
  tone: z.string(),
  medium: z.string(),
  step: z.object({ id: z.string(), name: z.string().nullable(), offsetDays: z.number() }).nullable(),
  policy: z.string().nullable(),
  version: z.number(),
  on: day.nullable(),
  amounts: z.array(money),
  figures: z.array(z.object({ number: z.string(), dueOn: day, open: money })),
  reasons: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })),
  isEdited: z.boolean(),
  /** When a person last worded it. */
  editedAt: instant.nullable(),
  /** Drafts of one template, language and way can be worded together. */
  draft: z.object({ templateId: z.string(), language: z.enum(languages), medium: z.enum(media) }),
})

export const outboxRow = z.object({
  about: aboutReminder.nullable(),
  outboxId: id('outbox'),
  kind: z.enum(['message', 'invoice-status', 'customer-standing', 'event', 'report-copy', 'payment-link']),
  template: z.string().nullable(),
  state: z.enum(outboxStates),
  reason: z.string().nullable(),
  to: z.string().nullable(),
  subject: z.string().nullable(),
  customerId: id('customer').nullable(),
  customerName: z.string().nullable(),
  connectionName: z.string().nullable(),
  attempts: z.number(),
  failure: failureView.nullable(),
  createdAt: instant,
  nextAttemptAt: instant,
  sentAt: instant.nullable(),
  delivery: z.enum(deliveries).nullable(),
})
const oneOutbox = company.extend({ outboxId: id('outbox') })
export const listOutbox = defineRoute({
  id: 'outbox.list',
  method: 'GET',
  path: '/api/companies/{companyId}/outbox',
  access: 'messages.read',
  summary: 'Everything that leaves the house, with its state',
  params: company,
  query: z.object({
    kind: z.enum(['message', 'write-back']).optional(),
    state: z.enum(outboxStates).optional(),
    /** Only what waits or was kept back for this reason. */
    reason: z.string().max(60).optional(),
    /** Only what was reported so; `unreported`: sent messages of which nothing is known. */
    delivery: z.enum([...deliveries, 'unreported']).optional(),
    /** `today`: reminders that go today, or would go in a dry run. */
    due: z.enum(['today']).optional(),
    customerId: id('customer').optional(),
    ...paging,
  }),
  output: page(outboxRow).extend({
    /** By state, and `today`. */
    counts: z.record(z.string(), z.number()),
    /** What was kept back, by reason. */
    reasons: z.record(z.string(), z.number()),
    deliveries: z.record(z.string(), z.number()),
  }),
})
export const readOutbox = defineRoute({
  id: 'outbox.read',
  method: 'GET',
  path: '/api/companies/{companyId}/outbox/{outboxId}',
  access: 'messages.read',
  summary: 'One message exactly as it was or would be sent',
  params: oneOutbox,
  output: outboxRow.extend({
    text: z.string().nullable(),
    /** Pictures stand in it as data. */
    html: z.string().nullable(),
    /** The template's words, where a person has written others. */
    original: z.object({ subject: z.string(), text: z.string(), editedBy: z.string(), editedAt: instant }).nullable(),
    deliveredAt: instant.nullable(),
    deliveryDetail: z.string().nullable(),
    attachments: z.array(z.object({ name: z.string(), contentType: z.string(), size: z.number() })),
    /** Numbers of invoices whose PDF their source did not give. */
    withoutFile: z.array(z.string()),
  }),
})
export const approveOutbox = defineRoute({
  id: 'outbox.approve',
  method: 'POST',
  path: '/api/companies/{companyId}/outbox/{outboxId}/approve',
  access: 'messages.approve',
  peopleOnly: true,
  summary: 'Lets a waiting message go',
  params: oneOutbox,
  output: outboxRow,
  failures: ['outbox.not-waiting', 'outbox.outdated', 'outbox.four-eyes'],
})
export const cancelOutbox = defineRoute({
  id: 'outbox.cancel',
  method: 'POST',
  path: '/api/companies/{companyId}/outbox/{outboxId}/cancel',
  access: 'messages.approve',
  peopleOnly: true,
  summary: 'Keeps a message from being sent',
  params: oneOutbox,
  output: outboxRow,
  failures: ['outbox.already-sent'],
})
export const wordOutbox = defineRoute({
  id: 'outbox.word',
  method: 'POST',
  path: '/api/companies/{companyId}/outbox/{outboxId}/wording',
  access: 'messages.approve',
  peopleOnly: true,
  summary: 'Words a waiting message anew; null goes back to the template',
  params: oneOutbox,
  body: z.object({
    wording: z.object({ subject: z.string().trim().min(1).max(250), text: z.string().trim().min(1).max(20_000) }).nullable(),
  }),
  output: outboxRow,
  failures: ['outbox.not-waiting', 'outbox.not-editable'],
})
const wording = z.object({ subject: z.string().trim().max(250), text: z.string().trim().min(1).max(20_000) })
export const wordTogether = defineRoute({
  id: 'outbox.word-together',
  method: 'POST',
  path: '/api/companies/{companyId}/outbox/wordings',
  access: 'messages.approve',
  peopleOnly: true,
  summary: 'Words several waiting messages of one template anew, with its variables; null takes the last such edit back',
  params: company,
  body: z.object({
    draft: aboutReminder.shape.draft,
    /** `editedAt` as it was read: a wording given since is not written over. */
    drafts: z
      .array(z.object({ outboxId: id('outbox'), editedAt: instant.nullable() }))
      .min(1)
      .max(200),
    wording: wording.nullable(),
  }),
  output: z.object({
    done: z.number(),
    editedAt: instant,
    refused: z.array(z.object({ outboxId: id('outbox'), code: z.string() })),
  }),
  failures: ['template.unreadable', 'template.unknown-variable', 'template.too-long'],
})
export const previewWording = defineRoute({
  id: 'outbox.preview-wording',
  method: 'POST',
  path: '/api/companies/{companyId}/outbox/{outboxId}/wording/preview',
  access: 'messages.approve',
  peopleOnly: true,
  summary: 'A waiting message as these words of a template would make it; nothing is kept',
  params: oneOutbox,
  body: z.object({ wording }),
  output: z.object({
    subject: z.string().nullable(),
    text: z.string().nullable(),
    html: z.string().nullable(),
    failure: failureView.nullable(),
  }),
  failures: ['outbox.not-waiting', 'outbox.not-editable'],
})
export const decideOutbox = defineRoute({
  id: 'outbox.decide',
  method: 'POST',
  path: '/api/companies/{companyId}/outbox/decisions',
  access: 'messages.approve',
  peopleOnly: true,
  summary: 'The same decision about many messages, each by itself',
  params: company,
  body: z.object({ decision: z.enum(['approve', 'cancel', 'resume']), outboxIds: z.array(id('outbox')).min(1).max(500) }),
  output: z.object({ done: z.number(), refused: z.array(z.object({ outboxId: id('outbox'), code: z.string() })) }),
})
export const resolveUnknown = defineRoute({
  id: 'outbox.resolve',
  method: 'POST',
  path: '/api/companies/{companyId}/outbox/{outboxId}/resolve',
  access: 'messages.approve',
  peopleOnly: true,
  summary: 'A person says whether a message of unknown outcome arrived; if not, it is sent again',
  params: oneOutbox,
  body: z.object({ arrived: z.boolean() }),
  output: outboxRow,
  failures: ['outbox.not-unknown'],
})
