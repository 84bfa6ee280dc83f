// Brings deals and offers (quotes): changes by time of update, and everything once a day, because a deleted one leaves no trace.
import type { Cursor, Page, PullContext } from '#ports/connector'
import { dayOf, instantAt } from '#values/day'
import { read } from './api.ts'
import { itemsSchema, orderSchema, parse } from './schema.ts'

const perPage = 50
const overlapMs = 5 * 60_000
/** A deal and an offer; each type is walked to its end before the next. */
const entityTypes = [2, 7] as const

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const numberOr = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback)

/** Walks by `id > last`, so that neither new nor deleted records shift a page; the last page of the last type moves the watermark. */
export async function* pullOrders(context: PullContext): AsyncGenerator<Page<unknown>> {
  const { cursor, since, timeZone } = context
  const today = dayOf(context.clock.now(), timeZone)
  const watermark = textOrNull(cursor?.['watermark'])
  const scannedOn = textOrNull(cursor?.['scannedOn'])
  const underWay = textOrNull(cursor?.['startedAt'])
  const startedAt = underWay ?? context.clock.now().toISOString()
  const isWhole = underWay === null ? scannedOn !== today || watermark === null : cursor?.['whole'] === true
  const filter =
    isWhole || watermark === null
      ? { '>=createdTime': instantAt(since, 0, 0, timeZone).toISOString() }
      : { '>=updatedTime': new Date(Date.parse(watermark) - overlapMs).toISOString() }
  let at = underWay === null ? 0 : numberOr(cursor?.['type'], 0)
  let after = underWay === null ? 0 : numberOr(cursor?.['after'], 0)
  for (;;) {
    const entityTypeId = entityTypes[at] ?? entityTypes[0]
    const answer = await read(context, 'crm.item.list', {
      entityTypeId,
      select: ['*'],
      filter: { '>id': after, ...filter },
      order: { id: 'ASC' },
      start: -1,
    })
    const { items } = parse(itemsSchema, answer.result, 'crm.item.list')
    const ids = items.flatMap((item) => orderSchema.pick({ id: true }).safeParse(item).data?.id ?? [])
    const isLast = items.length < perPage || ids.length === 0
    const done = isLast && at === entityTypes.length - 1
    after = isLast ? 0 : Math.max(after, ...ids)
    at = isLast ? at + 1 : at
    const kept: Cursor = done
      ? { watermark: startedAt, scannedOn: isWhole ? today : scannedOn, startedAt: null, whole: false, type: 0, after: 0 }
      : { watermark, scannedOn, startedAt, whole: isWhole, type: at, after }
    const records = items.map((order) => ({ entityTypeId, order }))
    yield { records, cursor: kept, ...(done && isWhole && underWay === null ? { wholeSince: since } : {}) }
    if (done) return
  }
}
