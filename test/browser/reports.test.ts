// Reports as a person uses them: an own one put together and saved, and a schedule whose PDF arrives in the mailbox.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmtpSandbox } from '#channels/smtp/sandbox'
import { connectSystem } from '#flows/connect-system'
import { launchBrowser } from '#test/support/browser'
import { testActor } from '#test/support/shell'
import { readId } from '#values/id'
import { numberOf, openPerson } from './person.ts'
import { type SampleApp, startSampleApp } from './sample-firm.ts'

let app: SampleApp
let browser: Browser
let home: string
let folder: string
const mail = createSmtpSandbox()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skarbnik-pdf-'))
  app = await startSampleApp()
  home = app.home
  const companyId = readId('company', home.slice(1)) ?? ''
  const { settings } = await mail.start()
  // The sample's own mail server is put aside for one whose letters can be looked at.
  await app.house.shell.database
    .updateTable('connections')
    .set({ state: 'off' })
    .where('company_id', '=', companyId)
    .where('shelf', '=', 'channel')
    .execute()
  await connectSystem(app.house.shell, {
    companyId,
    actor: testActor,
    shelf: 'channel',
    pluginId: 'smtp',
    name: 'Poczta',
    settings,
    kinds: ['email'],
  })
  browser = await launchBrowser()
}, 200_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
  await mail.stop()
  await rm(folder, { recursive: true, force: true })
})

const has = (program: string): boolean => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('an own report is put together with a live preview, saved, and found again with the same rows', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.goto(`${home}/reports`)
  await page.getByRole('heading', { name: 'Wiekowanie zarządcze' }).waitFor()
  await page.getByRole('link', { name: 'Nowy raport' }).click()
  const rows = page.getByRole('region', { name: /./ }).locator('tbody tr')
  await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(200)
  await page.getByRole('button', { name: 'Dodaj filtr' }).click()
  await page.getByRole('combobox', { name: 'Pole' }).click()
  await page.getByRole('option', { name: 'Status', exact: true }).click()
  await page.getByRole('combobox', { name: 'Wartość' }).click()
  await page.getByRole('option', { name: 'po terminie', exact: true }).click()
  await page.getByRole('combobox', { name: 'Grupuj według' }).click()
  await page.getByRole('option', { name: 'Termin', exact: true }).click()
  await page.getByText('Status to po terminie', { exact: false }).waitFor()
  // The preview follows a moment after the last change.
  const footed = async () => numberOf(await page.locator('tfoot td').nth(1).textContent())
  await expect.poll(footed, { timeout: 20_000 }).toBeGreaterThan(0)
  const counted = await footed()
  await page.getByLabel('Nazwa raportu').fill('Zaległe według miesiąca')
  await page.getByRole('button', { name: 'Zapisz raport' }).click()
  await page.waitForURL('**/reports/build?own=*')
  await page.goto(`${home}/reports?view=own`)
  await page.getByRole('link', { name: 'Zaległe według miesiąca' }).click()
  await page.getByText('Status to po terminie', { exact: false }).waitFor()
  expect(numberOf(await page.locator('tfoot td').nth(1).textContent())).toBe(counted)
  await page.locator('tbody a').first().click()
  await page.getByText('Wiersze, z których powstała liczba').first().waitFor()
  expect(person.faults).toEqual([])
  await person.leave()
}, 120_000)

test('a schedule sent now arrives in the mailbox with its PDF, whose text and picture are those of the report', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.goto(`${home}/reports?view=schedules`)
  await page.getByRole('button', { name: 'Nowy harmonogram' }).click()
  await page.getByRole('textbox', { name: 'Nazwa' }).fill('Wiekowanie dla zarządu')
  await page
    .getByRole('textbox', { name: 'Dzień miesiąca' })
    .or(page.getByRole('spinbutton', { name: 'Dzień miesiąca' }))
    .fill('31')
  await page.getByText('krótszy miesiąc: ostatni dzień').waitFor()
  const emails = page.getByRole('combobox', { name: 'Na inne adresy' }).or(page.getByRole('textbox', { name: 'Na inne adresy' }))
  await emails.first().fill('zarzad@jantar.example')
  await emails.first().press('Enter')
  await page.getByRole('button', { name: 'Zapisz harmonogram' }).click()
  await page.getByText('31. dnia miesiąca o 07:30', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Wyślij teraz' }).click()
  await page.getByText('wysłano do 1 osoby', { exact: false }).waitFor()
  // What the sample firm has to say to its customers and people goes out meanwhile.
  const letters = () => mail.received.filter(({ to }) => to.includes('zarzad@jantar.example'))
  await expect.poll(() => letters().length, { timeout: 20_000 }).toBe(1)
  const [letter] = letters()
  expect(letter?.to).toEqual(['zarzad@jantar.example'])
  expect(letter?.email.subject).toMatch(/^Wiekowanie dla zarządu/)
  const [pdf] = letter?.email.attachments ?? []
  expect(pdf?.mimeType).toBe('application/pdf')
  const path = join(folder, 'report.pdf')
  await writeFile(path, Buffer.from(pdf?.content as ArrayBuffer))
  if (has('pdftotext')) {
    const text = execFileSync('pdftotext', ['-layout', path, '-']).toString()
    for (const words of [
      'Wiekowanie należności',
      'Wiekowanie ustawowe',
      'Klienci, układ zarządczy',
      'strona 1 z',
      'Jantar Elektro sp. z o.o.',
    ])
      expect(text).toContain(words)
  } else process.stdout.write('the text of the PDF is not looked at: pdftotext is not installed\n')
  if (has('pdftoppm')) {
    execFileSync('pdftoppm', ['-r', '40', '-f', '1', '-l', '1', path, join(folder, 'page')])
    const picture = await readFile(
      join(
        folder,
        execFileSync('ls', [folder])
          .toString()
          .split('\n')
          .find((name) => name.startsWith('page')) ?? '',
      ),
    )
    // Of a page with a bar of five ages: more than one colour that is neither paper nor ink.
    const colours = new Set<string>()
    for (let at = 20; at + 2 < picture.length; at += 3) {
      const [r = 0, g = 0, b = 0] = picture.subarray(at, at + 3)
      if (Math.max(r, g, b) - Math.min(r, g, b) > 60) colours.add(`${r >> 5} ${g >> 5} ${b >> 5}`)
    }
    expect(colours.size).toBeGreaterThan(3)
  } else process.stdout.write('the picture of the PDF is not looked at: pdftoppm is not installed\n')
  await page.goto(`${home}/reports?view=archive`)
  await page.getByText('Wiekowanie dla zarządu').first().waitFor()
  expect(person.faults).toEqual([])
  await person.leave()
}, 120_000)
