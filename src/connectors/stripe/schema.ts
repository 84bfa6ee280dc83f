// The fields of balance transactions and of what is behind them that the house reads.
import * as z from 'zod'

const metadata = z.record(z.string(), z.unknown()).nullish()
const text = z.string().nullish()
const party = z.object({ name: text, email: text }).nullish()
/** A reference that may or may not be expanded. */
const reference = z
  .union([z.string(), z.object({ id: z.string() })])
  .nullish()
  .transform((value) => (typeof value === 'object' ? (value?.id ?? null) : (value ?? null)))

const sourceSchema = z.object({
  id: z.string(),
  object: z.string(),
  amount: z.number().int().nullish(),
  amount_captured: z.number().int().nullish(),
  currency: text,
  description: text,
  metadata,
  billing_details: party,
  receipt_email: text,
  payment_intent: reference,
  charge: reference,
  statement_descriptor: text,
  reason: text,
})

export const transactionSchema = z.object({
  id: z.string(),
  object: z.literal('balance_transaction'),
  amount: z.number().int(),
  fee: z.number().int(),
  currency: z.string(),
  created: z.number().int(),
  type: z.string(),
  reporting_category: text,
  description: text,
  source: z.union([z.string(), sourceSchema]).nullish(),
})

export const listSchema = z.object({ object: z.literal('list'), data: z.array(z.unknown()), has_more: z.boolean() })

export type StripeSource = z.infer<typeof sourceSchema>
export type StripeTransaction = z.infer<typeof transactionSchema>
