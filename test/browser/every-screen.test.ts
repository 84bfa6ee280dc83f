// Every screen, one after the other: no serious fault for those who cannot see well, none wider than a phone, none heavy to fetch.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient } from '#test/support/api-client'
import { launchBrowser } from '#test/support/browser'
import { openPerson } from './person.ts'
import { type SampleApp, startSampleApp } from './sample-firm.ts'

let app: SampleApp
let browser: Browser
let home: string
let screens: readonly string[]

const withoutRow = [
  '',
  '/tasks',
  '/payments/review',
  '/payments',
  '/invoices?view=all',
  '/customers',
  '/dunning',
  '/messages',
  '/blocks',
  '/imports',
  '/integrations',
  '/integrations?connect=connector:fakturownia',
  '/jobs',
  '/reports',
  '/reports?view=shelf',
  '/reports?view=schedules',
  '/reports/build',
  '/audit',
]
const steps = ['company', 'invoices', 'bank', 'matches', 'rules', 'dry-run', 'start']
const sections = [
  'company',
  'matching',
  'automation',
  'alerts',
  'addresses',
  'templates',
  'letters',
  'credit',
  'people',
  'tokens',
  'backups',
  'security',
]
const tabs = ['timeline', 'invoices', 'payments', 'orders', 'messages', 'agreements', 'documents', 'credit', 'details', 'history']
/** Outside of a company. */
const pages = ['/help/do-wyjasnienia', '/help/pierwsze-kroki', '/new-company']

/** A sheet of each kind, and every tab of one customer. */
async function ofRows(): Promise<readonly string[]> {
  const client = apiClient(app.house)
  await client.get('/api/session')
  const first = async (list: string, id: string): Promise<string> => {
    const { body } = await client.get(`/api/companies${home}/${list}`)
    return String((body['rows'] as readonly Record<string, unknown>[])[0]?.[id])
  }
  const customer = await first('customers?limit=1&owing=overdue&order=-overdue', 'customerId')
  return [
    ...tabs.map((tab) => `/customers/${customer}?tab=${tab}`),
    `/invoices?view=all&open=${await first('invoices?limit=1&status=overdue', 'invoiceId')}`,
    `/payments?open=${await first('payments?limit=1', 'paymentId')}`,
    `/messages?open=${await first('outbox?limit=1', 'outboxId')}`,
    `/audit?open=${await first('audit?limit=1', 'auditId')}`,
  ]
}

beforeAll(async () => {
  app = await startSampleApp()
  home = app.home
  screens = [
    ...[...withoutRow, ...steps.map((step) => `/start?step=${step}`), ...sections.map((section) => `/settings/${section}`)],
    ...(await ofRows()),
  ].map((screen) => home + screen)
  browser = await launchBrowser()
}, 200_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

type AxeResult = {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string | null
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

/** Rules whose outcome hangs on colours: all that another colour scheme can change on a page that stays as it is. */
const colourRules = ['color-contrast', 'link-in-text-block']

/** Serious faults of what the page shows, in both colour schemes. */
async function seriousFaults(page: Page, axe: string): Promise<readonly string[]> {
  const run = async (scheme: string, options: object) => {
    const { violations } = await page.evaluate<AxeResult>(
      `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })})`,
    )
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map((fault) => `${scheme}: ${fault.id} ${fault.nodes[0]?.html ?? ''}`)
  }
  await page.evaluate(axe)
  const light = await run('light', {})
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' })
  const dark = await run('dark', { runOnly: colourRules })
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark]
}

/** The library that draws, in a file of its own. */
const chart = /\/chart-[\w-]{8}\.js$/

/** Names of sentences that stand where the sentence should; a text alone in its place that is no address and no file. */
const wordsThatDidNotCome = async (page: Page): Promise<readonly string[]> => {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode() !== null) found.push(walker.currentNode.textContent?.trim() ?? '')
    return found
  })
  return texts.filter(
    (text) => /^[a-z]+(?:[A-Z][a-z]+)*(?:[.:][a-z-]+(?:[A-Z][a-z]+)*)+$/.test(text) && !/\.(?:example|pl|com|csv|xlsx|pdf|xml)$/.test(text),
  )
}

