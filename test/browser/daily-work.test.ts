// A day's work on the sample firm: the queue by keyboard alone, undo after a reload, both languages.
import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser'
import { numberOf, openPerson } from './person.ts'
import { type SampleApp, startSampleApp } from './sample-firm.ts'

let app: SampleApp
let browser: Browser
let home: string

beforeAll(async () => {
  app = await startSampleApp()
  home = app.home
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

test('what is typed after Ctrl K while the menu is still on its way stands in its field', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.route('**/assets/command-menu*', async (route) => {
    await setTimeout(600)
    await route.continue()
  })
  await page.goto(home, { waitUntil: 'networkidle' })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Apteka T', { delay: 90 })
  await page.getByRole('option', { name: 'Apteka Tęcza', exact: false }).first().waitFor()
  expect(await page.getByRole('combobox').inputValue()).toBe('Apteka T')
  expect(page.url()).toMatch(new RegExp(`${home}/?$`))
  expect(person.faults).toEqual([])
  await person.leave()
})

test('a task is opened with Enter and ticked with X, which Z takes back', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.goto(`${home}/tasks?view=all`, { waitUntil: 'networkidle' })
  const open = page.getByRole('checkbox')
  const before = await open.count()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect.poll(() => open.count()).toBe(before - 1)
  await page.keyboard.press('z')
  await expect.poll(() => open.count()).toBe(before)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/(customers\/cus_|invoices\?|payments\?)/)
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
  await sheet.getByText('Wystawienie').waitFor()
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
