// A stand-in TemplateName: make it as strict as the vendor is; the contract of connectors is proven over it.
import type { InvoiceRecord } from '#ports/invoice-format'
import type { CreateSandbox, Sandbox } from '#ports/sandbox'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'
import { formatDecimal } from '#values/decimal'

type Stored = Record<string, unknown> & { readonly id: number; updated: string }

export const createSandbox: CreateSandbox<Sandbox> = (seed, options = {}) => {
  const token = options.secret ?? 'stand-in-token'
  const invoices: Stored[] = []
  let baseUrl = ''
  const now = () => seed.clock.now().toISOString()
  const add = (invoice: InvoiceRecord, updated = now()): Stored => {
    const stored: Stored = {
      id: invoices.length + 1,
      updated,
      number: invoice.number,
      issued: invoice.issueOn,
      due: invoice.dueOn ?? null,
      total: formatDecimal(invoice.total),
      currency: invoice.total.currency,
      customer: { name: invoice.customer.name, tax_id: invoice.customer.taxId ?? null, email: invoice.customer.email ?? null },
    }
    invoices.push(stored)
    return stored
  }
  for (const invoice of seed.invoices) add(invoice, `${invoice.issueOn}T10:00:00.000Z`)

  const answer = (request: StandInRequest): StandInAnswer => {
    if (request.headers['authorization'] !== `Bearer ${token}`) return { status: 401, json: { error: 'unauthorized' } }
    if (request.method !== 'GET' || request.path !== '/invoices') return { status: 404, json: { error: 'not found' } }
    const [after, limit, since] = [
      Number(request.query.get('after') ?? 0),
      Number(request.query.get('limit') ?? 20),
      request.query.get('updated_since') ?? '',
    ]
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) return { status: 422, json: { error: 'limit' } }
    const rows = invoices.filter((invoice) => invoice.id > after && invoice.updated >= since)
    return { status: 200, json: { data: rows.slice(0, limit), more: rows.length > limit } }
  }
  const server = standInServer(
    {
      rateLimit: options.rateLimit ?? { requests: 200, perMs: 1000, burst: 400 },
      busyStatus: 429,
      answer,
      refuse: (status) => ({ status, json: { error: `status ${status}` } }),
    },
    options.port,
  )

  return {
    id: 'template-id',
    calls: server.calls,
    failNext: server.failNext,
    onAnswer: server.onAnswer,
    stop: server.stop,
    start: async () => {
      baseUrl = await server.start()
      return { baseUrl, settings: { baseUrl, token } }
    },
    wrongSettings: () => ({ baseUrl, token: 'mistyped' }),
    recordIds: (stream) => (stream === 'invoices' ? invoices.map(({ id }) => String(id)) : []),
    addInvoice: (invoice) => String(add(invoice).id),
    touch: (_stream, id) => {
      const found = invoices.find((invoice) => String(invoice.id) === id)
      if (found !== undefined) found.updated = now()
    },
    addMalformed: () => {
      const [sample] = seed.invoices
      if (sample === undefined) throw new Error('the seed has no invoice to spoil')
      const stored = add({ ...sample, number: 'ZEPSUTA' })
      stored['total'] = { amount: 1 }
      return String(stored.id)
    },
    snapshot: () => invoices.map(({ updated: _updated, ...invoice }) => invoice),
  }
}
