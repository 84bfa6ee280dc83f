// Brings balance transactions: everything created since the watermark less two days, newest first.
import type { Cursor, Page, PullContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { instantAt } from '#values/day'
import { call } from './api.ts'
import { listSchema } from './schema.ts'
import { recordId } from './to-payment.ts'

const limit = 100
/** A transaction changes for a while after it was made (pending, then available), and clocks differ. */
const overlapSeconds = 48 * 3600

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const createdOf = (record: unknown): number | null =>
  typeof record === 'object' && record !== null && 'created' in record ? numberOrNull(record.created) : null

/**
 * Walks from the newest to older ones by the id of the last, so that new arrivals do not shift the pages.
 * A pull cut short goes on from that id; the watermark moves when the walk has ended.
 */
export async function* pullPayments(context: PullContext): AsyncGenerator<Page<unknown>> {
  const watermark = numberOrNull(context.cursor?.['watermark'])
  const from =
    watermark === null ? Math.floor(instantAt(context.since, 0, 0, context.timeZone).getTime() / 1000) : watermark - overlapSeconds
  let after = typeof context.cursor?.['after'] === 'string' ? context.cursor['after'] : null
  let newest = numberOrNull(context.cursor?.['newest'])
  for (;;) {
    const parsed = listSchema.safeParse(
      await call(context, '/v1/balance_transactions', {
        query: { 'created[gte]': from, limit, 'expand[]': 'data.source', ...(after === null ? {} : { starting_after: after }) },
      }),
    )
    if (!parsed.success) throw new ConnectorFailure('invalid-response', { reason: 'not-a-list', path: '/v1/balance_transactions' })
    const { data, has_more: hasMore } = parsed.data
    newest ??= createdOf(data[0])
    const last = recordId(data.at(-1))
    if (hasMore && last === null)
      throw new ConnectorFailure('invalid-response', { reason: 'no-id-to-go-on-from', path: '/v1/balance_transactions' })
    const cursor: Cursor = hasMore ? { watermark, after: last, newest } : { watermark: newest ?? watermark, after: null, newest: null }
    yield { records: data, cursor }
    if (!hasMore) return
    after = last
  }
}
