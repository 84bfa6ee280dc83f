// What people click: each click is one request of the web application, with the limit that its answer has to keep.
import type { ApiClient } from '#test/support/api-client'

export type Click = {
  readonly route: string
  readonly limitMs: number
  readonly weight: number
  readonly path: (pick: Pick) => string
  /** What is decided by it; without, it is read. */
  readonly body?: (pick: Pick) => object
}

/** Ids and numbers of the company, for clicks on single things. */
export type Known = {
  readonly invoices: readonly string[]
  readonly customers: readonly string[]
  readonly payments: readonly string[]
  readonly numbers: readonly string[]
  readonly names: readonly string[]
  readonly cursors: readonly string[]
  readonly waiting: readonly string[]
}
export type Pick = { readonly one: (of: keyof Known) => string; readonly random: () => number }

const list = 200
const search = 150
const part = (text: string, random: () => number, length: number): string => {
  const from = Math.floor(random() * Math.max(1, text.length - length))
  return encodeURIComponent(text.slice(from, from + length))
}

export const clicks: readonly Click[] = [
  { route: 'Pulpit', limitMs: list, weight: 3, path: () => '/dashboard' },
  { route: 'Pulpit, segment', limitMs: list, weight: 1, path: () => '/dashboard?segment=Hurt' },
  { route: 'Pulpit, category', limitMs: list, weight: 1, path: () => '/dashboard?category=Transport' },
  { route: 'Faktury', limitMs: list, weight: 3, path: () => '/invoices?limit=200&order=-issued' },
  { route: 'Faktury, next page', limitMs: list, weight: 3, path: ({ one }) => `/invoices?limit=200&order=-issued&after=${one('cursors')}` },
  { route: 'Faktury, overdue by due day', limitMs: list, weight: 3, path: () => '/invoices?limit=200&status=overdue&order=due' },
  { route: 'Faktury, open by amount', limitMs: list, weight: 2, path: () => '/invoices?limit=200&status=open&order=-open' },
  { route: 'Faktury, disputed', limitMs: list, weight: 1, path: () => '/invoices?limit=200&status=disputed' },
  { route: 'Faktury, partly paid', limitMs: list, weight: 1, path: () => '/invoices?limit=200&status=partly-paid' },
  { route: 'Faktury, one month', limitMs: list, weight: 1, path: () => '/invoices?limit=200&issuedFrom=2026-05-01&issuedTo=2026-05-31' },
  { route: 'Faktury, by number', limitMs: list, weight: 1, path: () => '/invoices?limit=200&order=number' },
  { route: 'Faktury, overdue by number', limitMs: list, weight: 1, path: () => '/invoices?limit=200&status=overdue&order=number' },
  {
    route: 'Faktury, search month',
    limitMs: search,
    weight: 1,
    path: ({ random }) => `/invoices?limit=200&search=${encodeURIComponent(`/0${1 + Math.floor(random() * 9)}/2025`)}`,
  },
  {
    route: 'Faktury, search number',
    limitMs: search,
    weight: 2,
    path: ({ one, random }) => `/invoices?limit=200&search=${part(one('numbers'), random, 11)}`,
  },
  {
    route: 'Faktury, search name',
    limitMs: search,
    weight: 2,
    path: ({ one, random }) => `/invoices?limit=200&search=${part(one('names'), random, 9)}`,
  },
  { route: 'Kontrahenci', limitMs: list, weight: 2, path: () => '/customers?limit=200&order=name' },
  { route: 'Kontrahenci, overdue', limitMs: list, weight: 2, path: () => '/customers?limit=200&owing=overdue&order=-overdue' },
  {
    route: 'Kontrahenci, search',
    limitMs: search,
    weight: 2,
    path: ({ one, random }) => `/customers?limit=200&search=${part(one('names'), random, 6)}`,
  },
  { route: 'Wpłaty', limitMs: list, weight: 3, path: () => '/payments?limit=200' },
  { route: 'Wpłaty, to review', limitMs: list, weight: 2, path: () => '/payments?limit=200&status=to-review' },
  {
    route: 'Wpłaty, search title',
    limitMs: search,
    weight: 2,
    path: ({ one, random }) => `/payments?limit=200&search=${part(one('numbers'), random, 11)}`,
  },
  { route: 'Wpłaty by amount', limitMs: list, weight: 1, path: () => '/payments?limit=200&order=-amount' },
  // Somebody works meanwhile, so that kept sums do not stay true for long.
  {
    route: 'Wpłaty, put off',
    limitMs: list,
    weight: 2,
    path: ({ one }) => `/payments/${one('waiting')}/snooze`,
    body: ({ random }) => ({ until: random() < 0.5 ? null : '2099-01-01' }),
  },
  { route: 'Search everywhere, month', limitMs: search, weight: 1, path: () => `/search?q=${encodeURIComponent('/05/2025')}` },
  {
    route: 'Search everywhere, number',
    limitMs: search,
    weight: 3,
    path: ({ one, random }) => `/search?q=${part(one('numbers'), random, 11)}`,
  },
  { route: 'Search everywhere, name', limitMs: search, weight: 2, path: ({ one, random }) => `/search?q=${part(one('names'), random, 9)}` },
  {
    route: 'Search everywhere, amount',
    limitMs: search,
    weight: 1,
    path: ({ random }) => `/search?q=${Math.floor(50 + random() * 9_000)},${Math.floor(10 + random() * 89)}`,
  },
  { route: 'Invoice sheet', limitMs: list, weight: 4, path: ({ one }) => `/invoices/${one('invoices')}` },
  { route: 'Payment sheet', limitMs: list, weight: 3, path: ({ one }) => `/payments/${one('payments')}` },
  { route: 'Customer page', limitMs: list, weight: 2, path: ({ one }) => `/customers/${one('customers')}` },
]

type Rows = readonly Record<string, unknown>[]

/** Reads some pages, so that later clicks have things to open. */
export async function knownOf(client: ApiClient, base: string): Promise<Known> {
  const texts = (rows: Rows, field: string) => rows.map((row) => String(row[field])).filter((text) => text !== 'null')
  const cursors: string[] = []
  const invoices: Record<string, unknown>[] = []
  let after = ''
  for (let page = 0; page < 8; page++) {
    const { body } = await client.get(`${base}/invoices?limit=200&order=-issued${after === '' ? '' : `&after=${after}`}`)
    invoices.push(...(body['rows'] as Rows))
    after = typeof body['next'] === 'string' ? body['next'] : ''
    if (after !== '') cursors.push(after)
  }
  const customers = (await client.get(`${base}/customers?limit=200`)).body['rows'] as Rows
  const waiting = (await client.get(`${base}/payments?limit=200&status=to-review`)).body['rows'] as Rows
  const payments = (await client.get(`${base}/payments?limit=200`)).body['rows'] as Rows
  return {
    invoices: texts(invoices, 'invoiceId'),
    numbers: texts(invoices, 'number'),
    cursors,
    customers: [...new Set([...texts(invoices, 'customerId'), ...texts(customers, 'customerId')])],
    names: [...texts(invoices, 'customerName'), ...texts(customers, 'name')],
    payments: texts(payments, 'paymentId'),
    waiting: texts(waiting, 'paymentId'),
  }
}
