// A stand-in Airtable: one base, strict about tokens, columns, ten records a call and keys that are there once.
import type { CreateSandbox, Sandbox } from '#ports/sandbox'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'

type Fields = Record<string, unknown>
type Table = { id: string; name: string; fields: { name: string }[]; records: { id: string; fields: Fields }[] }
export type AirtableSandbox = Sandbox & { readonly tables: readonly Table[] }

const error = (status: number, type: string, message = type): StandInAnswer => ({ status, json: { error: { type, message } } })
const base = 'appStandIn1'
const most = 10

export const createSandbox: CreateSandbox<AirtableSandbox> = (_seed, options = {}) => {
  const token = options.secret ?? 'patStandIn.secret'
  const tables: Table[] = [{ id: 'tblStandIn0', name: 'Table 1', fields: [{ name: 'Name' }], records: [] }]
  let baseUrl = ''
  let next = 1

  function upsert(table: Table, body: string): StandInAnswer {
    const { performUpsert, records } = JSON.parse(body) as {
      performUpsert: { fieldsToMergeOn: readonly string[] }
      records: readonly { fields: Fields }[]
    }
    if (records.length > most) return error(422, 'INVALID_REQUEST_UNKNOWN', 'too many records')
    const [key = ''] = performUpsert.fieldsToMergeOn
    for (const { fields } of records) {
      const unknown = Object.keys(fields).find((name) => !table.fields.some((field) => field.name === name))
      if (unknown !== undefined) return error(422, 'UNKNOWN_FIELD_NAME', `Unknown field name: "${unknown}"`)
      const same = table.records.filter((record) => record.fields[key] === fields[key])
      if (same.length > 1) return error(422, 'INVALID_REQUEST_UNKNOWN', 'more than one record matches')
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
      if (same[0] !== undefined) same[0].fields = { ...same[0].fields, ...given }
      else table.records.push({ id: `rec${next++}`, fields: given })
    }
    return { status: 200, json: { records: [], createdRecords: [], updatedRecords: [] } }
  }

  function meta(request: StandInRequest, rest: string): StandInAnswer {
    if (rest === '' && request.method === 'GET')
      return { status: 200, json: { tables: tables.map(({ id, name, fields }) => ({ id, name, fields })) } }
    const body = JSON.parse(request.body === '' ? '{}' : request.body) as { name: string; fields: { name: string }[] }
    if (rest === '') {
      if (tables.some(({ name }) => name === body.name)) return error(422, 'DUPLICATE_TABLE_NAME')
      const table = { id: `tblStandIn${tables.length}`, name: body.name, fields: body.fields, records: [] }
      tables.push(table)
      return { status: 200, json: { id: table.id, name: table.name, fields: table.fields } }
    }
    const table = tables.find(({ id }) => rest === `/${id}/fields`)
    if (table === undefined) return error(404, 'NOT_FOUND')
    table.fields.push({ name: body.name })
    return { status: 200, json: { id: `fld${table.fields.length}`, name: body.name } }
  }

  const answer = (request: StandInRequest): StandInAnswer => {
    if (request.headers['authorization'] !== `Bearer ${token}`) return error(401, 'AUTHENTICATION_REQUIRED')
    const metaPath = `/v0/meta/bases/${base}/tables`
    if (request.path.startsWith(metaPath)) return meta(request, request.path.slice(metaPath.length))
    const table = tables.find(({ id }) => request.path === `/v0/${base}/${id}`)
    if (table === undefined) return error(404, 'NOT_FOUND')
    if (request.method === 'PATCH') return upsert(table, request.body)
    if (request.method === 'DELETE') {
      const ids = request.query.getAll('records[]')
      if (ids.length > most) return error(422, 'INVALID_REQUEST_UNKNOWN', 'too many records')
      table.records = table.records.filter(({ id }) => !ids.includes(id))
      return { status: 200, json: { records: ids.map((id) => ({ id, deleted: true })) } }
    }
    const from = Number(request.query.get('offset') ?? 0)
    const size = Number(request.query.get('pageSize') ?? 100)
    const page = table.records.slice(from, from + size)
    return { status: 200, json: { records: page, ...(from + size < table.records.length ? { offset: String(from + size) } : {}) } }
  }

  const server = standInServer(
    {
      rateLimit: options.rateLimit ?? { requests: 500, perMs: 1000, burst: 500 },
      busyStatus: 429,
      answer,
      refuse: (status) => error(status, status === 429 ? 'RATE_LIMIT_REACHED' : 'SERVER_ERROR'),
    },
    options.port,
  )
  return {
    id: 'airtable',
    tables,
    calls: server.calls,
    failNext: server.failNext,
    onAnswer: server.onAnswer,
    stop: server.stop,
    start: async () => {
      baseUrl = await server.start()
      return { baseUrl, settings: { token, base, baseUrl } }
    },
    wrongSettings: () => ({ token: 'patMistyped.secret', base, baseUrl }),
    recordIds: () => [],
    addMalformed: () => '',
    snapshot: () => structuredClone(tables),
  }
}
