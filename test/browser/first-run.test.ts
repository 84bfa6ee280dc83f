// The first minutes: account, company, a statement, a connected system, the rules of reminders, the way back after the session has ended.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bankFile } from '#app/demo/bank-file'
import { createSandbox } from '#connectors/fakturownia/sandbox'
import { systemClock } from '#ports/clock'
import { startApp, type TestApp } from '#test/support/app'
import { launchBrowser } from '#test/support/browser'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { dropFile, openPerson, type Person } from './person.ts'

let app: TestApp
let browser: Browser
let person: Person

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  person = await openPerson(browser, app)
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

const file = bankFile({
  account: 'PL61109010140000071219812874',
  number: 7,
  from: day('2026-11-19'),
  to: day('2026-11-20'),
  opening: money(100_000n, PLN),
  transfers: [
    {
      bookedOn: day('2026-11-19'),
      amount: money(123_45n, PLN),
      payerName: 'Grupa Montażowa Świerk sp.j.',
      payerAccount: 'PL27114020040000300201355387',
      title: 'FV 12/11/2026',
      settles: [],
    },
    {
      bookedOn: day('2026-11-20'),
      amount: money(9_840_00n, PLN),
      payerName: 'Budexim Nadolice sp. z o.o.',
      payerAccount: 'PL83101010230000261395100000',
      title: 'zaplata za fakture',
      settles: [],
    },
  ],
})

const password = 'cztery zwykle slowa razem'

