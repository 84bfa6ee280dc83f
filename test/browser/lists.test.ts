// Lists as an accountant keeps them: a view of chosen columns saved and shared, opened again, and exported to a file with the same rows; and the longest list scrolls without a blank.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser'
import { openPerson } from './person.ts'
import { type SampleApp, startSampleApp } from './sample-firm.ts'

let app: SampleApp
let browser: Browser
let home: string
let folder: string

beforeAll(async () => {
  app = await startSampleApp()
  home = app.home
  browser = await launchBrowser()
  folder = await mkdtemp(join(tmpdir(), 'skarbnik-lists-'))
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a view with chosen columns is saved, opened again after leaving, and exported with the rows that it shows', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.goto(`${home}/invoices?view=open&order=-open`)
  await page.getByRole('grid', { name: 'Faktury' }).waitFor()
  await page.getByRole('button', { name: 'Kolumny' }).click()
  const [issued, nip] = [page.getByRole('checkbox', { name: 'Wystawiona' }), page.getByRole('checkbox', { name: 'NIP' })]
  // Two boxes, one right after the other, before a slow server has taken either.
  await page.route('**/lists/invoices', async (route) => {
    if (route.request().method() === 'PUT') await setTimeout(400)
    await route.continue()
  })
  await issued.click()
  await nip.click()
  const seen = new Set<string>()
  for (const until = Date.now() + 1500; Date.now() < until; await setTimeout(20))
    seen.add(`${await issued.isChecked()} ${await nip.isChecked()}`)
  expect([...seen]).toEqual(['false true'])
  await page.unroute('**/lists/invoices')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('columnheader', { name: 'NIP' }).count()).toBe(1)
  await expect.poll(() => page.getByRole('columnheader', { name: 'Wystawiona' }).count()).toBe(0)

  await page.getByRole('button', { name: 'Widoki' }).click()
  await page.getByRole('button', { name: 'Zapisz widok…' }).click()
  await page.getByLabel('Nazwa').fill('Największe otwarte')
  await page.getByRole('checkbox', { name: 'Udostępnij w firmie' }).check()
  await page.getByRole('button', { name: 'Zapisz', exact: true }).click()
  await page.getByText('Zapisano widok „Największe otwarte”').waitFor()

  // Elsewhere and back: the view is where it was left, and the back button undoes its opening.
  await page.goto(`${home}/invoices?view=all`)
  await page.getByRole('button', { name: 'Widoki' }).click()
  await page.getByRole('button', { name: 'Największe otwarte' }).click()
  await page.waitForURL(/view=open.*saved=viw_/)
  await page.goBack()
  await page.waitForURL(/view=all$/)
  const grid = page.getByRole('grid', { name: 'Faktury' })
  const rowCount = async () => Number(await grid.getAttribute('aria-rowcount'))
  const inAll = await rowCount()
  await page.goForward()
  await page.getByRole('columnheader', { name: 'NIP' }).waitFor()
  // The rows of the view before stay until these have come.
  await expect.poll(rowCount).toBeLessThan(inAll)
  const heads = (await grid.getByRole('columnheader').allTextContents()).map((text) => text.replace(/, .*$/, ''))
  const total = (await rowCount()) - 1
  const firstNumber = await grid.getByRole('row').nth(1).getByRole('gridcell').first().textContent()

  const save = async (item: string) => {
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Eksport' }).click()
    await page.getByRole('menuitem', { name: item }).click()
    const download = await coming
    const path = join(folder, download.suggestedFilename())
    await download.saveAs(path)
    return path
  }
  const workbook = await save('Arkusz (XLSX)')
  const [sheet] = await readXlsx(workbook)
  expect(sheet?.sheet).toBe('Faktury')
  expect(sheet?.data[0]).toEqual([...heads, 'Waluta'])
  expect(sheet?.data).toHaveLength(total + 1)
  expect(sheet?.data[1]?.[0]).toBe(firstNumber)
  const open = sheet?.data.slice(1).map((row) => Number(row[heads.indexOf('Pozostało')])) ?? []
  expect(open).toEqual([...open].sort((a, b) => b - a))

  const text = await readFile(await save('Tekst (CSV)'), 'utf8')
  expect(text.slice(1).split('\r\n')[0]).toBe([...heads, 'Waluta'].join(';'))
  expect(text.trimEnd().split('\r\n')).toHaveLength(total + 1)
  expect(person.faults).toEqual([])
  await person.leave()
})

test('customers that are marked by keys get a segment together, Esc in the field keeps the marks, and Z takes it back', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.goto(`${home}/customers`)
  const rows = page.getByRole('grid', { name: 'Kontrahenci' }).getByRole('row', { selected: true })
  await page.getByRole('checkbox', { name: 'Zaznacz', exact: true }).first().waitFor()
  for (const key of ['j', 'x', 'Shift+J']) await page.keyboard.press(key)
  expect(await rows.count()).toBe(2)
  await page.getByRole('group', { name: '2 zaznaczonych' }).waitFor()
  await page.keyboard.press('s')
  const field = page.getByRole('combobox', { name: 'Segment' })
  await field.waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => field.count()).toBe(0)
  expect(await rows.count()).toBe(2)
  await page.keyboard.press('s')
  await field.fill('Strategiczni')
  await page.keyboard.press('Enter')
  await page.getByText('Segment: Strategiczni. Zmieniono 2 kontrahentów.').waitFor()
  await page.keyboard.press('z')
  await page.getByText('Cofnięto zmianę 2 kontrahentów').waitFor()
  // What takes all marked rows off a narrowed list takes the bar with it, and is told and taken back all the same.
  await page.goto(`${home}/customers?segment=Hurt`)
  await page.getByRole('checkbox', { name: 'Zaznacz wszystkie' }).check()
  await page.getByRole('group', { name: '15 zaznaczonych' }).waitFor()
  await page.keyboard.press('s')
  await field.fill('Hurtownie')
  await page.keyboard.press('Enter')
  await page.getByText(/Segment: Hurtownie\. Zmieniono 15 kontrahentów\./).waitFor()
  await page.getByText('Nikt nie spełnia tych warunków.').waitFor()
  await page.keyboard.press('z')
  await page.getByText('Cofnięto zmianę 15 kontrahentów').waitFor()
  await expect.poll(() => rows.count()).toBe(15)
  await page.keyboard.press('Escape')
  await expect.poll(() => rows.count()).toBe(0)
  expect(person.faults).toEqual([])
  await person.leave()
})

