// A stand-in Fakturownia: strict about tokens, parameters and paging, with invoices that change under the reader's hands.

import type { CreateSandbox, Sandbox } from '#ports/sandbox'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'
import { PLN } from '#values/currency'
import { dayOf } from '#values/day'
import { money } from '#values/money'
import { FakturowniaBooks, type StoredInvoice } from './sandbox-books.ts'

export type FakturowniaSandbox = Sandbox & {
  readonly books: FakturowniaBooks
  /** The invoice as the API gives it now; null when there is none of that number. */
  invoiceByNumber(number: string): Record<string, unknown> | null
  cancelInvoice(id: string): void
  /** Deletes without a trace, as the vendor does. */
  removeInvoice(id: string): void
}

const error = (status: number, message: unknown): StandInAnswer => ({ status, json: { code: 'error', message } })
const orders =
  /^(number|updated_at|price_net|price_gross|price_tax|issue_date|payment_to|paid_date|transaction_date|buyer_name|buyer_tax_no|seller_name|oid)(\.(desc|asc))?$/
const periods = ['last_12_months', 'this_month', 'last_30_days', 'last_month', 'this_year', 'last_year', 'all', 'more']
const listParameters = new Set([
  'api_token',
  'page',
  'per_page',
  'period',
  'date_from',
  'date_to',
  'search_date_type',
  'include_positions',
  'income',
  'kind',
  'kinds[]',
  'number',
  'client_id',
  'invoice_ids',
  'order',
])
const statuses = ['issued', 'sent', 'paid', 'partial', 'rejected']

type Paging = { readonly page: number; readonly perPage: number }

function pagingOf(query: URLSearchParams): Paging | null {
  const page = Number(query.get('page') ?? 1)
  const perPage = Number(query.get('per_page') ?? 50)
  return Number.isInteger(page) && Number.isInteger(perPage) && page >= 1 && perPage >= 1 && perPage <= 100 ? { page, perPage } : null
}

const slice = <T>(rows: readonly T[], { page, perPage }: Paging): readonly T[] => rows.slice((page - 1) * perPage, page * perPage)

function bodyOf(request: StandInRequest): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(request.body)
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function listInvoices(books: FakturowniaBooks, query: URLSearchParams): StandInAnswer {
  const paging = pagingOf(query)
  const [order = '', direction] = (query.get('order') ?? 'issue_date.desc').split('.')
  const period = query.get('period') ?? 'all'
  const unknown = [...query.keys()].find((name) => !listParameters.has(name))
  if (unknown !== undefined) return error(422, { [unknown]: ['nieznany parametr'] })
  if (paging === null || !periods.includes(period) || !orders.test(query.get('order') ?? 'number'))
    return error(422, { base: ['nieprawidłowe parametry'] })
  const from = query.get('date_from') ?? ''
  const to = query.get('date_to') ?? ''
  if (period === 'more' && (!/^\d{4}-\d\d-\d\d$/.test(from) || !/^\d{4}-\d\d-\d\d$/.test(to)))
    return error(422, { date_from: ['nie może być puste'] })
  const dateField = query.get('search_date_type') ?? 'issue_date'
  const number = query.get('number')
  const wanted = query.getAll('kinds[]')
  const ofKinds = [...books.invoices.values(), ...books.orders.values()].filter((document) =>
    wanted.includes(String(document.fields['kind'])),
  )
  const rows = (wanted.length === 0 ? [...books.invoices.values()] : ofKinds)
    .filter(
      (invoice) => period !== 'more' || (String(invoice.fields[dateField] ?? '') >= from && String(invoice.fields[dateField] ?? '') <= to),
    )
    .filter((invoice) => number === null || invoice.fields['number'] === number)
    .filter((invoice) => (query.get('income') === 'no') === (invoice.fields['income'] === false))
  const key = (invoice: StoredInvoice): string =>
    order === 'updated_at' ? new Date(String(invoice.fields[order])).toISOString() : String(invoice.fields[order] ?? '')
  const sign = direction === 'desc' ? -1 : 1
  const sorted = rows
    .map((invoice) => ({ invoice, key: key(invoice) }))
    .sort((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.invoice.id - b.invoice.id))
    .map(({ invoice }) => invoice)
  return { status: 200, json: slice(sorted, paging).map((invoice) => books.render(invoice, query.get('include_positions') === 'true')) }
}

