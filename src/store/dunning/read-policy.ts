// Reads a policy as it stands in the database; one written by an earlier version is understood too.
import * as z from 'zod'
import { media, stepKinds, tones } from '#domain/dunning/message-kind'
import { type Policy, stepAttachments, taskKinds } from '#domain/dunning/policy'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A step as JSON. */
export const stepSchema = z.object({
  id: z.string(),
  name: z.string().nullable().default(null),
  offsetDays: z.number().int(),
  daysAre: z.enum(['calendar', 'business']).default('calendar'),
  media: z.array(z.enum(media)).default(['email']),
  kind: z.enum(stepKinds).default('reminder'),
  tone: z.enum(tones),
  templateId: z.string().nullable().default(null),
  attachments: z.array(z.enum(stepAttachments)).default([]),
  recipients: z
    .object({ role: z.string().nullable().default(null), owner: z.boolean().default(false), addresses: z.array(z.string()).default([]) })
    .default({ role: null, owner: false, addresses: [] }),
  task: z.enum(taskKinds).nullable().default(null),
  approval: z.enum(['automatic', 'person']).default('automatic'),
})

/** Steps of the first version said `daysAfterDue` and `level`. */
const anyStep = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && 'level' in value && 'daysAfterDue' in value
      ? { ...value, tone: value.level, offsetDays: value.daysAfterDue }
      : value,
  stepSchema,
)

const policySchema = z.object({
  steps: z.array(anyStep),
  minGapDays: z.number().int().nonnegative(),
  maxPerWeek: z.number().int().positive().default(7),
  sendOn: z.array(z.number().int().min(1).max(7)),
  window: z.object({ from: clockTime, until: clockTime }).default({ from: '09:00', until: '16:00' }),
  skipHolidays: z.boolean().default(true),
})

/** Failure `dunning.policy-unreadable` rather than a guess. */
export function readPolicy(json: unknown, companyId: Id): Policy {
  const read = policySchema.safeParse(json)
  if (!read.success) throw new Failure('dunning.policy-unreadable', { companyId }, { cause: read.error })
  return read.data
}
