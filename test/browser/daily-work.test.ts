// A day's work on the sample firm: the queue by keyboard alone, undo after a reload, both languages, no serious fault for those who cannot see.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '#test/support/app'
import { launchBrowser } from '#test/support/browser'
import { numberOf, openPerson } from './person.ts'
import { demoAccount, sampleFirm } from './sample-firm.ts'

let app: TestApp
let browser: Browser
let home: string

beforeAll(async () => {
  app = await startApp({ demoAccount })
  home = await sampleFirm(app.house)
  browser = await launchBrowser()
}, 200_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

const waiting = async (page: Page): Promise<number> => numberOf(await page.locator('nav a[title="Do wyjaśnienia"]').textContent())

const openPayer = (page: Page) => page.locator('ol button[aria-current="true"] .cut').first().textContent()

test('the demo opens straight into its company, with figures that are not zero', async () => {
  const person = await openPerson(browser, app)
  await person.page.goto('/')
  await person.page.getByRole('heading', { level: 1, name: 'Pulpit' }).waitFor()
  const receivables = person.page.getByRole('link').filter({ hasText: 'Należności ogółem' })
  await receivables.waitFor()
  expect(numberOf(await receivables.locator('.figures').first().textContent())).toBeGreaterThan(0)
  await receivables.click()
  await person.page.waitForURL('**/invoices?view=open')
  await person.page.goBack()
  await person.page.getByRole('heading', { level: 1, name: 'Pulpit' }).waitFor()
  expect(person.faults).toEqual([])
  await person.leave()
})

test('a payment is accepted with Enter, undone with Z after a reload, and stands in the queue again', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.goto(`${home}/payments/review`)
  await page.getByRole('button', { name: 'Przyjmij i dalej', exact: false }).first().waitFor()
  const before = await waiting(page)
  const first = await openPayer(page)
  const at = page.url()
  await page.keyboard.press('Enter')
  await page.getByText('Przyjęto', { exact: false }).waitFor()
  await expect.poll(() => waiting(page)).toBe(before - 1)
  expect(page.url()).not.toBe(at)

  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Do wyjaśnienia' }).waitFor()
  await page.keyboard.press('z')
  await page.getByText('Cofnięto', { exact: false }).waitFor()
  await expect.poll(() => waiting(page)).toBe(before)
  expect(await openPayer(page)).toBe(first)
  expect(person.faults).toEqual([])
  await person.leave()
})

test('J and K move through the queue, S splits and Escape leaves, O says what the money is and Z takes it back', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.goto(`${home}/payments/review`)
  await page.getByRole('button', { name: 'Przyjmij i dalej', exact: false }).first().waitFor()
  const before = await waiting(page)
  const first = page.getByText(/^1 z \d/)
  await first.waitFor()
  await page.keyboard.press('j')
  await page.getByText(/^2 z \d/).waitFor()
  await page.keyboard.press('k')
  await first.waitFor()
  await page.keyboard.press('s')
  const editor = page.getByRole('region', { name: 'Podział wpłaty' })
  await editor.waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => editor.count()).toBe(0)
  await page.keyboard.press('o')
  await page.getByRole('heading', { name: 'Czym jest ta wpłata?' }).waitFor()
  await page.keyboard.press('2')
  await page.getByText('poza należnościami', { exact: false }).last().waitFor()
  await expect.poll(() => waiting(page)).toBe(before - 1)
  await page.keyboard.press('z')
  await expect.poll(() => waiting(page)).toBe(before)
  expect(person.faults).toEqual([])
  await person.leave()
})

