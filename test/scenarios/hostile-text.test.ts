// Text of strangers, from the file it came in to everything that shows it: the API, the log of what was done, mail, the report.
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSmtpSandbox } from '#channels/smtp/sandbox'
import { deliverOutbox } from '#flows/deliver-outbox'
import { runDunning } from '#flows/run-dunning'
import { settableClock } from '#ports/clock'
import { type ApiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { invoicesUpload, statementUpload } from '#test/support/uploads'
import { readId } from '#values/id'

const name = `<script>alert('k')</script>`
const number = `FV/1<img src=x onerror=alert(2)>`
const title = `"><svg onload=alert(3)> javascript:alert(4) {{7*7}} \${7*7} <%= 7*7 %>`
const payloads = [name, number, title]

/** What a browser would run, in any of the places where it was let through unescaped. */
const live = /<script|<img src=x|<svg onload|href="javascript:/i

const invoices = invoicesUpload([
  { number, issueOn: '2026-10-01', dueOn: '2026-11-12', gross: '123.45', customer: name, email: 'jan@klient.example' },
])
const statement = statementUpload('2026-11-18', [{ amount: '7.77', title, payer: `${name} Obcy`, account: 'PL27114020040000300201355387' }])

let app: TestApp
let client: ApiClient
let base: string
const smtp = createSmtpSandbox()

beforeAll(async () => {
  app = await startApp({ jobs: false, pages: false, clock: settableClock(new Date('2026-11-19T11:00:00Z')) })
  const first = await firstCompany(app)
  client = first.client
  base = first.base
  const { settings } = await smtp.start()
  await client.post(`${base}/connections`, { shelf: 'channel', pluginId: 'smtp', name, settings, kinds: ['email'] })
  await client.send('PATCH', base, { settings: { sendingMode: 'automatic' } })
  for (const [file, bytes] of [
    [`${name}.json`, invoices],
    ['wyciag.xml', statement],
  ] as const)
    expect((await client.upload(`${base}/imports`, file, bytes)).body['state'], file).toBe('read')
})

afterAll(async () => {
  await smtp.stop()
  await app.stop()
})

describe('T120 text that a browser would run', () => {
  test('comes out of the API as the JSON it is, never as a page, and nothing of it is lost', async () => {
    const seen: string[] = []
    for (const path of ['invoices', 'payments', 'customers', 'imports', 'connections', 'audit', 'search?q=alert']) {
      const response = await fetch(`${app.url}${base}/${path}`, {
        headers: { cookie: [...client.cookies].map(([key, value]) => `${key}=${value}`).join('; '), accept: 'text/html' },
      })
      expect(response.status, path).toBe(200)
      expect(response.headers.get('content-type'), path).toMatch(/^application\/json/)
      expect(response.headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(response.headers.get('content-security-policy'), path).toContain("default-src 'none'")
      seen.push(JSON.stringify(await response.json()))
    }
    for (const payload of payloads) expect(seen.join(), payload).toContain(JSON.stringify(payload).slice(1, -1))
  })

  test('in an address or a field that is refused is not echoed as a page', async () => {
    for (const path of [
      `/api/${encodeURIComponent(name)}`,
      `/api/companies/${encodeURIComponent(name)}`,
      `${base}/invoices?order=${encodeURIComponent(name)}`,
    ]) {
      const response = await fetch(app.url + path, { headers: { accept: 'text/html' } })
      expect(response.headers.get('content-type'), path).toMatch(/^application\/json/)
      expect(await response.text(), path).not.toMatch(live)
    }
  })

  test('reaches a customer by mail as text: nothing live in the page, the subject one line', async () => {
    const companyId = readId('company', base.split('/').at(-1) ?? '') ?? ''
    expect(await runDunning(app.house.shell, { companyId })).toMatchObject({ planned: 1 })
    await deliverOutbox(app.house.shell, { companyId })
    expect(smtp.received).toHaveLength(1)
    const mail = smtp.received[0]?.email
    expect(mail?.html).toContain('&lt;img src=x onerror=alert(2)&gt;')
    expect(mail?.html).not.toMatch(live)
    expect(mail?.text).toContain(number)
    expect(mail?.subject).not.toMatch(/[\r\n]/)
    const shown = await client.get(`${base}/outbox`)
    expect(shown.headers.get('content-type')).toMatch(/^application\/json/)
  })

  test('stands in the PDF of the report as letters, with no script and no link made of it', async () => {
    const made = await client.post(`${base}/reports/monthly`, { month: '2026-11' })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    const response = await fetch(`${app.url}${base}/reports/${String(made.body['reportId'])}/file`, {
      headers: { cookie: [...client.cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
    })
    expect(response.headers.get('content-disposition')).toMatch(/^attachment;/)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const raw = Buffer.from(bytes).toString('latin1')
    expect(raw).not.toMatch(/\/JavaScript|\/JS\b|\/OpenAction|\/Launch|\/URI\b/)
    const { text } = await extractText(bytes, { mergePages: true })
    expect(text.replace(/\s+/g, '')).toContain(`<script>alert('k')</script>`)
  })
})