test('whoever opens a new installation makes the first account, a company with a checked NIP, and stands before three ways to bring data', async () => {
  const { page } = person
  await page.goto('/')
  await page.waitForURL('**/setup')
  await page.getByLabel('Imię i nazwisko').fill('Halina Wójtowicz')
  await page.getByLabel('E-mail').fill('halina@jantar.example')
  await page.getByLabel('Hasło').fill('krótkie')
  await expect.poll(() => page.getByText('Brakuje jeszcze 3 znaków.').count()).toBe(1)
  expect(await page.getByRole('button', { name: 'Załóż konto' }).isDisabled()).toBe(true)
  await page.getByLabel('Hasło').fill(password)
  await page.getByRole('button', { name: 'Załóż konto' }).click()

  await page.waitForURL('**/new-company')
  await page.getByLabel('NIP').fill('526-10-40-568')
  await expect.poll(() => page.getByText('Cyfra kontrolna się nie zgadza', { exact: false }).count()).toBe(1)
  await page.getByLabel('NIP').fill('526-10-40-567')
  await expect.poll(() => page.getByText('Cyfra kontrolna się zgadza.').count()).toBe(1)
  await page.getByLabel('Nazwa').fill('Jantar Elektro sp. z o.o.')
  await page.getByRole('button', { name: 'Dalej' }).click()

  await page.waitForURL('**/start')
  await page.getByRole('heading', { name: 'Czyje to należności?' }).waitFor()
  expect(await page.getByLabel('NIP').inputValue()).toBe('5261040567')
  await page.getByRole('button', { name: 'Dalej' }).click()
  await page.waitForURL('**/start?step=invoices')
  for (const way of ['Połącz systemy', 'Wczytaj pliki', 'Wczytaj dane przykładowe'])
    await page.getByRole('heading', { name: way }).waitFor()
  await page.getByRole('link', { name: 'Przejdź na pulpit' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pulpit' }).waitFor()
  expect(await page.getByText('Nie ma jeszcze danych.').count()).toBe(1)
  expect(person.faults).toEqual([])
})

test('the first steps are resumed where they were left, a step is passed over, and the address leads back to any of them', async () => {
  const { page } = person
  await page.goto('/')
  await page.getByRole('region', { name: 'Pierwsze kroki' }).getByRole('link', { name: 'Dalej: Faktury' }).first().click()
  await page.waitForURL('**/start?step=invoices')
  await page.getByRole('button', { name: 'Pomiń ten krok' }).click()
  await page.waitForURL('**/start?step=bank')
  const steps = page.getByRole('navigation', { name: 'Kroki' })
  await steps.getByRole('img', { name: 'pominięte' }).waitFor()
  expect(await steps.getByRole('img', { name: 'zrobione' }).count()).toBe(1)
  await page.goBack()
  await page.getByRole('heading', { name: 'Skąd wziąć faktury?' }).waitFor()
  await page.goto(page.url().replace(/\?.*/, ''))
  await page.getByRole('heading', { name: 'Skąd wziąć wpłaty?' }).waitFor()
  expect(person.faults).toEqual([])
})

test('a statement dropped anywhere is read, and its lines stand in the sheet that opens', async () => {
  const { page } = person
  await dropFile(page, file.name, file.bytes)
  await page.waitForURL('**/imports?open=imp_*')
  const sheet = page.getByRole('complementary', { name: 'Import' })
  await sheet.getByText('wczytany').waitFor()
  expect(await sheet.getByText('saldo zgodne').count()).toBe(1)
  await sheet.getByText('Budexim Nadolice sp. z o.o.').waitFor()
  expect(await sheet.getByText('9 840,00 zł').count()).toBe(1)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('complementary', { name: 'Import' }).count()).toBe(0)
})

test('the same file a second time adds nothing and says so; an empty one is refused in words', async () => {
  const { page } = person
  await dropFile(page, file.name, file.bytes)
  const sheet = page.getByRole('complementary', { name: 'Import' })
  await sheet.getByText('powtórzone').waitFor()
  expect(await sheet.getByText('wpłaty', { exact: true }).count()).toBe(0)
  await dropFile(page, 'pusty.sta', new Uint8Array())
  await page.getByText('pusty.sta: ', { exact: false }).waitFor()
  await page.goto(page.url().replace(/\/imports.*/, '/payments'))
  await page.getByRole('grid', { name: 'Wpłaty' }).waitFor()
  expect(await page.getByRole('grid', { name: 'Wpłaty' }).getAttribute('aria-rowcount')).toBe('3')
})

test('Fakturownia is connected by the wizard: a wrong code is told, the right one is tested, then kept with its secret hidden', async () => {
  const { page } = person
  const seed = {
    clock: systemClock,
    timeZone: 'Europe/Warsaw',
    company: { name: 'Jantar Elektro sp. z o.o.', taxId: '5261040567' },
    customers: [],
    invoices: [],
    payments: [],
  }
  const vendor = createSandbox(seed)
  const { settings } = await vendor.start()
  try {
    await page.goto('/')
    await page.getByRole('link', { name: 'Integracje' }).first().click()
    await page.getByRole('button', { name: 'Fakturownia', exact: false }).click()
    const sheet = page.getByRole('complementary', { name: 'Połącz: Fakturownia' })
    const fill = async (values: Readonly<Record<string, unknown>>) => {
      for (const [name, value] of Object.entries(values)) await sheet.locator(`input[name="${name}"]`).fill(String(value))
    }
    await fill(vendor.wrongSettings())
    await sheet.getByRole('button', { name: 'Sprawdź połączenie' }).click()
    await sheet.getByRole('alert').waitFor()
    await fill(settings)
    await sheet.getByRole('button', { name: 'Sprawdź połączenie' }).click()
    await sheet.getByText('Połączenie działa', { exact: false }).waitFor()
    await sheet.getByRole('button', { name: 'Połącz', exact: true }).click()
    const connected = page.getByRole('complementary', { name: 'Połączenie Fakturownia' })
    await connected.getByText('połączona').waitFor()
    const secrets = Object.values(settings).filter((value) => typeof value === 'string' && !value.startsWith('http'))
    const shown = await page.content()
    expect(secrets.length).toBeGreaterThan(0)
    expect(secrets.filter((secret) => shown.includes(String(secret)))).toEqual([])
  } finally {
    await vendor.stop()
  }
})

test('rules, dry run and mode are clicked through: a firm ladder, hours of sending, what would go today, how far it goes by itself', async () => {
  const { page } = person
  await page.goto('/')
  await page.getByRole('heading', { level: 1, name: 'Pulpit' }).waitFor()
  const home = new URL(page.url()).pathname.replace(/\/$/, '')
  await page.goto(`${home}/start?step=rules`)
  await page.getByRole('radio', { name: 'Standard' }).waitFor()
  expect(await page.getByRole('radio', { name: 'Standard' }).isChecked()).toBe(true)
  await page.getByRole('radio', { name: 'Stanowczy' }).check()
  await page.getByText('1 dzień roboczy po terminie').waitFor()
  await page.getByLabel('Wysyłaj do').fill('08:00')
  await page.getByText('Koniec musi być po początku.').waitFor()
  expect(await page.getByRole('button', { name: 'Dalej', exact: true }).isDisabled()).toBe(true)
  await page.getByLabel('Wysyłaj do').fill('15:00')
  await page.getByRole('button', { name: 'Dalej', exact: true }).click()

  await page.waitForURL('**/start?step=dry-run')
  await page.getByRole('button', { name: 'Policz na dziś' }).click()
  await page.getByText('Dziś nic byśmy nie wysłali.').waitFor()
  await page.getByRole('button', { name: 'Pomiń ten krok' }).click()

  await page.waitForURL('**/start?step=start')
  await page.getByRole('radio', { name: 'Wysyłaj automatycznie' }).check()
  const choose = async (label: string, option: RegExp) => {
    await page.getByRole('combobox', { name: label, exact: true }).click()
    await page.getByRole('option', { name: option }).click()
  }
  await choose('Automatycznie od stopnia', /^10 dni po terminie/)
  await choose('do stopnia', /^1 dzień roboczy po terminie/)
  await page.getByText('Ostatni stopień nie może być przed pierwszym.').waitFor()
  await choose('Automatycznie od stopnia', /^3 dni robocze przed terminem/)
  await page.getByRole('button', { name: 'Zapisz i zacznij' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pulpit' }).waitFor()

  const kept = await page.evaluate(async (path) => (await (await fetch(`/api/companies${path}/dunning`)).json()) as unknown, home)
  const { policies } = kept as {
    readonly policies: readonly {
      readonly name: string
      readonly version: number
      readonly policy: {
        readonly window: object
        readonly steps: readonly { readonly id: string; readonly offsetDays: number; readonly approval: string }[]
      }
    }[]
  }
  expect(policies.map(({ name, version, policy }) => [name, version, policy.window])).toEqual([
    ['Stanowczy', 2, { from: '09:00', until: '15:00' }],
  ])
  expect(policies[0]?.policy.steps.filter((step) => step.approval === 'automatic').map((step) => step.offsetDays)).toEqual([-3, 1])
  const company = await page.evaluate(async (path) => (await (await fetch(`/api/companies${path}`)).json()) as unknown, home)
  expect(company).toMatchObject({ settings: { sendingMode: 'automatic' } })
  expect(person.faults).toEqual([])
})

test('a session that has ended leads to sign-in and back to the very place', async () => {
  const { page } = person
  await page.goto('/')
  await page.getByRole('link', { name: 'Faktury' }).first().click()
  await page.getByRole('link', { name: 'Wszystkie' }).click()
  await page.waitForURL('**/invoices?view=all')
  const place = page.url()
  await page.context().clearCookies()
  await page.reload()
  await page.waitForURL('**/sign-in?back=*')
  await page.getByLabel('E-mail').fill('halina@jantar.example')
  await page.getByLabel('Hasło').fill('nie to haslo wcale')
  await page.getByRole('button', { name: 'Zaloguj się' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Hasło').fill(password)
  await page.getByRole('button', { name: 'Zaloguj się' }).click()
  await page.waitForURL(place)
})

test("a company that is not one's own is not found, whoever asks", async () => {
  const { page } = person
  await page.goto('/com_00000000000070008000000000000000/invoices')
  await page.getByText('Nie ma takiego miejsca albo nie masz do niego dostępu.').waitFor()
})
