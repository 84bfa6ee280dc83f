// Brings companies with their requisites: changes by time of update, and everything once a day, because a changed NIP does not touch the company.
import type { Cursor, Page, PullContext } from '#ports/connector'
import { dayOf } from '#values/day'
import { type Access, read } from './api.ts'
import { companySchema, itemsSchema, parse, requisiteSchema } from './schema.ts'

const perPage = 50
const overlapMs = 5 * 60_000
const entityType = { company: 4 } as const

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const idOf = (record: unknown): number | null => companySchema.pick({ id: true }).safeParse(record).data?.id ?? null

/** Requisites of up to fifty companies; a company may have several, so their list has pages too. */
async function requisitesOf(access: Access, companies: readonly number[]): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for (let start: number | null = 0; start !== null && companies.length > 0; ) {
    const page: { readonly result?: unknown; readonly next?: number | null | undefined } = await read(access, 'crm.requisite.list', {
      filter: { '=ENTITY_TYPE_ID': entityType.company, '@ENTITY_ID': companies },
      order: { ID: 'ASC' },
      select: ['ID', 'ENTITY_ID', 'RQ_INN', 'RQ_VAT_ID', 'RQ_COMPANY_NAME'],
      start,
    })
    found.push(...(Array.isArray(page.result) ? (page.result as readonly unknown[]) : []))
    start = page.next ?? null
  }
  return found
}

/** Walks by `id > last`, so that neither new nor deleted companies shift a page; the last page moves the watermark. */
export async function* pullCustomers(context: PullContext): AsyncGenerator<Page<unknown>> {
  const today = dayOf(context.clock.now(), context.timeZone)
  const watermark = textOrNull(context.cursor?.['watermark'])
  const scannedOn = textOrNull(context.cursor?.['scannedOn'])
  const underWay = textOrNull(context.cursor?.['startedAt'])
  const startedAt = underWay ?? context.clock.now().toISOString()
  const isWhole = underWay === null ? scannedOn !== today || watermark === null : context.cursor?.['whole'] === true
  const changed = isWhole || watermark === null ? {} : { '>=updatedTime': new Date(Date.parse(watermark) - overlapMs).toISOString() }
  let after = underWay !== null && typeof context.cursor?.['after'] === 'number' ? context.cursor['after'] : 0
  for (;;) {
    const answer = await read(context, 'crm.item.list', {
      entityTypeId: entityType.company,
      select: ['*', 'fm'],
      filter: { '>id': after, '=isMyCompany': 'N', ...changed },
      order: { id: 'ASC' },
      start: -1,
    })
    const { items } = parse(itemsSchema, answer.result, 'crm.item.list')
    const ids = items.map(idOf).filter((found) => found !== null)
    const requisites = await requisitesOf(context, ids)
    const of = (company: number | null): readonly unknown[] =>
      requisites.filter((requisite) => requisiteSchema.safeParse(requisite).data?.ENTITY_ID === company)
    const done = items.length < perPage || ids.length === 0
    after = Math.max(after, ...ids)
    const cursor: Cursor = done
      ? { watermark: startedAt, scannedOn: isWhole ? today : scannedOn, startedAt: null, whole: false, after: 0 }
      : { watermark, scannedOn, startedAt, whole: isWhole, after }
    yield { records: items.map((company) => ({ company, requisites: of(idOf(company)) })), cursor }
    if (done) return
  }
}
