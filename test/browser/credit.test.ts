// Trade credit at the screen: the trial before anybody is blocked, a wrong line refused, the switch, the list, and the page of a customer.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#flows/actor'
import { changeCreditSettings } from '#flows/credit/change-credit'
import { launchBrowser } from '#test/support/browser'
import { readId } from '#values/id'
import { numberOf, openPerson } from './person.ts'
import { type SampleApp, startSampleApp } from './sample-firm.ts'

let app: SampleApp
let browser: Browser
let home: string

beforeAll(async () => {
  app = await startSampleApp()
  home = app.home
  // The sample firm has its rules at work; here they are tried from the beginning.
  const companyId = readId('company', home.slice(1)) ?? ''
  await changeCreditSettings(app.house.shell, { companyId, actor: system, change: { active: false } })
  browser = await launchBrowser()
}, 200_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

test('a person tries the rules, moves the line and sees fewer held, switches them on, and finds the same customers blocked', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.goto(`${home}/settings/credit`)
  const result = page.getByRole('list', { name: 'Gdyby zasady działały' })
  const held = async () => numberOf(await result.getByRole('listitem').first().textContent())
  const tryRules = () => page.getByRole('button', { name: 'Sprawdź na danych' }).click()
  await tryRules()
  await result.waitFor()
  const before = await held()
  expect(before).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Tabela' }).click()
  const curve = page.getByRole('region', { name: 'Ilu kontrahentów objąłby próg wskaźnika' })
  expect(await curve.getByRole('row').count()).toBe(61)

  await page.getByLabel('Wznowienie poniżej').fill('99')
  await tryRules()
  await page.getByText('Próg wznowienia nie może być wyższy niż próg blokady', { exact: false }).waitFor()

  await page.getByLabel('Wznowienie poniżej').fill('12')
  await page.getByLabel('Blokada od wskaźnika').fill('40')
  await tryRules()
  await expect.poll(held, { timeout: 20_000 }).toBeLessThan(before)

  await page.getByLabel('Blokada od wskaźnika').fill('20')
  await tryRules()
  await expect.poll(held, { timeout: 20_000 }).toBe(before)
  await page.getByRole('button', { name: 'Zapisz', exact: true }).first().click()
  await page.getByText('Zapisano').first().waitFor()
  await page.getByLabel('Wstrzymuj sprzedaż według progów').click()
  await expect.poll(() => page.getByText('Zasady jeszcze nie działają.').count(), { timeout: 20_000 }).toBe(0)

  await page.goto(`${home}/blocks?view=active`)
  await page.getByRole('heading', { level: 1, name: 'Blokady' }).waitFor()
  await expect.poll(() => page.getByRole('article').count(), { timeout: 20_000 }).toBe(before)
  const name = (await page.getByRole('article').first().getAttribute('aria-label')) ?? ''

  await page.getByRole('article').first().getByRole('button', { name: 'Udziel wyjątku' }).click()
  await page.getByLabel('Sprzedawaj do dnia').fill('2199-12-31')
  await page.getByLabel('Powód').fill('ważna dostawa')
  await page.getByRole('button', { name: 'Udziel', exact: true }).click()
  await page.getByText('wyjątek do', { exact: false }).first().waitFor()

  await page.getByRole('article').nth(1).getByRole('link').click()
  await page.getByRole('alert').filter({ hasText: 'Sprzedaż wstrzymana od' }).waitFor()
  await page.getByRole('link', { name: 'Kredyt kupiecki' }).click()
  await page.getByText('obrót brutto', { exact: false }).waitFor()
  expect(name).not.toBe('')
  expect(person.faults).toEqual([])
  await person.leave()
}, 90_000)