test('the first screen is narrowed to a period, its numbers lead to as many rows, and the back button widens it again', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  await page.goto(home)
  const tile = page.getByRole('link').filter({ hasText: 'Należności ogółem' })
  await tile.waitFor()
  const whole = await tile.textContent()
  await page.getByRole('button', { name: 'Filtr' }).click()
  await page.getByRole('menuitem', { name: 'ten miesiąc' }).click()
  await page.waitForURL(/period=this-month/)
  await expect.poll(() => tile.textContent()).not.toBe(whole)
  await tile.click()
  await page.waitForURL(/issuedFrom=/)
  await page.goBack()
  await page.waitForURL(/period=this-month/)
  await page.goBack()
  await expect.poll(() => tile.textContent()).toBe(whole)
  expect(person.faults).toEqual([])
  await person.leave()
})

test('a list of a hundred thousand rows scrolls without a blank: turned by the wheel, paged by keys and pulled by its bar', async () => {
  const person = await openPerson(browser, app)
  const { page } = person
  const total = 100_000
  const row = (n: number) => ({
    ...{
      invoiceId: `inv_${String(n).padStart(32, '0')}`,
      number: `FV/${n + 1}/2026`,
      type: 'invoice',
      customerId: `cus_${'0'.repeat(32)}`,
    },
    ...{
      customerName: `Hurtownia ${n % 997}`,
      taxId: null,
      segment: null,
      ownerUserId: null,
      categories: [],
      ksefNumber: null,
      orderReference: null,
    },
    ...{ lastPaidOn: null, issueOn: '2026-05-04', dueOn: '2026-05-18', daysPastDue: n % 300, status: 'unpaid', overdue: true },
    ...{ total: { amount: '123.00', currency: 'PLN' }, open: { amount: '123.00', currency: 'PLN' } },
  })
  await page.route(/\/api\/companies\/[^/]+\/invoices\?/, async (route) => {
    const query = new URL(route.request().url()).searchParams
    const from = Number(query.get('after') ?? '0')
    // Pages larger than the house answers, so that the whole list is there soon.
    const to = Math.min(total, from + 5_000)
    const rows = Array.from({ length: to - from }, (_, n) => row(from + n))
    const above = from === 0 ? { total, counts: { all: total, overdue: total, open: total, disputed: 0 } } : { total: null, counts: null }
    await route.fulfill({
      json: { rows, next: to < total ? String(to) : null, openTotals: [], asOf: '2026-11-19T09:00:00.000Z', ...above },
    })
  })
  await page.goto(`${home}/invoices?view=all`)
  const list = page.getByRole('grid')
  await list.getByRole('row').nth(5).waitFor()
  // In the frame that the browser paints after a scroll, every place of a row that the window shows must have one.
  const blanks = await page.evaluate(
    async ({ total, height }) => {
      const scroller = document.querySelector<HTMLElement>('[role="grid"]')
      if (scroller === null) return 'no list'
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(null)))
      const missing: string[] = []
      const look = (after: string) => {
        const drawn = new Set(
          [...scroller.querySelectorAll('[role="rowgroup"] [role="row"]')].map((row) => Number(row.getAttribute('aria-rowindex')) - 2),
        )
        const known = Math.round((scroller.querySelector<HTMLElement>('[role="rowgroup"]')?.offsetHeight ?? 0) / height)
        const first = Math.floor(scroller.scrollTop / height)
        const last = Math.min(known - 1, Math.floor((scroller.scrollTop + scroller.clientHeight - height) / height) - 1)
        for (let at = first; at <= last; at++) if (!drawn.has(at)) missing.push(`${after}: row ${at} at ${scroller.scrollTop}`)
      }
      // Ten screenfuls a frame, harder than any wheel turns; the list asks for further rows as it goes.
      let still = 0
      for (let before = -1; still < 2_400; before = scroller.scrollTop) {
        still = scroller.scrollTop === before ? still + 1 : 0
        scroller.scrollTop += 8_000
        await frame()
        look('wheel')
        const known = Math.round((scroller.querySelector<HTMLElement>('[role="rowgroup"]')?.offsetHeight ?? 0) / height)
        if (known === total && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) break
      }
      const reached = Math.round((scroller.querySelector<HTMLElement>('[role="rowgroup"]')?.offsetHeight ?? 0) / height)
      if (reached !== total) return `only ${reached} rows were reached`
      // Pulled by its bar to anywhere.
      for (const share of [0.02, 0.97, 0.31, 0.5, 0.83, 0, 1, 0.11]) {
        scroller.scrollTop = share * scroller.scrollHeight
        await frame()
        look('bar')
      }
      return missing.slice(0, 5).join(', ')
    },
    { total, height: 36 },
  )
  expect(blanks).toBe('')
  await list.focus()
  await page.keyboard.press('End')
  await list.getByText(`FV/${total}/2026`).waitFor()
  await page.keyboard.press('Home')
  await list.getByText('FV/1/2026', { exact: true }).waitFor()
  expect(person.faults).toEqual([])
  await person.leave()
}, 120_000)
