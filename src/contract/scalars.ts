// How the values of the house are written on the wire: codecs that the server encodes with and the client decodes with.
import * as z from 'zod'
import { findCurrency } from '#values/currency'
import { type Day, parseDay } from '#values/day'
import { formatDecimal, parseDecimal } from '#values/decimal'
import { type Id, type IdKind, idPrefixes, readId, writeId } from '#values/id'
import type { Money } from '#values/money'

/** `inv_0198…` on the wire, UUID in the house. */
export const id = (kind: IdKind) =>
  z.codec(
    z.string().regex(new RegExp(`^${idPrefixes[kind]}_[0-9a-f]{32}$`)),
    z.custom<Id>((value) => typeof value === 'string'),
    {
      decode: (written, context) => {
        const found = readId(kind, written)
        if (found !== null) return found
        context.issues.push({ code: 'custom', message: 'not an id', input: written })
        return z.NEVER
      },
      encode: (value) => writeId(kind, value),
    },
  )

/** `{ "amount": "1234.50", "currency": "PLN" }`. */
export const money = z.codec(
  z.object({ amount: z.string().regex(/^-?\d{1,20}(\.\d{1,4})?$/), currency: z.string().length(3) }),
  z.custom<Money>((value) => typeof value === 'object' && value !== null && 'minor' in value),
  {
    decode: (written, context) => {
      const currency = findCurrency(written.currency)
      const amount = currency === null ? null : parseDecimal(written.amount, currency)
      if (amount !== null) return amount
      context.issues.push({ code: 'custom', message: 'not an amount', input: written })
      return z.NEVER
    },
    encode: (value) => ({ amount: formatDecimal(value), currency: value.currency }),
  },
)

/** `2026-11-19`. */
export const day = z.codec(
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  z.custom<Day>((value) => typeof value === 'string'),
  {
    decode: (written, context) => {
      const found = parseDay(written)
      if (found !== null) return found
      context.issues.push({ code: 'custom', message: 'not a day', input: written })
      return z.NEVER
    },
    encode: (value) => value,
  },
)

/** ISO 8601 in UTC on the wire, Date in the house. */
export const instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (written) => new Date(written),
  encode: (value) => value.toISOString(),
})

/** Query strings carry text alone. */
export const flagText = z.codec(z.enum(['true', 'false']), z.boolean(), {
  decode: (text) => text === 'true',
  encode: (value) => (value ? 'true' : 'false'),
})
export const countText = z.codec(z.string().regex(/^\d{1,6}$/), z.number().int().nonnegative(), {
  decode: (text) => Number(text),
  encode: (value) => String(value),
})

/** One page of a list; `next` is the cursor of the following page. */
export const page = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable(), total: z.number().int().nullable() })

/** Query fields of every list. */
export const paging = { after: z.string().max(500).optional(), limit: countText.optional() }
