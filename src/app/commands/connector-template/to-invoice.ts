// Reads one invoice of TemplateName into the words of the house; what cannot be read is rejected with its reason.
import * as z from 'zod'
import type { InvoiceRecord } from '#ports/invoice-format'
import { accepted, type Parsed, rejected } from '#ports/rejection'
import { findCurrency } from '#values/currency'
import { parseDay } from '#values/day'
import { parseDecimal } from '#values/decimal'

const invoiceSchema = z.object({
  id: z.number().int(),
  number: z.string(),
  issued: z.string(),
  due: z.string().nullish(),
  total: z.string(),
  currency: z.string(),
  customer: z.object({ name: z.string(), tax_id: z.string().nullish(), email: z.string().nullish() }),
})

/** Never throws and never guesses: an amount that is none is rejected, not counted as zero. */
export function toInvoice(record: unknown): Parsed<InvoiceRecord | null> {
  const parsed = invoiceSchema.safeParse(record)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return rejected('record.unexpected-shape', { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' })
  }
  const { id, number, issued, due, total, currency: code, customer } = parsed.data
  if (number.trim() === '') return rejected('record.no-number', { id: String(id) })
  const currency = findCurrency(code)
  if (currency === null) return rejected('record.unknown-currency', { currency: code, number })
  const amount = parseDecimal(total, currency)
  if (amount === null) return rejected('record.bad-amount', { field: 'total', text: total, number })
  const [issueOn, dueOn] = [parseDay(issued), due === null || due === undefined ? null : parseDay(due)]
  if (issueOn === null) return rejected('record.bad-day', { field: 'issued', text: issued, number })
  return accepted({
    externalId: String(id),
    number,
    type: amount.minor < 0n ? 'credit-note' : 'invoice',
    issueOn,
    ...(dueOn === null ? {} : { dueOn }),
    total: amount,
    customer: {
      name: customer.name,
      ...(customer.tax_id ? { taxId: customer.tax_id } : {}),
      ...(customer.email ? { email: customer.email } : {}),
    },
  })
}

export const recordId = (record: unknown): string | null =>
  typeof record === 'object' && record !== null && 'id' in record && typeof record.id === 'number' ? String(record.id) : null
