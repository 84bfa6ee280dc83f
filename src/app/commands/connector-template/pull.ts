// Brings invoices: everything the first time, then what changed since the watermark, page after page behind the last id.
import type { Page, PullContext } from '#ports/connector'
import { callForPage } from './api.ts'
import { recordId } from './to-invoice.ts'

const limit = 100
/** Clocks differ and commits take a moment: a little is always read again. */
const overlapMs = 5 * 60_000

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The cursor is stored with each page; the watermark moves with the last, so a pull cut short loses nothing. */
export async function* pullInvoices(context: PullContext): AsyncGenerator<Page<unknown>> {
  const watermark = textOrNull(context.cursor?.['watermark'])
  const underWay = textOrNull(context.cursor?.['startedAt'])
  const startedAt = underWay ?? context.clock.now().toISOString()
  const changed = watermark === null ? {} : { updated_since: new Date(Date.parse(watermark) - overlapMs).toISOString() }
  let after = underWay !== null && typeof context.cursor?.['after'] === 'number' ? context.cursor['after'] : 0
  for (;;) {
    const { data, more } = await callForPage(context, { after, limit, ...changed })
    after = Math.max(after, ...data.map((record) => Number(recordId(record) ?? 0)))
    yield { records: data, cursor: more ? { watermark, startedAt, after } : { watermark: startedAt, startedAt: null, after: 0 } }
    if (!more) return
  }
}
