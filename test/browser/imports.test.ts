// Files on the page: five at once, each recognised, previewed and imported, one mapped by hand, one taken back; the same on a phone.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { launchBrowser } from '#test/support/browser'
import { invoiceSamples } from '#test/support/invoice-samples'
import { asCamt, asMbankCsv, asMt940, madeLines } from '#test/support/made-lines'
import { openPerson, type Person } from './person.ts'

let app: TestApp
let browser: Browser
let imports: string
let cookies: { readonly name: string; readonly value: string; readonly url: string }[]

beforeAll(async () => {
  app = await startApp({ jobs: false })
  const { client, companyId } = await firstCompany(app, '5265877635')
  imports = `/${companyId}/imports`
  cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: app.url }))
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

async function halina(wishes: Parameters<typeof openPerson>[2] = {}): Promise<Person> {
  const person = await openPerson(browser, app, wishes)
  await person.page.context().addCookies(cookies)
  await person.page.goto(imports)
  await person.page.getByRole('heading', { level: 1, name: 'Importy i wyciągi' }).waitFor()
  return person
}

type Dropped = { readonly name: string; readonly bytes: number[] }
const file = (name: string, content: string | Uint8Array): Dropped => ({ name, bytes: [...Buffer.from(content)] })

async function drop(page: Page, files: readonly Dropped[]): Promise<void> {
  const transfer = await page.evaluateHandle((files) => {
    const carried = new DataTransfer()
    for (const { name, bytes } of files) carried.items.add(new File([new Uint8Array(bytes)], name))
    return carried
  }, files)
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: transfer })
}

const lines = [...madeLines(20261122, 30)]
const unknownTable = (first: string): string =>
  [
    'Kiedy;Ile;Od kogo;Opis',
    `${first};1 230,00;Zieleń Miejska;FV/77/03/2026`,
    '04.03.2026;-30,00;Bank;prowizja',
    '05.03.2026;x;Jan;FV/78/03/2026',
  ].join('\n')

/** Names are on purpose those of other formats: content alone decides. */
const five = (): readonly Dropped[] => [
  file('wyciag.txt', [...asMt940(lines.slice(0, 10))].join('')),
  file('wyciag.csv', [...asCamt(lines.slice(10, 20))].join('')),
  file('lista.xml', asMbankCsv(lines.slice(20, 30))),
  file('faktura.sta', invoiceSamples['ksef-fa']?.[0] ?? ''),
  file('eksport.dat', unknownTable('03.03.2026')),
]

const card = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true })

test('five files of five formats dropped at once are recognised, previewed and imported; one is mapped, one taken back', async () => {
  const person = await halina()
  const { page } = person
  await drop(page, five())
  const recent = page.getByRole('region', { name: 'Właśnie dodane' })
  await recent.waitFor()
  for (const [name, format, entry] of [
    ['wyciag.txt', 'MT940', lines[0]?.name],
    ['wyciag.csv', 'CAMT', lines[10]?.name],
    ['lista.xml', 'CSV', lines[20]?.name],
    ['faktura.sta', 'KSeF', 'FV/1/02/2026'],
  ] as const) {
    await card(page, name).getByText('wczytany', { exact: true }).waitFor()
    expect(await card(page, name).textContent()).toContain(format)
    await card(page, name)
      .getByText(entry ?? '', { exact: false })
      .first()
      .waitFor()
  }
  await card(page, 'eksport.dat').getByText('czeka na kolumny').waitFor()

  await card(page, 'eksport.dat').getByRole('link', { name: 'Wskaż kolumny' }).click()
  await page.getByRole('heading', { level: 1, name: 'Wskaż kolumny: eksport.dat' }).waitFor()
  const submit = page.getByRole('button', { name: 'Wczytaj plik' })
  await page.getByRole('group', { name: 'Co zawiera plik' }).getByRole('button', { name: 'wyciąg' }).click()
  const roles = [
    ['Kiedy', 'data księgowania'],
    ['Ile', 'kwota ze znakiem'],
    ['Od kogo', 'nazwa kontrahenta'],
    ['Opis', 'tytuł'],
  ] as const
  for (const [header, role] of roles) await page.getByLabel(`Co jest w kolumnie ${header}`).selectOption({ label: role })
  await page.getByText('Daty w tym pliku można czytać dwojako').waitFor()
  expect(await submit.isDisabled()).toBe(true)
  await page.getByRole('group', { name: 'Kolejność w datach' }).getByRole('button', { name: 'dzień, miesiąc' }).click()
  await page.getByText('2 wiersze odczytane').waitFor()
  await page.getByText('„x” nie jest kwotą.').waitFor()
  await page.getByText('03.03.2026').first().waitFor()
  await submit.click()
  await page.getByText('Plik wczytany').waitFor()
  const sheet = page.getByRole('complementary', { name: 'Import' })
  await sheet.getByText('Zieleń Miejska').waitFor()
  await sheet.getByText('Nie jest wpłatą kontrahenta: opłata bankowa').waitFor()
  expect(await sheet.textContent()).toContain('„x” nie jest kwotą.')
  expect(await sheet.textContent(), 'the header is no row').not.toContain('„Kiedy”')
  await page.keyboard.press('Escape')

  await card(page, 'wyciag.csv').getByRole('button', { name: 'Cofnij' }).click()
  await card(page, 'wyciag.csv').getByText('cofnięty').waitFor()
  expect(person.faults).toEqual([])
  await person.leave()
}, 120_000)

test('the same file again adds nothing and says so', async () => {
  const person = await halina()
  const { page } = person
  await drop(page, [file('ponownie.txt', [...asMt940(lines.slice(0, 10))].join('')), file('nieznany.bin', 'abc')])
  await card(page, 'ponownie.txt').getByText('Wszystko z tego pliku było już znane.').waitFor()
  await card(page, 'nieznany.bin').getByText('Nie znam tego formatu', { exact: false }).waitFor()
  await person.leave()
})

test('on a phone of 390 pixels a file is mapped without scrolling sideways, and its layout is kept and can be removed', async () => {
  const person = await halina({ width: 390, height: 844 })
  const { page } = person
  const table = ['Data operacji;Kwota;Kontrahent;Tytuł operacji', '23.03.2026;77,00;Anna Nowak;FV/9/03/2026'].join('\n')
  await drop(page, [file('kasa.csv', table)])
  await page.getByRole('heading', { level: 1, name: 'Wskaż kolumny: kasa.csv' }).waitFor()
  await page.getByText('Anna Nowak').last().waitFor()
  const widths = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    ...[...document.querySelectorAll('main *')].map((each) => Math.ceil(each.getBoundingClientRect().right)),
  ])
  expect(Math.max(...widths)).toBeLessThanOrEqual(390)
  const mapped = page.waitForResponse(
    (response) => response.request().method() === 'POST' && /\/map(ping)?$/.test(new URL(response.url()).pathname),
  )
  await page.getByRole('button', { name: 'Wczytaj plik' }).click()
  expect((await mapped).status()).toBe(200)
  await page.getByText('Plik wczytany').waitFor()
  await page.goto(`${imports}?view=layouts`)
  await page.getByText('kasa', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Usuń układ kasa' }).click()
  await expect.poll(() => page.getByText('kasa', { exact: true }).count()).toBe(0)
  await page.getByText('eksport', { exact: true }).waitFor()
  expect(person.faults).toEqual([])
  await person.leave()
})
