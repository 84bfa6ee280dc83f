// The work of a day with the keyboard alone, in both languages: fifty payments, a split, undo, notes, many at once, an invoice found, two customers merged.
import { describe, expect, test } from 'vitest'
import { deskOfFile, waiting } from './review-desk.ts'
import { size, twin } from './review-queue.ts'

const desk = deskOfFile()

const words = {
  pl: {
    title: 'Do wyjaśnienia',
    split: 'Podział wpłaty',
    undone: 'Cofnięto',
    note: 'Notatka do tej wpłaty',
    accepted: 'Przyjęto',
    merge: 'Scal z…',
    mergeNow: 'Scal',
  },
  en: {
    title: 'For review',
    split: 'Split of the payment',
    undone: 'Undone',
    note: 'Note on this payment',
    accepted: 'Accepted',
    merge: 'Merge with…',
    mergeNow: 'Merge',
  },
} as const

describe.each(['pl', 'en'] as const)('a day by keyboard, %s', (language) => {
  test('fifty payments are decided with Enter alone, and three are undone after a reload', async () => {
    const person = await desk.open(language)
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
      await page
        .getByRole('button', { name: language === 'pl' ? 'Przyjmij i dalej' : 'Accept and next', exact: false })
        .first()
        .waitFor()
    }
    const times = (await page.evaluate(() => (window as unknown as { times: number[] }).times)).toSorted((a, b) => a - b)
    expect(times.length).toBeGreaterThan(40)
    const middle = times[Math.floor(times.length / 2)] ?? Number.NaN
    console.info(
      `accept on screen: median ${middle.toFixed(0)} ms, 95th percentile ${times[Math.floor(times.length * 0.95)]?.toFixed(0)} ms`,
    )
    const settled = () =>
      desk.app.house.shell.database
        .selectFrom('payment_balances')
        .select((eb) => eb.fn.countAll<bigint>().as('count'))
        .where('company_id', '=', desk.companyId)
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
    const person = await desk.open(language)
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
    const person = await desk.open(language)
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
    const person = await desk.open(language)
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
      desk.app.house.shell.database
        .selectFrom('invoices')
        .select('customer_id')
        .distinct()
        .where('company_id', '=', desk.companyId)
        .execute()
        .then((rows) => rows.length)
    expect(await customers()).toBe(1)
    expect(person.faults).toEqual([])
    await person.leave()
  })

  test('many are accepted at once after a look at the least sure, and Z takes all of them back', async () => {
    const person = await desk.open(language)
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
