// A stand-in Bitrix24: strict about the webhook address, filters, field names and money, with the vendor's 503 when called too often.
import type { CreateSandbox, Sandbox } from '#ports/sandbox'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'
import { PLN } from '#values/currency'
import { dayOf } from '#values/day'
import { money } from '#values/money'
import { BitrixError, run } from './sandbox-methods.ts'
import { BitrixPortal, type Item, type ItemType } from './sandbox-portal.ts'

export type BitrixSandbox = Sandbox & {
  readonly portal: BitrixPortal
  /** The smart invoice of that number; null when there is none. */
  invoiceByNumber(number: string): Item | null
  companyByTitle(title: string): Item | null
}

const refusals: Readonly<Record<number, readonly [string, string]>> = {
  401: ['NO_AUTH_FOUND', 'Wrong authorization data'],
  403: ['insufficient_scope', 'The request requires higher privileges than provided by the webhook token'],
  429: ['OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.'],
  500: ['INTERNAL_SERVER_ERROR', 'Internal server error'],
  503: ['QUERY_LIMIT_EXCEEDED', 'Too many requests'],
}

function refuse(status: number): StandInAnswer {
  const [error, description] = refusals[status] ?? [`HTTP_${status}`, `status ${status}`]
  return { status, json: { error, error_description: description } }
}

function paramsOf(request: StandInRequest): Readonly<Record<string, unknown>> {
  if (request.body === '') return {}
  const parsed: unknown = JSON.parse(request.body)
  return typeof parsed === 'object' && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : {}
}

const withoutTimes = ({ createdTime: _created, updatedTime: _updated, ...rest }: Item): unknown => rest

/** Starts with the customers of the seed as companies; invoices come by write-backs or from a salesperson. */
export const createSandbox: CreateSandbox<BitrixSandbox> = (seed, options = {}) => {
  const portal = new BitrixPortal(seed)
  const code = options.secret ?? 'standin0code4711'
  const applicationToken = 'token-stand-in-4711'
  let baseUrl = ''

  const answer = (request: StandInRequest): StandInAnswer => {
    const match = /^\/rest\/(\d+)\/([^/]+)\/([a-zA-Z.]+?)(\.json)?$/.exec(request.path)
    if (match === null || match[2] !== code || match[1] !== '1')
      return { status: 401, json: { error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' } }
    if (request.method !== 'POST') return refuse(403)
    try {
      const time = {
        start: 1754380800.1,
        finish: 1754380800.2,
        duration: 0.1,
        processing: 0.05,
        date_start: portal.now(),
        date_finish: portal.now(),
        operating_reset_at: 1754381400,
        operating: 0.05,
      }
      return { status: 200, json: { ...run(portal, match[3] ?? '', paramsOf(request)), time } }
    } catch (error) {
      if (error instanceof BitrixError) return { status: error.status, json: { error: error.code, error_description: error.message } }
      throw error
    }
  }

  const server = standInServer(
    { rateLimit: options.rateLimit ?? { requests: 200, perMs: 1000, burst: 400 }, busyStatus: 503, answer, refuse },
    options.port,
  )
  const find = (type: ItemType, field: string, value: string): Item | null =>
    [...portal.items[type].values()].find((item) => item[field] === value) ?? null
  const orderKey = (item: Item): string => `${item['entityTypeId'] === 2 ? 'deal' : 'quote'}:${item.id}`
  const orders = (): readonly string[] => [...portal.items[2].values(), ...portal.items[7].values()].map(orderKey)
  const customers = (): readonly Item[] => [...portal.items[4].values()].filter((item) => item['isMyCompany'] === 'N')

  return {
    id: 'bitrix24',
    portal,
    calls: server.calls,
    failNext: server.failNext,
    onAnswer: server.onAnswer,
    stop: server.stop,
    start: async () => {
      baseUrl = await server.start()
      return { baseUrl, settings: { webhookUrl: `${baseUrl}/rest/1/${code}/`, applicationToken } }
    },
    wrongSettings: () => ({ webhookUrl: `${baseUrl}/rest/1/mistyped/` }),
    recordIds: (stream) => (stream === 'customers' ? customers().map(({ id }) => String(id)) : stream === 'orders' ? orders() : []),
    addOrder: (order) => orderKey(portal.addOrder(order)),
    addCustomer: (customer) => String(portal.addCompany(customer).id),
    addInvoice: (invoice) => String(portal.addInvoice(invoice).id),
    touch: (stream, id) => {
      const [kind, number] = id.split(':')
      const item = stream === 'orders' ? portal.items[kind === 'deal' ? 2 : 7].get(Number(number)) : portal.items[4].get(Number(id))
      if (item !== undefined) portal.update(item, {})
    },
    addMalformed: (stream) => {
      if (stream === 'orders') {
        const { name } = seed.customers[0] ?? { name: '' }
        const deal = portal.addOrder({
          externalId: '',
          kind: 'deal',
          number: '',
          issuedOn: dayOf(seed.clock.now(), seed.timeZone),
          total: money(100n, PLN),
          state: 'open',
          customer: { name },
        })
        portal.update(deal, { opportunity: { amount: 1 } })
        return orderKey(deal)
      }
      const company = portal.addCompany({ name: 'Zepsuta' })
      portal.update(company, { title: { text: 'Zepsuta' } })
      return String(company.id)
    },
    webhook: (wanted = {}) => ({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      query: {},
      body: Buffer.from(
        new URLSearchParams({
          event: 'ONCRMCOMPANYUPDATE',
          'data[FIELDS][ID]': wanted.eventId ?? '6',
          ts: String(Math.floor((wanted.at ?? seed.clock.now()).getTime() / 1000)),
          'auth[domain]': 'stand-in.bitrix24.example',
          'auth[application_token]': wanted.secret ?? applicationToken,
        }).toString(),
      ),
    }),
    snapshot: () => ({
      invoices: [...portal.items[31].values()].map(withoutTimes),
      companies: [...portal.items[4].values()].map(withoutTimes),
      fields: portal.userFields,
    }),
    invoiceByNumber: (number) => find(31, 'accountNumber', number),
    companyByTitle: (title) => find(4, 'title', title),
  }
}