/** Scripts that the page fetches, but for the charts, which come after the first drawing. */
function watchScripts(page: Page) {
  const seen = new Set<string>()
  const plain: string[] = []
  const sizes = new Map<string, number>()
  page.on('response', (response) => {
    const url = response.url()
    if (!new URL(url).pathname.endsWith('.js')) return
    if (response.headers()['content-encoding'] === undefined) plain.push(url)
    if (!chart.test(url)) seen.add(url)
  })
  const sizeOf = async (url: string): Promise<number> => {
    const known = sizes.get(url) ?? gzipSync(await (await fetch(url)).bytes()).byteLength
    sizes.set(url, known)
    return known
  }
  return {
    plain,
    startAnew: () => seen.clear(),
    /** Bytes when compressed as the weakest browser asks for it. */
    weight: async () => {
      const all = await Promise.all([...seen].map(sizeOf))
      return { scripts: all.length, bytes: all.reduce((sum, size) => sum + size, 0) }
    },
  }
}

/** How much of what was drawn moved by itself, as browsers reckon it: 0.1 is still called good, a row pushed down is about 0.03. */
const jumpOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { readonly value: number }).value
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 50)
      }),
  )
const leastJump = 0.015

type Visit = { readonly address: string; readonly key?: string }

/** What is wrong with one screen, or with what a key opens on it. */
async function faultsAt(
  page: Page,
  scripts: ReturnType<typeof watchScripts>,
  axe: string,
  { address, key }: Visit,
): Promise<readonly string[]> {
  scripts.startAnew()
  await page.goto(address, { waitUntil: 'networkidle' })
  if (key !== undefined) {
    await page.keyboard.press(key)
    await page.waitForLoadState('networkidle')
    return seriousFaults(page, axe)
  }
  const { scripts: count, bytes } = await scripts.weight()
  const jump = await jumpOf(page)
  const faults = [...(await wordsThatDidNotCome(page)), ...(await seriousFaults(page, axe))]
  await page.setViewportSize({ width: 390, height: 844 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  await page.setViewportSize({ width: 1440, height: 900 })
  return [
    ...faults,
    ...(jump > leastJump ? [`what was drawn moved by ${jump.toFixed(3)}`] : []),
    ...(width > 390 ? [`${width} px wide`] : []),
    ...(count <= 3 || bytes >= 300_000 ? [`${count} scripts of ${bytes} bytes`] : []),
  ]
}

test('axe finds no serious fault on any screen, light and dark; none is wider than a phone, none jumps while it comes, and none brings 300 kB of script', async () => {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const left: Visit[] = [
    ...[...screens, ...pages].map((address) => ({ address })),
    ...['s', 'f', 'o', 'n', 'b'].map((key) => ({ address: `${home}/payments/review`, key })),
  ]
  const faults: string[] = []
  const look = async (): Promise<void> => {
    const person = await openPerson(browser, app, { bypassCSP: true })
    const scripts = watchScripts(person.page)
    for (let visit = left.shift(); visit !== undefined; visit = left.shift()) {
      const at = `${visit.address} ${visit.key ?? ''}`
      faults.push(...(await faultsAt(person.page, scripts, axe, visit)).map((fault) => `${at}: ${fault}`))
    }
    faults.push(...scripts.plain.map((url) => `${url} does not travel compressed`))
    await person.leave()
  }
  await Promise.all([look(), look()])
  expect(faults).toEqual([])
}, 300_000)

test('a chart comes after the screen is drawn', async () => {
  const person = await openPerson(browser, app)
  await person.page.goto(home, { waitUntil: 'networkidle' })
  const { drawn, fetched } = await person.page.evaluate(
    (file) => ({
      drawn: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.POSITIVE_INFINITY,
      fetched: performance.getEntriesByType('resource').find((entry) => new RegExp(file).test(entry.name))?.startTime ?? 0,
    }),
    chart.source,
  )
  expect(fetched).toBeGreaterThan(drawn)
  await person.leave()
})