test('an invoice is found by Ctrl K, opened beside the list, and Escape closes it', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.goto(`${home}/invoices?view=all`)
  const firstRow = page.getByRole('row').nth(1)
  await firstRow.waitFor()
  const number = (await firstRow.getByRole('gridcell').first().textContent()) ?? ''
  await page.goto(home)
  await page.getByRole('heading', { level: 1, name: 'Pulpit' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(number)
  await page.getByRole('option', { name: number, exact: false }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/invoices?*open=inv_*')
  const sheet = page.getByRole('complementary', { name: `Faktura ${number}` })
  await sheet.waitFor()
  expect(await sheet.getByText('Wystawienie').count()).toBe(1)
  await page.keyboard.press('Escape')
  await expect.poll(() => sheet.count()).toBe(0)
  expect(person.faults).toEqual([])
  await person.leave()
})

test('the same screens speak English to whoever chose it, whatever the browser prefers', async () => {
  const person = await openPerson(browser, app, { language: 'pl' })
  const { page } = person
  const choose = (language: string) =>
    page.evaluate(
      async (chosen) =>
        (
          await fetch('/api/me', {
            method: 'PATCH',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ language: chosen }),
          })
        ).status,
      language,
    )
  await page.goto(home)
  await page.getByRole('heading', { level: 1, name: 'Pulpit' }).waitFor()
  expect(await choose('en')).toBe(200)
  await page.goto(home)
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.getByRole('heading', { level: 1, name: 'For review' }).waitFor()
  await page.getByRole('button', { name: 'Accept and next', exact: false }).first().waitFor()
  const shown = (await page.locator('body').textContent()) ?? ''
  expect(shown.match(/\b(review|shell|payments|invoices|matching)[:.][a-z]+[.][a-z.]+/g)).toBeNull()
  expect(shown).not.toMatch(/\{\{/)
  expect(await choose('pl')).toBe(200)
  await person.leave()
})

const screens = [
  '',
  '/payments/review',
  '/payments',
  '/invoices?view=all',
  '/customers',
  '/imports',
  '/integrations',
  '/integrations?connect=connector:fakturownia',
  '/jobs',
  '/messages',
  '/reports',
  '/audit',
  '/settings/company',
  '/settings/automation',
  '/settings/people',
  '/settings/tokens',
  '/settings/security',
  '/start?step=company',
  '/start?step=invoices',
  '/start?step=bank',
  '/start?step=matches',
  '/start?step=rules',
  '/start?step=dry-run',
  '/start?step=start',
]
/** Outside of a company. */
const pages = ['/help/do-wyjasnienia', '/help/pierwsze-kroki', '/new-company']

type AxeResult = {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string | null
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

/** Rules whose outcome hangs on colours: all that another colour scheme can change on a page that stays as it is. */
const colourRules = ['color-contrast', 'link-in-text-block']

test('axe finds no serious fault on any screen, light and dark, and none is wider than a phone', async () => {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const person = await openPerson(browser, app, { bypassCSP: true })
  const { page } = person
  const serious: string[] = []
  const wide: string[] = []
  const run = async (what: string, options: object) => {
    const { violations } = await page.evaluate<AxeResult>(
      `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })})`,
    )
    for (const fault of violations)
      if (fault.impact === 'serious' || fault.impact === 'critical') serious.push(`${what}: ${fault.id} ${fault.nodes[0]?.html ?? ''}`)
  }
  const look = async (what: string) => {
    await page.evaluate(axe)
    await run(`${what}, light`, {})
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' })
    await run(`${what}, dark`, { runOnly: colourRules })
    await page.emulateMedia({ colorScheme: 'light' })
  }
  for (const screen of [...screens.map((each) => home + each), ...pages]) {
    await page.goto(screen, { waitUntil: 'networkidle' })
    await look(screen)
    await page.setViewportSize({ width: 390, height: 844 })
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > 390) wide.push(`${screen}: ${width}`)
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  // What the keys of the queue open.
  for (const key of ['s', 'f', 'o', 'n', 'b']) {
    await page.goto(`${home}/payments/review`, { waitUntil: 'networkidle' })
    await page.keyboard.press(key)
    await page.waitForLoadState('networkidle')
    await look(`/payments/review, ${key}`)
  }
  expect(serious).toEqual([])
  expect(wide).toEqual([])
  await person.leave()
}, 240_000)

test('the first load of any screen brings less than 300 kB of script compressed, and travels so; a chart comes after the screen is drawn', async () => {
  const customers = await openPerson(browser, app)
  await customers.page.goto(`${home}/customers`, { waitUntil: 'networkidle' })
  const { rows } = await customers.page.evaluate(
    async (address): Promise<{ rows: readonly { customerId: string }[] }> => (await fetch(address)).json(),
    `/api/companies${home}/customers?limit=1`,
  )
  await customers.leave()
  const addresses = [
    '',
    '/invoices',
    '/customers',
    `/customers/${rows[0]?.customerId}`,
    '/payments',
    '/payments/review',
    '/settings/company',
  ]
  const tooHeavy: string[] = []
  const gzipped = new Map<string, number>()
  for (const address of addresses) {
    const person = await openPerson(browser, app)
    const { page } = person
    const scripts: string[] = []
    const plain: string[] = []
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (!pathname.endsWith('.js')) return
      if (response.headers()['content-encoding'] === undefined) plain.push(pathname)
      if (!/\/chart-[^/]*$/.test(pathname)) scripts.push(response.url())
    })
    await page.goto(home + address, { waitUntil: 'networkidle' })
    for (const url of scripts) {
      const known = gzipped.get(url)
      if (known === undefined) gzipped.set(url, gzipSync(await (await fetch(url)).bytes()).byteLength)
    }
    const size = scripts.reduce((sum, url) => sum + (gzipped.get(url) ?? 0), 0)
    if (size >= 300_000) tooHeavy.push(`${address}: ${size}`)
    expect(scripts.length).toBeGreaterThan(3)
    expect(plain).toEqual([])
    if (address === '') {
      const { drawn, chart } = await page.evaluate(() => ({
        drawn: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.POSITIVE_INFINITY,
        chart: performance.getEntriesByType('resource').find((entry) => /\/chart-[^/]*\.js$/.test(entry.name))?.startTime ?? 0,
      }))
      expect(chart).toBeGreaterThan(drawn)
    }
    await person.leave()
  }
  expect(tooHeavy).toEqual([])
}, 120_000)
