// An interest note as it is kept: its figures as JSON, read back exactly.
import * as z from 'zod'
import type { IssuedDocument } from '#store/documents'
import { EUR } from '#values/currency'
import { type Day, parseDay } from '#values/day'
import { Failure } from '#values/failure'
import { type Money, money } from '#values/money'
import type { NoteFacts } from './message-facts.ts'

const day = z.string().transform((text, context): Day => {
  const found = parseDay(text)
  if (found !== null) return found
  context.issues.push({ code: 'custom', message: 'not a day', input: text })
  return z.NEVER
})
const minor = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt)

const kept = z.object({
  payBy: day,
  regime: z.enum(['commercial', 'commercial-medical-public', 'civil', 'contractual']),
  lines: z.array(
    z.object({
      invoiceId: z.string(),
      number: z.string(),
      from: day,
      to: day,
      days: z.number(),
      principal: minor,
      basisPoints: z.number(),
      amount: minor,
      source: z.string(),
    }),
  ),
  compensations: z.array(
    z.object({ invoiceId: z.string(), number: z.string(), euros: minor, amount: minor, rateOn: day, tenThousandths: minor }),
  ),
})
export type KeptNote = z.infer<typeof kept>

/** Failure `document.unreadable`: a row written by another version. */
export function keptNote(document: IssuedDocument): KeptNote {
  const read = kept.safeParse(document.facts)
  if (!read.success) throw new Failure('document.unreadable', { documentId: document.documentId }, { cause: read.error })
  return read.data
}

export function noteOf(document: IssuedDocument): NoteFacts {
  const facts = keptNote(document)
  const { currency } = document.amount
  const of = (value: bigint): Money => money(value, currency)
  return {
    number: document.number ?? '',
    issuedOn: document.issuedOn,
    payBy: facts.payBy,
    regime: facts.regime,
    lines: facts.lines.map((line) => ({ ...line, principal: of(line.principal), amount: of(line.amount) })),
    compensations: facts.compensations.map((each) => ({ ...each, euros: money(each.euros, EUR), amount: of(each.amount) })),
    total: document.amount,
  }
}
