// Text of strangers on the real screens: what a browser would run in a name, a number or a title stands there as the letters it is.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile } from '#flows/import-file'
import { makeCompany } from '#flows/make-company'
import { matchPayments } from '#flows/match-payments'
import { startApp, type TestApp } from '#test/support/app'
import { launchBrowser } from '#test/support/browser'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile } from '#test/support/plain-files'
import { testActor } from '#test/support/shell'
import { type Id, writeId } from '#values/id'
import { openPerson } from './person.ts'
import { demoAccount } from './sample-firm.ts'

const name = `<script>alert('kontrahent')</script>`
const number = `FV/1<img src=x onerror=alert('numer')>`
const title = `"><svg onload=alert('tytul')> javascript:alert(4) FV/1`
const payer = `<iframe srcdoc="<script>parent.alert('platnik')</script>"></iframe>`
const item = `<a href="javascript:alert('pozycja')">lampa</a>{{constructor.constructor('alert(1)')()}}`

let app: TestApp
let browser: Browser
let home: string
const written: Record<'invoice' | 'payment' | 'customer', string> = { invoice: '', payment: '', customer: '' }

beforeAll(async () => {
  app = await startApp({ demoAccount, jobs: false })
  browser = await launchBrowser()
  const { userId } = await app.house.doors.signIn.makeAccount({ ...demoAccount, language: 'pl' })
  const shell = { ...app.house.shell, shelves: { ...app.house.shell.shelves, formats: plainFormats } }
  const companyId = await makeCompany(shell, {
    actor: testActor,
    userId,
    name: 'Jantar Elektro sp. z o.o.',
    nip: null,
    timeZone: 'Europe/Warsaw',
    language: 'pl',
    demo: false,
  })
  home = `/${writeId('company', companyId)}`
  const take = (bytes: Parameters<typeof importFile>[1]['bytes']) =>
    importFile(shell, { companyId, actor: testActor, source: 'file', fileName: `${name}.json`, bytes })
  await take(invoicesFile([invoice(number, '2026-11-01', 123.45, { customer: { name }, lines: [{ name: item }] })]))
  await take(statementsFile(statement('2026-11-10', '2026-11-10', 0, [line('2026-11-10', 123.45, title, { counterpartyName: payer })])))
  await matchPayments(shell, { companyId })
  const one = async (table: 'invoices' | 'payments', column: 'invoice_id' | 'payment_id'): Promise<Id> => {
    const row = await shell.database.selectFrom(table).selectAll().where('company_id', '=', companyId).executeTakeFirstOrThrow()
    return (row as unknown as Record<string, Id>)[column] ?? ''
  }
  const row = await shell.database
    .selectFrom('invoices')
    .select('customer_id')
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow()
  written.invoice = writeId('invoice', await one('invoices', 'invoice_id'))
  written.payment = writeId('payment', await one('payments', 'payment_id'))
  written.customer = writeId('customer', row.customer_id)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

test('T120 text that a browser would run stands on lists, sheets, the review and the customer page as its letters, and nothing runs', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  const run: string[] = []
  page.on('dialog', (dialog) => {
    run.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('frameattached', (frame) => run.push(`frame: ${frame.url()}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(app.url) && !request.url().startsWith('data:')) run.push(`request: ${request.url()}`)
    if (new URL(request.url()).pathname.endsWith('/x')) run.push(`picture: ${request.url()}`)
  })
  const screens: readonly (readonly [path: string, texts: readonly string[]])[] = [
    ['/invoices?view=all', [number, name]],
    [`/invoices?view=all&open=${written.invoice}`, [number, name, item]],
    ['/payments', [payer, title]],
    [`/payments?open=${written.payment}`, [payer, title]],
    [`/payments/review?payment=${written.payment}`, [payer, number]],
    ['/customers', [name]],
    [`/customers/${written.customer}`, [name, number]],
    [`/customers/${written.customer}?tab=invoices`, [name, number]],
    ['/imports', [`${name}.json`]],
  ]
  for (const [path, texts] of screens) {
    await page.goto(home + path, { waitUntil: 'networkidle' })
    for (const text of texts)
      await expect
        .poll(async () => ((await page.locator('#content').textContent()) ?? '').includes(text), {
          timeout: 15_000,
          message: `${text} on ${path}`,
        })
        .toBe(true)
    const live = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '#content script, #content img[src="x"], #content iframe, #content [onload], #content [onerror], a[href^="javascript:"]',
        ),
      ].map((each) => each.outerHTML),
    )
    expect(live, path).toEqual([])
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(number)
  await page.getByRole('option', { name: number, exact: false }).first().waitFor()
  expect(run).toEqual([])
  expect(person.faults).toEqual([])
  await person.leave()
})