function readInvoice(books: FakturowniaBooks, invoice: StoredInvoice, query: URLSearchParams): StandInAnswer {
  const extras = (query.get('additional_fields[invoice]') ?? '').split(',')
  const payments = [...books.payments.values()]
    .filter((payment) => payment.invoiceId === invoice.id)
    .map((payment) => books.renderPayment(payment))
  return {
    status: 200,
    json: { ...books.render(invoice, true), ...(extras.includes('connected_payments') ? { connected_payments: payments } : {}) },
  }
}

/** A PDF of one empty page that names its invoice, enough for a reader to open. */
function invoicePdf(books: FakturowniaBooks, id: number): StandInAnswer {
  const invoice = books.invoices.get(id)
  if (invoice === undefined) return error(404, 'not found')
  const number = String(invoice.fields['number']).replace(/[^\x20-\x7e]|[()\\]/g, '?')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    `<< /Title (Faktura ${number}) >>`,
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const plain = `${body}xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return { status: 200, plain, headers: { 'content-type': 'application/pdf' } }
}

function createPayment(books: FakturowniaBooks, body: Record<string, unknown> | null): StandInAnswer {
  const input = body?.['banking_payment'] as Record<string, unknown> | undefined
  if (input === undefined) return error(422, { banking_payment: ['nie może być puste'] })
  const price = Number(input['price'])
  if (typeof input['name'] !== 'string' || input['name'] === '' || !Number.isFinite(price))
    return error(422, { name: ['nie może być puste'] })
  const invoiceId = input['invoice_id'] === undefined || input['invoice_id'] === null ? null : Number(input['invoice_id'])
  if (invoiceId !== null && !books.invoices.has(invoiceId)) return error(422, { invoice_id: ['nie istnieje'] })
  if (invoiceId !== null && books.invoices.get(invoiceId)?.fields['cancelled'] === true)
    return error(422, { invoice_id: ['faktura anulowana'] })
  const payment = books.pay({
    name: input['name'],
    price,
    invoiceId,
    paidDate: typeof input['paid_date'] === 'string' ? input['paid_date'] : null,
  })
  return { status: 201, json: books.renderPayment(payment) }
}

function listPayments(books: FakturowniaBooks, query: URLSearchParams): StandInAnswer {
  const paging = pagingOf(query)
  if (paging === null) return error(422, { base: ['nieprawidłowe parametry'] })
  const invoiceId = query.get('invoice_id')
  const rows = [...books.payments.values()]
    .filter((payment) => invoiceId === null || payment.invoiceId === Number(invoiceId))
    .sort((a, b) => b.id - a.id)
  return { status: 200, json: slice(rows, paging).map((payment) => books.renderPayment(payment, query.get('include') === 'invoices')) }
}

/** Starts with the books of the seed; amounts, paging and errors are the vendor's. */
export const createSandbox: CreateSandbox<FakturowniaSandbox> = (seed, options = {}) => {
  const books = new FakturowniaBooks(seed)
  const token = options.secret ?? 'TAJNYTOKEN123/standin'
  const webhookToken = 'webhook-stand-in-4711'
  let baseUrl = ''
  const today = () => dayOf(seed.clock.now(), seed.timeZone)

  const answer = (request: StandInRequest): StandInAnswer => {
    const body = bodyOf(request)
    const given = request.headers['authorization']?.replace(/^Bearer /, '') ?? request.query.get('api_token') ?? body?.['api_token']
    if (given !== token || (body !== null && 'api_token' in body && body['api_token'] !== token))
      return error(401, 'Niepoprawny kod autoryzacyjny API')
    const route = `${request.method} ${request.path}`
    if (route === 'GET /invoices.json') return listInvoices(books, request.query)
    if (route === 'GET /banking/payments.json') return listPayments(books, request.query)
    if (route === 'POST /banking/payments.json') return createPayment(books, body)
    if (route === 'GET /products.json' || route === 'GET /categories.json') {
      const paging = pagingOf(request.query)
      const rows = route === 'GET /products.json' ? books.products() : books.categories()
      return paging === null ? error(422, { base: ['nieprawidłowe parametry'] }) : { status: 200, json: slice(rows, paging) }
    }
    if (route === 'GET /departments.json')
      return { status: 200, json: [{ id: 1, name: seed.company.name, shortcut: seed.company.name, tax_no: seed.company.taxId }] }
    const payment = /^DELETE \/banking\/payments\/(\d+)\.json$/.exec(route)
    if (payment !== null) return books.unpay(Number(payment[1])) ? { status: 200, json: 'ok' } : error(404, 'not found')
    const drawn = /^GET \/invoices\/(\d+)\.pdf$/.exec(route)?.[1]
    if (drawn !== undefined) return invoicePdf(books, Number(drawn))
    const one = /^(GET|POST) \/invoices\/(\d+)(\/change_status)?\.json$/.exec(route)
    const invoice = books.invoices.get(Number(one?.[2]))
    if (one === null || invoice === undefined) return error(404, 'not found')
    if (one[1] === 'GET' && one[3] === undefined) return readInvoice(books, invoice, request.query)
    const status = request.query.get('status') ?? ''
    if (one[1] !== 'POST' || one[3] === undefined) return error(404, 'not found')
    if (!statuses.includes(status)) return error(422, { status: ['nieprawidłowy'] })
    if (status === 'paid' || status === 'issued') books.markPaid(invoice.id, status === 'paid' ? today() : null)
    return { status: 200, json: { code: 'ok', message: 'ok' } }
  }

  const server = standInServer(
    {
      rateLimit: options.rateLimit ?? { requests: 200, perMs: 1000, burst: 400 },
      busyStatus: 429,
      answer,
      refuse: (status) => ({
        ...error(status, status === 401 ? 'Niepoprawny kod autoryzacyjny API' : `status ${status}`),
        ...(status === 429 ? { headers: { 'retry-after': '1' } } : {}),
      }),
    },
    options.port,
  )

  return {
    id: 'fakturownia',
    books,
    calls: server.calls,
    failNext: server.failNext,
    onAnswer: server.onAnswer,
    stop: server.stop,
    start: async () => {
      baseUrl = await server.start()
      return { baseUrl, settings: { account: baseUrl, token, webhookToken } }
    },
    wrongSettings: () => ({ account: baseUrl, token: 'mistyped' }),
    recordIds: (stream) =>
      (stream === 'invoices' ? [...books.invoices.keys()] : stream === 'orders' ? [...books.orders.keys()] : []).map(String),
    addOrder: (order) => String(books.addOrder(order).id),
    addInvoice: (invoice) => String(books.add(invoice).id),
    touch: (_stream, id) => books.edit(Number(id), {}),
    addMalformed: (stream) => {
      if (stream === 'orders') {
        const customer = { name: 'Kontrahent' }
        const order = books.addOrder({
          externalId: '',
          kind: 'order',
          number: 'ZAM/ZEPSUTE',
          issuedOn: today(),
          total: money(1n, PLN),
          state: 'open',
          customer,
        })
        books.edit(order.id, { price_gross: { amount: 123, currency: 'PLN' } })
        return String(order.id)
      }
      const stored = books.add({
        number: 'FV/ZEPSUTA',
        type: 'invoice',
        issueOn: today(),
        total: money(12300n, PLN),
        customer: { name: 'Kontrahent' },
      })
      books.edit(stored.id, { price_gross: { amount: 123, currency: 'PLN' } })
      return String(stored.id)
    },
    webhook: (wanted = {}) => ({
      headers: { 'content-type': 'application/json' },
      query: {},
      body: Buffer.from(
        JSON.stringify({
          id: 1,
          deal: { name: 'FV', price: '123.0', external_ids: { fakturownia: 1 }, event: wanted.eventId ?? 'a' },
          app_name: 'fakturownia',
          api_token: wanted.secret ?? webhookToken,
          locale: 'pl',
        }),
      ),
    }),
    snapshot: () => ({
      payments: [...books.payments.values()].map(({ name, price, invoiceId, paidDate }) => ({ name, price, invoiceId, paidDate })),
      invoices: [...books.invoices.values()]
        .map((invoice) => books.render(invoice, false))
        .map(({ id, status, paid }) => ({ id, status, paid })),
    }),
    invoiceByNumber: (number) => {
      const found = [...books.invoices.values()].find((invoice) => invoice.fields['number'] === number)
      return found === undefined ? null : books.render(found, true)
    },
    cancelInvoice: (id) => books.edit(Number(id), { cancelled: true }),
    removeInvoice: (id) => {
      books.invoices.delete(Number(id))
    },
  }
}
