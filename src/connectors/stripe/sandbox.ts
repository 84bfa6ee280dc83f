// A stand-in Stripe: strict about keys, parameters, paging by id, and idempotency keys.

import type { CreateSandbox, Sandbox } from '#ports/sandbox'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'
import { EUR, PLN } from '#values/currency'
import { dayOf } from '#values/day'
import { money } from '#values/money'
import { StripeLedger } from './sandbox-ledger.ts'
import { sign } from './webhook.ts'

export type StripeSandbox = Sandbox & { readonly ledger: StripeLedger }

type ErrorType = 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error'

const error = (
  status: number,
  message: string,
  more: { readonly type?: ErrorType; readonly code?: string; readonly param?: string } = {},
): StandInAnswer => ({
  status,
  json: {
    error: {
      type: more.type ?? 'invalid_request_error',
      message,
      ...(more.code === undefined ? {} : { code: more.code }),
      ...(more.param === undefined ? {} : { param: more.param }),
    },
  },
  headers: { 'request-id': 'req_standin' },
})

const listParameters = /^(limit|starting_after|ending_before|expand\[\d*\]|created\[(gt|gte|lt|lte)\]|type|currency|source|payout)$/

function inRange(created: number, query: URLSearchParams): boolean {
  const bound = (name: string): number | null => (query.has(`created[${name}]`) ? Number(query.get(`created[${name}]`)) : null)
  const [gt, gte, lt, lte] = [bound('gt'), bound('gte'), bound('lt'), bound('lte')]
  return (
    (gt === null || created > gt) && (gte === null || created >= gte) && (lt === null || created < lt) && (lte === null || created <= lte)
  )
}

function listTransactions(ledger: StripeLedger, query: URLSearchParams): StandInAnswer {
  const unknown = [...query.keys()].find((name) => !listParameters.test(name))
  if (unknown !== undefined) return error(400, `Received unknown parameter: ${unknown}`, { code: 'parameter_unknown', param: unknown })
  const limit = Number(query.get('limit') ?? 10)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return error(400, 'Invalid integer: limit', { param: 'limit' })
  const rows = ledger.newestFirst().filter(({ created }) => inRange(created, query))
  const after = query.get('starting_after')
  const start = after === null ? 0 : rows.findIndex(({ id }) => id === after) + 1
  if (after !== null && start === 0)
    return error(400, `No such balance_transaction: '${after}'`, { code: 'resource_missing', param: 'starting_after' })
  const expand = [...query.entries()].some(([name, value]) => name.startsWith('expand') && value === 'data.source')
  const data = rows
    .slice(start, start + limit)
    .map((row) => (expand ? { ...row, source: ledger.sources.get(String(row['source'])) ?? row['source'] } : row))
  return { status: 200, json: { object: 'list', url: '/v1/balance_transactions', has_more: start + limit < rows.length, data } }
}

function createLink(ledger: StripeLedger, form: URLSearchParams): StandInAnswer {
  const field = (name: string): string => form.get(name) ?? ''
  const currency = field('line_items[0][price_data][currency]')
  const amount = Number(field('line_items[0][price_data][unit_amount]'))
  if (!/^[a-z]{3}$/.test(currency)) return error(400, `Invalid currency: ${currency}`, { param: 'line_items[0][price_data][currency]' })
  if (!Number.isInteger(amount) || amount < 1)
    return error(400, 'Invalid integer', { code: 'parameter_invalid_integer', param: 'line_items[0][price_data][unit_amount]' })
  if (field('line_items[0][price_data][product_data][name]') === '')
    return error(400, 'Missing required param: product_data[name]', {
      code: 'parameter_missing',
      param: 'line_items[0][price_data][product_data][name]',
    })
  if (field('line_items[0][quantity]') !== '1')
    return error(400, 'Missing required param: quantity', { code: 'parameter_missing', param: 'line_items[0][quantity]' })
  const metadata = Object.fromEntries(
    [...form].flatMap(([name, value]) => {
      const key = /^payment_intent_data\[metadata\]\[(\w{1,40})\]$/.exec(name)?.[1]
      return key === undefined ? [] : [[key, value]]
    }),
  )
  const link = ledger.addLink({ currency, amount, invoice: metadata['invoice'] ?? '', metadata })
  return {
    status: 200,
    json: { id: link.id, object: 'payment_link', active: true, currency, url: link.url, metadata: { invoice: field('metadata[invoice]') } },
  }
}

function changeLink(ledger: StripeLedger, id: string, form: URLSearchParams): StandInAnswer {
  const link = ledger.links.get(id)
  if (link === undefined) return error(404, `No such payment_link: '${id}'`, { code: 'resource_missing', param: 'payment_link' })
  const active = form.get('active')
  if (active !== 'true' && active !== 'false') return error(400, `Invalid boolean: ${active}`, { param: 'active' })
  link.active = active === 'true'
  return { status: 200, json: { id: link.id, object: 'payment_link', active: link.active, currency: link.currency, url: link.url } }
}

