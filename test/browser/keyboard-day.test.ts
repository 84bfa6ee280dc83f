// The work of a day with the keyboard alone, in both languages: fifty payments, a split, undo, notes, many at once, an invoice found, two customers merged.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { workOffRuns } from '#flows/work-on-runs'
import { jobWorks } from '#jobs/job-works'
import { findLatestMatches, insertMatches, supersedeProposed } from '#store/matches'
import { newId } from '#store/new-id'
import { apiClient } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { launchBrowser } from '#test/support/browser'
import { zl } from '#test/support/plain-files'
import { type Id, writeId } from '#values/id'
import { openPerson, type Person } from './person.ts'
import { fillQueue, size, twin } from './review-queue.ts'
import { demoAccount } from './sample-firm.ts'

let app: TestApp
let browser: Browser
let userId: string

beforeAll(async () => {
  app = await startApp({ demoAccount, jobs: false })
  userId = (await app.house.doors.signIn.makeAccount({ ...demoAccount, language: 'pl' })).userId
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

let companyId: Id
let home: string
beforeEach(async () => {
  companyId = await fillQueue(app.house.shell, userId)
  home = `/${writeId('company', companyId)}`
})

const words = {
  pl: {
    title: 'Do wyjaśnienia',
    accept: 'Przyjmij i dalej',
    split: 'Podział wpłaty',
    undone: 'Cofnięto',
    note: 'Notatka do tej wpłaty',
    accepted: 'Przyjęto',
    merge: 'Scal z…',
    mergeNow: 'Scal',
  },
  en: {
    title: 'For review',
    accept: 'Accept and next',
    split: 'Split of the payment',
    undone: 'Undone',
    note: 'Note on this payment',
    accepted: 'Accepted',
    merge: 'Merge with…',
    mergeNow: 'Merge',
  },
} as const

const open = async (language: 'pl' | 'en'): Promise<Person> => {
  const api = apiClient(app.house)
  await api.get('/api/session')
  await api.send('PATCH', '/api/me', { language })
  const person = await openPerson(browser, app, { language })
  await person.page.goto(`${home}/payments/review`)
  await person.page.getByRole('button', { name: words[language].accept, exact: false }).first().waitFor()
  return person
}

const waiting = async (page: Page): Promise<number> => {
  const text = await page
    .locator('#content')
    .getByText(/^\d+ (z|of) \d+$/)
    .first()
    .textContent()
  return Number(/(\d+)$/.exec(text ?? '')?.[1] ?? 0)
}

describe.each(['pl', 'en'] as const)('a day by keyboard, %s', (language) => {
  test('fifty payments are decided with Enter alone, and three are undone after a reload', async () => {
    const person = await open(language)
    const { page } = person
    const before = await waiting(page)
    expect(before).toBe(size + 1)
    // How long the next payment takes to stand there, measured where the person is, in the page; told, not judged: this machine has other work.
    await page.evaluate(() => {
      const times: number[] = []
      Object.assign(window, { times })
      window.addEventListener(
        'keydown',
        (event) => {
          if (event.key !== 'Enter') return
          const list = document.querySelector('ol button[aria-current="true"]')
          const from = performance.now()
          const look = () => {
            const now = document.querySelector('ol button[aria-current="true"]')
            if (now !== null && now !== list && !list?.isConnected) times.push(performance.now() - from)
            else if (performance.now() - from < 2_000) requestAnimationFrame(look)
          }
          requestAnimationFrame(look)
        },
        { capture: true },
      )
    })
    for (let at = 0; at < 50; at++) {
      await page.keyboard.press('Enter')
      await expect.poll(() => waiting(page), { interval: 15, timeout: 15_000 }).toBe(before - at - 1)
      await page.getByRole('button', { name: words[language].accept, exact: false }).first().waitFor()
    }
    const times = (await page.evaluate(() => (window as unknown as { times: number[] }).times)).toSorted((a, b) => a - b)
    expect(times.length).toBeGreaterThan(40)
    const middle = times[Math.floor(times.length / 2)] ?? Number.NaN
    console.info(
      `accept on screen: median ${middle.toFixed(0)} ms, 95th percentile ${times[Math.floor(times.length * 0.95)]?.toFixed(0)} ms`,
    )
    const settled = () =>
      app.house.shell.database
        .selectFrom('payment_balances')
        .select((eb) => eb.fn.countAll<bigint>().as('count'))
        .where('company_id', '=', companyId)
        .where('status', '=', 'settled')
        .executeTakeFirstOrThrow()
        .then((row) => Number(row.count))
    await expect.poll(settled, { timeout: 15_000 }).toBe(50)

    await page.reload()
    await page.getByRole('heading', { level: 1, name: words[language].title }).waitFor()
    // One after another without waiting for any of them.
    for (let at = 0; at < 3; at++) await page.keyboard.press('z')
    await expect.poll(settled, { timeout: 30_000 }).toBe(47)
    expect(person.faults).toEqual([])
    await person.leave()
  }, 180_000)

  test('one payment is split with a fee, one found and set against an invoice, one noted; an invoice is found with Ctrl K', async () => {
    const person = await open(language)
    const { page } = person
    const before = await waiting(page)
    await page.keyboard.press('s')
    const editor = page.getByRole('region', { name: words[language].split })
    await editor.waitFor()
    const field = editor.locator('input[inputmode="decimal"]').first()
    await expect.poll(() => field.evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.type('50')
    await page.keyboard.press('Tab')
    await page.keyboard.press(language === 'pl' ? 'o' : 'b')
    expect(await editor.locator('select').inputValue()).toBe('bank-fee')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('=')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => waiting(page)).toBe(before - 1)

    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: words[language].note, exact: false }).waitFor()
    await page.keyboard.type('@anna sprawdzi')
    await page.keyboard.press('Enter')
    await page.getByText('@anna').waitFor()
    await page.keyboard.press('z')
    await expect.poll(() => page.getByText('@anna').count()).toBe(0)

    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('FV/30/11/2026')
    await page.getByRole('option', { name: 'FV/30/11/2026', exact: false }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/invoices?*open=inv_*')
    await page.goBack()
    await page.waitForURL('**/payments/review*')
    expect(person.faults).toEqual([])
    await person.leave()
  })

  test('the next payment stands on the screen before the server has answered for the one that was accepted', async () => {
    const person = await open(language)
    const { page } = person
    const before = await waiting(page)
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    let asked = 0
    let told = 0
    await page.route('**/accept', async (route) => {
      asked++
      await answered
      await route.continue()
      told++
    })
    const first = page.url()
    await page.keyboard.press('Enter')
    await expect.poll(() => waiting(page), { timeout: 15_000 }).toBe(before - 1)
    await expect.poll(() => asked).toBe(1)
    expect(page.url()).not.toBe(first)
    expect(told).toBe(0)
    answer()
    await page.getByText(words[language].accepted, { exact: false }).first().waitFor()
    expect(await waiting(page)).toBe(before - 1)
    expect(person.faults).toEqual([])
    await person.leave()
  })

  test('two customers are merged from the page of one: found by name, what moves is looked at, then merged', async () => {
    const person = await open(language)
    const { page } = person
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill(twin)
    // Its invoices are found by its name too; the arrows go on to the customer, whose name opens his line.
    const chosen = page.locator('[role="option"][aria-selected="true"]')
    await page
      .getByRole('option', { name: new RegExp(`^${twin}`) })
      .first()
      .waitFor()
    for (let at = 0; at < 8 && !((await chosen.textContent()) ?? '').startsWith(twin); at++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/customers/cus_*')
    await page.getByRole('heading', { level: 1, name: twin }).waitFor()
    await page.keyboard.press('m')
    const sheet = page.getByRole('complementary', { name: words[language].merge })
    await sheet.waitFor()
    const search = sheet.getByRole('combobox')
    await expect.poll(() => search.evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.type('Klon')
    await sheet.getByRole('option', { name: 'Klon sp. z o.o.', exact: false }).waitFor()
    await page.keyboard.press('Enter')
    const submit = sheet.getByRole('button', { name: words[language].mergeNow, exact: true })
    await expect.poll(() => submit.evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => sheet.count(), { timeout: 15_000 }).toBe(0)
    const customers = () =>
      app.house.shell.database
        .selectFrom('invoices')
        .select('customer_id')
        .distinct()
        .where('company_id', '=', companyId)
        .execute()
        .then((rows) => rows.length)
    expect(await customers()).toBe(1)
    expect(person.faults).toEqual([])
    await person.leave()
  })

  test('many are accepted at once after a look at the least sure, and Z takes all of them back', async () => {
    const person = await open(language)
    const { page } = person
    const before = await waiting(page)
    await page.keyboard.press('b')
    await page.getByRole('button', { name: String(size), exact: false }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await page
      .getByText(language === 'pl' ? `Przyjęto ${size}` : `${size} payments accepted`, { exact: false })
      .waitFor({ timeout: 60_000 })
    await page.keyboard.press('Enter')
    await page.keyboard.press('z')
    await expect.poll(() => waiting(page), { timeout: 60_000 }).toBe(before)
    await page.getByText(words[language].undone, { exact: false }).first().waitFor()
    expect(person.faults).toEqual([])
    await person.leave()
  }, 120_000)
})

test('T24 two people accept the same payment: the second sees it come back with the reason', async () => {
  const [first, second] = [await open('pl'), await open('pl')]
  await first.page.keyboard.press('Enter')
  await first.page.getByText('Przyjęto', { exact: false }).waitFor()
  await second.page.keyboard.press('Enter')
  await second.page.getByText('Ta wpłata wróciła do kolejki.').waitFor()
  expect(await second.page.getByRole('alert').first().textContent()).toMatch(/rozliczona|nieaktualna/)
  await first.leave()
  await second.leave()
})

test('a proposal that another acceptance has overtaken says so and cannot be accepted, until the company is matched anew', async () => {
  const { shell } = app.house
  const { database } = shell
  const waitingFor = async (title: string): Promise<Id> =>
    (
      await database
        .selectFrom('payments')
        .select('payment_id')
        .where('company_id', '=', companyId)
        .where('title', '=', title)
        .executeTakeFirstOrThrow()
    ).payment_id
  const [first, second] = [await waitingFor('FV/1/11/2026'), await waitingFor('FV/2/11/2026')]
  const matches = await findLatestMatches(database, companyId, [first, second])
  const [wanted, own] = [matches.get(first), matches.get(second)]
  if (wanted === undefined || own === undefined) throw new Error('nothing proposed')
  // 101 zł were proposed for the invoice of 100 that the first payment names, too.
  await supersedeProposed(database, companyId, [second])
  const decision = { ...own.decision, kind: 'over' as const, allocations: wanted.decision.allocations, unapplied: zl(1) }
  await insertMatches(database, companyId, [{ ...own, id: newId(), decision }])

  const person = await openPerson(browser, app)
  const { page } = person
  const at = (paymentId: Id) => `${home}/payments/review?payment=${writeId('payment', paymentId)}`
  const accept = page.getByRole('button', { name: words.pl.accept, exact: false })
  await page.goto(at(first))
  await accept.first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Przyjęto', { exact: false }).waitFor()
  await page.goto(at(second))
  await page.getByText('Ta propozycja jest nieaktualna.').first().waitFor()
  await page.getByText('FV/1/11/2026: inna wpłata była pierwsza.', { exact: false }).waitFor()
  expect(await accept.first().isDisabled()).toBe(true)
  await page.keyboard.press('Enter')
  await workOffRuns(shell, jobWorks(shell))
  await expect.poll(() => accept.first().isEnabled()).toBe(true)
  await page.getByText('Spłaca fakturę FV/2/11/2026 w całości').waitFor()
  expect(await page.getByText('Ta propozycja jest nieaktualna.').count()).toBe(0)
  expect(person.faults).toEqual([])
  await person.leave()
})

test('offline, decisions are kept and said to wait; when the network is back they are saved once', async () => {
  const person = await open('pl')
  const { page } = person
  const before = await waiting(page)
  await page.context().setOffline(true)
  await page.keyboard.press('Enter')
  await page.getByText('1 zmiana czeka', { exact: false }).waitFor()
  await page.context().setOffline(false)
  await page.getByText('Przyjęto', { exact: false }).waitFor()
  await expect.poll(() => waiting(page)).toBe(before - 1)
  await expect.poll(() => page.getByText('zmiana czeka', { exact: false }).count()).toBe(0)
  expect(await page.evaluate(() => localStorage.getItem('skarbnik.waiting'))).toBe('[]')
  await person.leave()
})

test('an answer that was lost on its way is not asked for a second time', async () => {
  const person = await open('pl')
  const { page } = person
  const before = await waiting(page)
  let lost = 0
  await page.route('**/accept', async (route) => {
    if (lost > 0) return route.continue()
    lost++
    await route.fetch()
    await route.abort()
  })
  await page.keyboard.press('Enter')
  await page.getByText('Przyjęto', { exact: false }).waitFor()
  expect(lost).toBe(1)
  await expect.poll(() => waiting(page)).toBe(before - 1)
  await person.leave()
})

test('a tab left open over a deploy says so, and its part that is gone does not lose the page', async () => {
  const person = await open('pl')
  const { page } = person
  await page.route('**/api/session', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), version: '99.0.0' } })
  })
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.evaluate(() => window.dispatchEvent(new Event('vite:preloadError')))
  await page.getByText('Jest nowa wersja Skarbnika.').waitFor()
  const at = page.url()
  await page.getByRole('button', { name: 'Odśwież' }).click()
  await page.getByRole('heading', { level: 1, name: 'Do wyjaśnienia' }).waitFor()
  expect(page.url()).toBe(at)
  await person.leave()
})
