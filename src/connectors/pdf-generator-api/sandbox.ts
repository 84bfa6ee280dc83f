// A stand-in PDF Generator API: strict about the signature and the life of tokens, about templates and what a document is made of.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CreateSandbox, Sandbox } from '#ports/sandbox'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'

type Generated = { readonly templateId: number; readonly name: string; readonly data: unknown; readonly testing: boolean }
export type PdfGeneratorSandbox = Sandbox & { readonly generated: readonly Generated[] }

const error = (status: number, message: string): StandInAnswer => ({ status, json: { message } })
const known = [
  { id: 19375, name: 'Wiekowanie z logo' },
  { id: 19380, name: 'Raport dla zarządu' },
]

function claimsOf(header: string, key: string, secret: string, now: number): string | null {
  const [head = '', payload = '', given = ''] = header.replace(/^Bearer /, '').split('.')
  const expected = createHmac('sha256', secret).update(`${head}.${payload}`).digest()
  const signature = Buffer.from(given, 'base64url')
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return 'incorrect signature'
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg?: unknown }
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: unknown; sub?: unknown; exp?: unknown }
  if (alg !== 'HS256' || claims.iss !== key) return 'incorrect signature'
  if (typeof claims.sub !== 'string' || claims.sub === '') return 'sub claim missing'
  return typeof claims.exp === 'number' && claims.exp > now ? null : 'request expired'
}

export const createSandbox: CreateSandbox<PdfGeneratorSandbox> = (seed, options = {}) => {
  const apiKey = 'standin-key-4711'
  const apiSecret = options.secret ?? 'standin-secret-4711'
  const workspace = 'biuro@jantar.example'
  const generated: Generated[] = []
  let baseUrl = ''

  function generate(body: string): StandInAnswer {
    const wanted = JSON.parse(body === '' ? '{}' : body) as {
      template?: { id?: unknown; data?: unknown }
      format?: unknown
      output?: unknown
      name?: unknown
      testing?: unknown
    }
    const template = known.find(({ id }) => id === wanted.template?.id)
    if (typeof wanted.template?.id !== 'number' || typeof wanted.template.data !== 'object' || wanted.template.data === null)
      return { status: 422, json: { message: 'Incorrect parameter value', errors: { template: ['required'] } } }
    if (wanted.format !== 'pdf' || wanted.output !== 'base64')
      return { status: 422, json: { message: 'Incorrect parameter value', errors: { output: ['not supported here'] } } }
    if (template === undefined) return error(404, 'Entity not found')
    const name = typeof wanted.name === 'string' ? wanted.name : 'document'
    const [before, testing] = [generated.length, wanted.testing === true]
    generated.push({ templateId: template.id, name, data: wanted.template.data, testing })
    const pdf = `%PDF-1.7\n% ${template.name} no ${before + 1}\n%%EOF\n`
    return {
      status: 201,
      json: {
        response: Buffer.from(pdf).toString('base64'),
        meta: { name: `${name}.pdf`, display_name: name, encoding: 'base64', 'content-type': 'application/pdf' },
      },
    }
  }

  const answer = (request: StandInRequest): StandInAnswer => {
    const wrong = claimsOf(request.headers['authorization'] ?? '', apiKey, apiSecret, seed.clock.now().getTime() / 1000)
    if (wrong !== null) return error(401, `Authentication failed: ${wrong}`)
    if (request.method === 'GET' && request.path === '/api/v4/templates')
      return { status: 200, json: { response: known, meta: { total: known.length, current_page: 1, per_page: 100 } } }
    return request.method === 'POST' && request.path === '/api/v4/documents/generate'
      ? generate(request.body)
      : error(404, 'Entity not found')
  }

  const server = standInServer(
    {
      rateLimit: options.rateLimit ?? { requests: 500, perMs: 1000, burst: 500 },
      busyStatus: 429,
      answer,
      refuse: (status) => error(status, `status ${status}`),
    },
    options.port,
  )
  return {
    id: 'pdf-generator-api',
    generated,
    calls: server.calls,
    failNext: server.failNext,
    onAnswer: server.onAnswer,
    stop: server.stop,
    start: async () => {
      baseUrl = await server.start()
      return { baseUrl, settings: { apiKey, apiSecret, workspace, baseUrl } }
    },
    wrongSettings: () => ({ apiKey, apiSecret: 'mistyped', workspace, baseUrl }),
    recordIds: () => [],
    addMalformed: () => '',
    snapshot: () => structuredClone(generated),
  }
}
