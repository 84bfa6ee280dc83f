// Reads a deal or an offer of the CRM.
import * as z from 'zod'
import type { ConnectorContext, OrderRecord } from '#ports/connector'
import { accepted, type Parsed, rejected } from '#ports/rejection'
import { findCurrency } from '#values/currency'
import { dayOf, parseDay } from '#values/day'
import { parseDecimal } from '#values/decimal'
import { orderSchema } from './schema.ts'

const recordSchema = z.object({ entityTypeId: z.union([z.literal(2), z.literal(7)]), order: orderSchema })

/** The portal's own codes end so in every funnel: `WON`, `C5:LOSE`, offers `APPROVED`, `DECLAINED` (as the vendor spells it). */
const won = /(?:^|:)(?:WON|APPROVED)$/
const lost = /(?:^|:)(?:LOSE|APOLOGY|DECLAINED|DECLINED)$/

function stateOf(stage: string, closed: boolean): OrderRecord['state'] {
  if (won.test(stage)) return 'won'
  return lost.test(stage) || closed ? 'lost' : 'open'
}

/** Accepts null for one without a company: it stands beside nobody's invoices. */
export function toOrder(record: unknown, { timeZone }: Pick<ConnectorContext, 'timeZone'>): Parsed<OrderRecord | null> {
  const parsed = recordSchema.safeParse(record)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return rejected('record.unexpected-shape', { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' })
  }
  const { order, entityTypeId } = parsed.data
  if (order.companyId === null || order.companyId === undefined || order.companyId === 0) return accepted(null)
  const id = String(order.id)
  const currency = findCurrency(order.currencyId ?? '')
  if (currency === null) return rejected('record.unknown-currency', { currency: order.currencyId ?? '', number: id })
  const written = String(order.opportunity ?? '')
  const total = parseDecimal(Number.isFinite(Number(written)) && written !== '' ? Number(written).toFixed(2) : written, currency)
  if (total === null) return rejected('record.bad-amount', { field: 'opportunity', text: written, number: id })
  if (Number.isNaN(Date.parse(order.createdTime)))
    return rejected('record.bad-day', { field: 'createdTime', text: order.createdTime, number: id })
  const validUntil = parseDay((order.closedate ?? '').slice(0, 10))
  const stage = order.stageId ?? ''
  const title = order.title?.trim() ?? ''
  return accepted({
    externalId: `${entityTypeId === 2 ? 'deal' : 'quote'}:${id}`,
    kind: entityTypeId === 2 ? 'deal' : 'offer',
    number: order.quoteNumber?.trim() || `#${id}`,
    ...(title === '' ? {} : { title }),
    issuedOn: dayOf(new Date(order.createdTime), timeZone),
    ...(validUntil === null ? {} : { validUntil }),
    total,
    state: stateOf(stage, order.closed === 'Y'),
    ...(stage === '' ? {} : { sourceState: stage }),
    customer: { externalId: String(order.companyId) },
  })
}

/** `deal:5`, `quote:7`; null for a record that is neither. */
export function orderId(record: unknown): string | null {
  const parsed = z.object({ entityTypeId: z.number(), order: z.object({ id: orderSchema.shape.id }) }).safeParse(record)
  return parsed.success ? `${parsed.data.entityTypeId === 2 ? 'deal' : 'quote'}:${parsed.data.order.id}` : null
}
