// A message as it stands in the outbox: what it is about, and once it was prepared, exactly what goes.
import * as z from 'zod'
import { media, stepKinds, tones } from '#domain/dunning/message-kind'
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
  /** Of an SMS: how many the operator bills. */
  parts: z.number().int().positive().optional(),
})
/** What goes, word for word; kept for ever as it was sent. */
export type MessageContent = z.infer<typeof content>

const about = z.discriminatedUnion('template', [
  z.object({
    template: z.literal('reminder'),
    kind: z.enum(stepKinds).default('reminder'),
    tone: z.enum(tones),
    medium: z.enum(media).default('email'),
    templateId: z.string().nullable().default(null),
    on: z.string(),
    steps: z.array(z.object({ invoiceId: z.string(), stepId: z.string() })),
    reasons: z
      .array(z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }))
      .optional(),
  }),
  z.object({ template: z.literal('payment-confirmation'), paymentId: z.string() }),
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
  payload.template === 'report-mail' || payload.template === 'team-mail' || payload.template === 'team-alert'

/** Failure `message.payload-unreadable`: a row written by another version. */
export function messagePayload(row: Pick<OutboxRow, 'payload' | 'outbox_id'>): MessagePayload {
  const read = payload.safeParse(row.payload)
  if (!read.success) throw new Failure('message.payload-unreadable', { outboxId: row.outbox_id }, { cause: read.error })
  return read.data
}
