// Brings invoices: a full scan of the last months once a day, and in between what changed since the watermark.
import type { Cursor, Page, PullContext } from '#ports/connector'
import { addDays, dayOf } from '#values/day'
import { callForList } from './api.ts'
import { productCategories } from './product-categories.ts'
import { recordId } from './to-invoice.ts'

const perPage = 100
/** The vendor has no filter for changes: pages sorted by change are read down to the watermark less this overlap. */
const overlapMs = 5 * 60_000
/** Invoices may be dated ahead. */
const daysAhead = 62
const mostStepsBack = 50

type Place = {
  readonly watermark: string | null
  readonly scannedOn: string | null
  readonly scanPage: number
  readonly scanMark: string | null
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const placeOf = (cursor: Cursor | null): Place => ({
  watermark: textOrNull(cursor?.['watermark']),
  scannedOn: textOrNull(cursor?.['scannedOn']),
  scanPage: typeof cursor?.['scanPage'] === 'number' ? cursor['scanPage'] : 0,
  scanMark: textOrNull(cursor?.['scanMark']),
})

const cursorOf = (place: Place): Cursor => ({ ...place })

function changedAt(record: unknown): string | null {
  const text = typeof record === 'object' && record !== null && 'updated_at' in record ? record.updated_at : null
  return typeof text === 'string' && !Number.isNaN(Date.parse(text)) ? text : null
}

/** What this pull has yielded: ids for finding the border again, versions for not yielding one twice. */
class Seen {
  readonly #versions = new Set<string>()
  readonly #ids = new Set<string>()

  fresh(records: readonly unknown[]): readonly unknown[] {
    return records.filter((record) => {
      const id = recordId(record)
      if (id === null) return true
      this.#ids.add(id)
      const version = `${id}@${changedAt(record) ?? ''}`
      return !this.#versions.has(version) && this.#versions.add(version) !== undefined
    })
  }

  hasId = (record: unknown): boolean => this.#ids.has(recordId(record) ?? '')
}

/** Narrows the list to some kinds of document. */
type Which = Readonly<Record<string, readonly string[]>>
type Listing = (page: number, size?: number) => Promise<readonly unknown[]>

/** True when records in front were deleted since the page was read: what stands at its end now was never seen, so some slipped by unread. */
async function slippedPast(list: Listing, page: number, seen: Seen): Promise<boolean> {
  const [border] = await list(page * perPage, 1)
  return border !== undefined && !seen.hasId(border)
}

/** Reads all pages of the window. An edited record moves to the front and is caught by the changes afterwards; a deleted one pulls others past the border. */
async function* scan(
  context: PullContext,
  which: Which,
  place: Place,
  seen: Seen,
): AsyncGenerator<Page<unknown>, { readonly place: Place; readonly whole: boolean }> {
  const today = dayOf(context.clock.now(), context.timeZone)
  const list: Listing = (page, size = perPage) =>
    callForList(context, '/invoices.json', {
      period: 'more',
      date_from: context.since,
      date_to: addDays(today, daysAhead),
      search_date_type: 'issue_date',
      order: 'updated_at.desc',
      include_positions: 'true',
      ...which,
      page,
      per_page: size,
    })
  const start = Math.max(1, place.scanPage - 1)
  let mark = start > 1 ? place.scanMark : null
  let stepsBack = 0
  for (let page = start; ; page++) {
    const records = await list(page)
    if (page > start && stepsBack < mostStepsBack && (await slippedPast(list, page - 1, seen))) {
      stepsBack += 1
      page -= 2
      continue
    }
    if (page === 1 && mark === null) mark = changedAt(records[0])
    const done = records.length < perPage
    const now: Place = done
      ? { watermark: mark ?? place.watermark, scannedOn: today, scanPage: 0, scanMark: null }
      : { ...place, scanPage: page, scanMark: mark }
    yield { records: seen.fresh(records), cursor: cursorOf(now) }
    if (done) return { place: now, whole: start === 1 }
  }
}

/** Reads what changed since the watermark, newest first; the watermark moves with the last page alone, so a stop in the middle loses nothing. */
async function* changes(context: PullContext, which: Which, place: Place, seen: Seen, whole: boolean): AsyncGenerator<Page<unknown>> {
  const floor = place.watermark === null ? Number.NEGATIVE_INFINITY : Date.parse(place.watermark) - overlapMs
  let newest: string | null = null
  for (let page = 1; ; page++) {
    const records = await callForList(context, '/invoices.json', {
      period: 'all',
      order: 'updated_at.desc',
      include_positions: 'true',
      ...which,
      page,
      per_page: perPage,
    })
    if (page === 1) newest = changedAt(records[0])
    const inside = records.filter((record) => Date.parse(changedAt(record) ?? '9999-01-01') >= floor)
    const done = inside.length < records.length || records.length < perPage
    yield {
      records: seen.fresh(inside),
      cursor: cursorOf(done ? { ...place, watermark: newest ?? place.watermark } : place),
      ...(done && whole ? { wholeSince: context.since } : {}),
    }
    if (done) return
  }
}

/** Yields each version of an invoice once; `cursor` null, or the first pull of a day, scans everything issued since `since`. */
export async function* pullInvoices(context: PullContext): AsyncGenerator<Page<unknown>> {
  const named = productCategories(context)
  for await (const page of pages(context)) yield { ...page, records: await named(page.records) }
}

async function* pages(context: PullContext, which: Which = {}): AsyncGenerator<Page<unknown>> {
  const seen = new Seen()
  const place = placeOf(context.cursor)
  const isScannedToday = place.scannedOn === dayOf(context.clock.now(), context.timeZone)
  const scanned = isScannedToday ? { place, whole: false } : yield* scan(context, which, place, seen)
  yield* changes(context, which, scanned.place, seen, scanned.whole)
}

/** Orders and estimates stand in the same list under kinds of their own. */
export async function* pullOrders(context: PullContext): AsyncGenerator<Page<unknown>> {
  yield* pages(context, { 'kinds[]': ['client_order', 'estimate'] })
}
