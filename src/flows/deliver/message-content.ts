// A message as it stands in the outbox: what it is about, and once it was prepared, exactly what goes.
import * as z from 'zod'
import { media, messageKinds, stepKinds, tones } from '#domain/dunning/message-kind'
import { stepSchema } from '#store/dunning/read-policy'
import type { OutboxRow } from '#store/outbox'
import { Failure } from '#values/failure'

/** How a message travels; `letter` is printed and posted by a person. */
const contentMedia = [...media, 'slack', 'telegram'] as const

const content = z.object({
  /** Rows written before there was a choice are e-mails. */
  medium: z.enum(contentMedia).default('email'),
  to: z.array(z.object({ address: z.string(), name: z.string().optional() })),
  language: z.enum(['pl', 'en']),
  subject: z.string(),
  text: z.string(),
  /** Empty where the way has none: SMS, letters. */
  html: z.string(),
  /** A file with `inlineId` is a picture that the HTML shows as `cid:`. */
  attachments: z.array(
    z.object({ fileId: z.string(), name: z.string(), contentType: z.string(), size: z.number(), inlineId: z.string().optional() }),
  ),
  /** Numbers of invoices whose PDF was to go along and was not to be had: the message shows their link alone. */
  withoutFile: z.array(z.string()).optional(),
  /** Of an SMS: how many the operator bills. */
  parts: z.number().int().positive().optional(),
})
/** What goes, word for word; kept for ever as it was sent. */
export type MessageContent = z.infer<typeof content>

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
const reason = z.object({ code: z.string(), facts })
const wording = z.object({ subject: z.string(), text: z.string() })
/** `isTemplate`: its words are a template's with variables, and are filled like those. */
const editedWording = wording.extend({
  by: z.string(),
  byName: z.string(),
  at: z.string(),
  original: wording,
  isTemplate: z.boolean().optional(),
})

const about = z.discriminatedUnion('template', [
  z.object({
    template: z.literal('reminder'),
    kind: z.enum(stepKinds).default('reminder'),
    tone: z.enum(tones),
    medium: z.enum(media).default('email'),
    templateId: z.string().nullable().default(null),
    on: z.string(),
    steps: z.array(z.object({ invoiceId: z.string(), stepId: z.string() })),
    /** The step as it was when the message was planned; rows of earlier versions lack it. */
    step: stepSchema.optional(),
    policyId: z.string().nullable().default(null),
    version: z.number().int().default(1),
    policyName: z.string().nullable().default(null),
    reasons: z.array(reason).optional(),
    leftOut: z.array(z.object({ invoiceId: z.string(), reason })).optional(),
    closed: z.array(z.object({ medium: z.enum(media), reason })).optional(),
    /** What was open when it was last written: a person's approval is for these figures. */
    figures: z
      .array(z.object({ invoiceId: z.string(), number: z.string(), dueOn: z.string(), minor: z.string(), currency: z.string() }))
      .optional(),
    /** The customer's own addresses it was last written to, without copies for others. */
    own: z.array(z.string()).optional(),
    /** A person's wording in place of the template's, which is kept beside it. */
    /** `before`: what another wording said until this one took its place. */
    edited: editedWording.extend({ before: editedWording.optional() }).optional(),
  }),
  z.object({ template: z.literal('payment-confirmation'), paymentId: z.string() }),
  // What a person sends to one customer.
  z.object({
    template: z.literal('letter'),
    kind: z.enum(messageKinds),
    tone: z.enum(tones),
    medium: z.enum(media),
    documentId: z.string().nullable(),
    freeText: wording.nullable(),
    attachInvoices: z.boolean(),
  }),
  // A template sent to the person who writes it.
  z.object({ template: z.literal('test-mail'), templateId: z.string() }),
  z.object({ template: z.literal('report-mail'), reportId: z.string() }),
  // Written by earlier versions; alerts have taken its place.
  z.object({ template: z.literal('team-mail'), connectionId: z.string() }),
  z.object({ template: z.literal('team-alert'), topic: z.string(), userId: z.string() }),
])

/** A row of an earlier version calls its tone `level`. */
const renamed = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && 'level' in value && !('tone' in value) ? { ...value, tone: value.level } : value,
  about,
)

const payload = z.intersection(renamed, z.object({ content: content.optional(), approvedBy: z.string().optional() }))
export type MessagePayload = z.infer<typeof payload>

/** Mail to the company's own people: its content was made with its cause, and the mode for customers' messages does not hold it back. */
export const isForTeam = (payload: MessagePayload): boolean =>
  payload.template === 'report-mail' ||
  payload.template === 'team-mail' ||
  payload.template === 'team-alert' ||
  payload.template === 'test-mail'

/** Failure `message.payload-unreadable`: a row written by another version. */
export function messagePayload(row: Pick<OutboxRow, 'payload' | 'outbox_id'>): MessagePayload {
  const read = payload.safeParse(row.payload)
  if (!read.success) throw new Failure('message.payload-unreadable', { outboxId: row.outbox_id }, { cause: read.error })
  return read.data
}
