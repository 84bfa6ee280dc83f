// A stand-in Google Sheets: checks the signed assertion, knows one spreadsheet, applies a batch as a whole or not at all.
import { createHash, generateKeyPairSync, verify } from 'node:crypto'
import type { CreateSandbox, Sandbox } from '#ports/sandbox'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'

type Sheet = { sheetId: number; title: string; rowCount: number; columnCount: number; cells: unknown[][] }
export type SheetsSandbox = Sandbox & { readonly sheets: readonly Sheet[] }

const error = (code: number, status: string, message: string): StandInAnswer => ({
  status: code,
  json: { error: { code, message, status } },
})
const spreadsheetId = '1StandInSpreadsheet'

type Request = {
  readonly addSheet?: { readonly properties: { readonly title: string } }
  readonly updateSheetProperties?: {
    readonly properties: { readonly sheetId: number; readonly gridProperties: { readonly rowCount: number; readonly columnCount: number } }
  }
  readonly updateCells?: {
    readonly range: { readonly sheetId: number }
    readonly rows: readonly { readonly values: readonly { readonly userEnteredValue?: Readonly<Record<string, unknown>> }[] }[]
    readonly fields: string
  }
}

export const createSandbox: CreateSandbox<SheetsSandbox> = (seed, options = {}) => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const email = 'skarbnik@stand-in.iam.gserviceaccount.com'
  const bearer = createHash('sha256')
    .update(options.secret ?? 'stand-in')
    .digest('hex')
  const sheets: Sheet[] = [{ sheetId: 0, title: 'Arkusz1', rowCount: 1000, columnCount: 26, cells: [] }]
  let baseUrl = ''

  const keyFile = (key: typeof privateKey): string =>
    JSON.stringify({
      type: 'service_account',
      private_key_id: options.secret ?? 'standin',
      private_key: key.export({ type: 'pkcs8', format: 'pem' }),
      client_email: email,
    })

  function grant(request: StandInRequest): StandInAnswer {
    const [head = '', claims = '', signature = ''] = (new URLSearchParams(request.body).get('assertion') ?? '').split('.')
    const right = verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url'))
    if (!right) return { status: 400, json: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } }
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iss?: string; exp?: number; scope?: string }
    const now = seed.clock.now().getTime() / 1000
    if (said.iss !== email || said.scope?.endsWith('/auth/spreadsheets') !== true || (said.exp ?? 0) < now || (said.exp ?? 0) > now + 3_660)
      return { status: 400, json: { error: 'invalid_grant' } }
    return { status: 200, json: { access_token: bearer, expires_in: 3599, token_type: 'Bearer' } }
  }

  /** Throws the refusal; nothing of a batch is kept when one of its requests is refused. */
  function batch(request: StandInRequest): StandInAnswer {
    const { requests } = JSON.parse(request.body) as { requests: readonly Request[] }
    const draft = structuredClone(sheets)
    const replies: object[] = []
    for (const each of requests) {
      if (each.addSheet !== undefined) {
        const { title } = each.addSheet.properties
        if (draft.some((sheet) => sheet.title === title))
          return error(400, 'INVALID_ARGUMENT', `Invalid requests[0].addSheet: A sheet with the name "${title}" already exists.`)
        const sheetId = draft.length * 7
        draft.push({ sheetId, title, rowCount: 1000, columnCount: 26, cells: [] })
        replies.push({ addSheet: { properties: { sheetId, title } } })
        continue
      }
      const sheetId = each.updateSheetProperties?.properties.sheetId ?? each.updateCells?.range.sheetId
      const sheet = draft.find((known) => known.sheetId === sheetId)
      if (sheet === undefined) return error(400, 'INVALID_ARGUMENT', `No grid with id: ${sheetId}`)
      if (each.updateSheetProperties !== undefined) Object.assign(sheet, each.updateSheetProperties.properties.gridProperties)
      if (each.updateCells !== undefined) {
        const { rows, fields } = each.updateCells
        if (!fields.includes('userEnteredValue')) return error(400, 'INVALID_ARGUMENT', 'At least one field must be listed in fields.')
        if (rows.length > sheet.rowCount || rows.some((row) => row.values.length > sheet.columnCount))
          return error(400, 'INVALID_ARGUMENT', 'Attempting to write outside the grid')
        sheet.cells = rows.map(({ values }) => values.map(({ userEnteredValue }) => Object.values(userEnteredValue ?? {})[0] ?? null))
      }
      replies.push({})
    }
    sheets.splice(0, sheets.length, ...draft)
    return { status: 200, json: { spreadsheetId, replies } }
  }

  const answer = (request: StandInRequest): StandInAnswer => {
    if (request.path === '/token') return grant(request)
    if (request.headers['authorization'] !== `Bearer ${bearer}`)
      return error(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.')
    if (request.method === 'GET' && request.path === `/v4/spreadsheets/${spreadsheetId}`)
      return {
        status: 200,
        json: {
          properties: { title: `Raporty, ${seed.company.name}` },
          sheets: sheets.map(({ sheetId, title }) => ({ properties: { sheetId, title } })),
        },
      }
    if (request.method === 'POST' && request.path === `/v4/spreadsheets/${spreadsheetId}:batchUpdate`) return batch(request)
    return error(404, 'NOT_FOUND', 'Requested entity was not found.')
  }

  const server = standInServer(
    {
      rateLimit: options.rateLimit ?? { requests: 300, perMs: 1000, burst: 300 },
      busyStatus: 429,
      answer,
      refuse: (status) => error(status, status === 429 ? 'RESOURCE_EXHAUSTED' : 'UNKNOWN', `status ${status}`),
    },
    options.port,
  )
  return {
    id: 'google-sheets',
    sheets,
    calls: server.calls,
    failNext: server.failNext,
    onAnswer: server.onAnswer,
    stop: server.stop,
    start: async () => {
      baseUrl = await server.start()
      return { baseUrl, settings: { serviceAccount: keyFile(privateKey), spreadsheet: spreadsheetId, baseUrl } }
    },
    wrongSettings: () => ({ serviceAccount: keyFile(other.privateKey), spreadsheet: spreadsheetId, baseUrl }),
    recordIds: () => [],
    addMalformed: () => '',
    snapshot: () => structuredClone(sheets),
  }
}