/** POSTs with a key are answered once: the same answer for the same parameters, an error for others. */
function idempotent(
  kept: Map<string, { readonly body: string; readonly answer: StandInAnswer }>,
  request: StandInRequest,
  work: () => StandInAnswer,
): StandInAnswer {
  const key = request.headers['idempotency-key']
  const before = key === undefined ? undefined : kept.get(key)
  if (before !== undefined) {
    return before.body === request.body
      ? { ...before.answer, headers: { ...before.answer.headers, 'idempotent-replayed': 'true' } }
      : error(400, 'Keys for idempotent requests can only be used with the same parameters they were first used with.', {
          type: 'idempotency_error',
        })
  }
  const answer = work()
  if (key !== undefined && answer.status < 500) kept.set(key, { body: request.body, answer })
  return answer
}

/** Starts with the payments of the seed as charges; the fee is that of a European card. */
export const createSandbox: CreateSandbox<StripeSandbox> = (seed, options = {}) => {
  const ledger = new StripeLedger(seed)
  const apiKey = options.secret ?? 'rk_test_51StandInKey'
  const webhookSecret = 'whsec_stand_in_4711'
  const kept = new Map<string, { readonly body: string; readonly answer: StandInAnswer }>()
  let baseUrl = ''

  const answer = (request: StandInRequest): StandInAnswer => {
    const given = request.headers['authorization'] ?? ''
    if (given !== `Bearer ${apiKey}`) return error(401, `Invalid API Key provided: ${given.slice(7, 11)}***`)
    const route = `${request.method} ${request.path}`
    if (route === 'GET /v1/balance_transactions') return listTransactions(ledger, request.query)
    if (route === 'GET /v1/balance')
      return { status: 200, json: { object: 'balance', livemode: false, available: balance('available'), pending: balance('pending') } }
    if (route === 'GET /v1/account')
      return {
        status: 200,
        json: {
          id: 'acct_1StandIn',
          object: 'account',
          business_profile: { name: seed.company.name },
          settings: { dashboard: { display_name: seed.company.name } },
        },
      }
    const linkId = /^POST \/v1\/payment_links\/([^/]+)$/.exec(route)?.[1]
    if (route !== 'POST /v1/payment_links' && linkId === undefined) return error(404, `Unrecognized request URL (${route}).`)
    if (request.headers['content-type'] !== 'application/x-www-form-urlencoded')
      return error(400, 'Invalid request: parameters are form-encoded.')
    if (linkId !== undefined) return changeLink(ledger, decodeURIComponent(linkId), new URLSearchParams(request.body))
    return idempotent(kept, request, () => createLink(ledger, new URLSearchParams(request.body)))
  }

  const balance = (status: string): readonly unknown[] =>
    [PLN, EUR]
      .map((currency) => currency.toLowerCase())
      .map((currency) => ({
        currency,
        amount: ledger.transactions
          .filter((transaction) => transaction['currency'] === currency && transaction.status === status)
          .reduce((sum, { net }) => sum + net, 0),
      }))

  const server = standInServer(
    {
      rateLimit: options.rateLimit ?? { requests: 200, perMs: 1000, burst: 400 },
      busyStatus: 429,
      answer,
      refuse: (status) =>
        status === 429
          ? { ...error(429, 'Too many requests', { code: 'rate_limit' }), headers: { 'retry-after': '1', 'stripe-should-retry': 'true' } }
          : error(status, `status ${status}`, { type: status >= 500 ? 'api_error' : 'invalid_request_error' }),
    },
    options.port,
  )

  return {
    id: 'stripe',
    ledger,
    calls: server.calls,
    failNext: server.failNext,
    onAnswer: server.onAnswer,
    stop: server.stop,
    start: async () => {
      baseUrl = await server.start()
      return { baseUrl, settings: { apiKey, webhookSecret, baseUrl } }
    },
    wrongSettings: () => ({ apiKey: 'rk_test_mistyped', baseUrl }),
    recordIds: (stream) => (stream === 'payments' ? ledger.transactions.map(({ id }) => id) : []),
    addPayment: (payment) => ledger.add(payment).id,
    touch: (_stream, id) => {
      const found = ledger.transactions.find((transaction) => transaction.id === id)
      if (found !== undefined) found.status = 'available'
    },
    addMalformed: () => {
      const occurredAt = seed.clock.now()
      const stored = ledger.add({
        externalId: 'malformed',
        kind: 'payment',
        bookedOn: dayOf(occurredAt, seed.timeZone),
        occurredAt,
        amount: money(100n, PLN),
        title: 'zepsuta',
      })
      Object.assign(stored, { amount: '1.00' })
      return stored.id
    },
    webhook: (wanted = {}) => {
      const at = Math.floor((wanted.at ?? seed.clock.now()).getTime() / 1000)
      const body = Buffer.from(
        JSON.stringify({
          id: wanted.eventId ?? 'evt_1StandIn',
          object: 'event',
          type: 'charge.succeeded',
          created: at,
          data: { object: {} },
        }),
      )
      return { headers: { 'stripe-signature': `t=${at},v1=${sign(wanted.secret ?? webhookSecret, String(at), body)}` }, query: {}, body }
    },
    snapshot: () => ({ links: [...ledger.links.values()] }),
  }
}
