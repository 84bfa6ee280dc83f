// Reminders from the plan to the promise: one person sets them up, tries them dry, lets three go; a debtor answers by the link in his mail.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmtpSandbox } from '#channels/smtp/sandbox'
import { connectSystem } from '#flows/connect-system'
import { saveMember } from '#store/members'
import { firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { launchBrowser } from '#test/support/browser'
import { outboxWorld, type World } from '#test/support/outbox-world'
import { testActor } from '#test/support/shell'
import { writeId } from '#values/id'
import { openPerson } from './person.ts'

let world: World
let app: TestApp
let browser: Browser
const mail = createSmtpSandbox()
beforeAll(async () => {
  world = await outboxWorld()
  // An address that customers could open: messages name no page of the loopback.
  app = await startApp({ databaseUrl: world.url, clock: world.clock, configuration: { publicUrl: 'http://skarbnik.example' } })
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
  await mail.stop()
  await world?.close()
})

const debtors = ['Zakład Gąsior', 'Milczący Dłużnik', 'Świerk Montaż', 'Jodła Instalacje'] as const

/** A firm in dry run with four debtors two days past their term, one more who disputes his invoice, and a mail server that keeps what it gets. */
async function firm() {
  const { client } = await firstCompany(app)
  const of = await world.company({ sendingMode: 'dry-run' })
  const { companyId } = of
  const [person] = await world.database.selectFrom('members').select('user_id').execute()
  await saveMember(world.database, companyId, { userId: person?.user_id ?? '', role: 'owner', createdAt: world.clock.now() })
  const ids = await Promise.all(
    debtors.map(async (name, at) => {
      const customerId = await of.customer({ name, email: `dluznik${at + 1}@klient.example` })
      await of.invoice(customerId, { number: `FV ${1155 + at}/10/2026`, minor: 128_437n })
      return customerId
    }),
  )
  const disputing = await of.customer({ name: 'Spór i Synowie' })
  await of.invoice(disputing, { number: 'FV 77/10/2026' })
  const { settings } = await mail.start()
  await connectSystem(app.house.shell, {
    companyId,
    actor: testActor,
    shelf: 'channel',
    pluginId: 'smtp',
    name: 'Poczta',
    settings,
    kinds: ['email'],
  })
  const raised = await client.post(`/api/companies/${writeId('company', companyId)}/customers/${writeId('customer', disputing)}/disputes`, {
    reason: 'quality',
    amount: null,
    words: 'towar uszkodzony',
    byWhom: null,
    channel: 'phone',
  })
  expect([raised.status, raised.body]).toEqual([200, expect.anything()])
  return { client, companyId, readBank: of.readBank, home: `/${writeId('company', companyId)}`, promising: ids[0] ?? '' }
}

/** What the debtors have; the team is told of disputes and promises by mail too. */
const letters = () => mail.received.filter(({ to }) => to.every((address) => address.endsWith('@klient.example')))
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

test('a person plans reminders, sees the dry run, approves three that arrive; a promise by the link of one holds the next back', async () => {
  const of = await firm()
  const team = await openPerson(browser, app, { width: 1280 })
  const { page } = team
  await page.context().addCookies([...of.client.cookies].map(([name, value]) => ({ name, value, url: app.url })))

  await page.goto(`${of.home}/dunning`)
  await page.getByRole('button', { name: 'Nowe zasady' }).click()
  await page.getByRole('menuitem', { name: 'Stanowczy' }).click()
  await page.getByText('jeszcze nieopublikowane').waitFor()
  await page.getByLabel('Nazwa zasad').fill('Hurtownie')
  await page.getByRole('button', { name: 'Przypomnienie' }).first().click()
  const step = page.getByRole('complementary', { name: 'Etap' })
  await step.getByLabel('Nazwa etapu').fill('Mogło umknąć')
  await step.getByRole('combobox', { name: 'Kontrahent' }).fill('Zakład')
  await page.getByRole('option', { name: 'Zakład Gąsior' }).click()
  await step.frameLocator('iframe[title="Podgląd"]').getByText('FV 1155/10/2026', { exact: false }).first().waitFor()
  await step.getByLabel('E-mail').uncheck()
  await page.getByRole('button', { name: 'Opublikuj' }).click()
  await page.getByText('Nie opublikowano: popraw, co wskazano.').waitFor()
  await step.getByText('Wybierz kanał albo zadanie dla osoby.').waitFor()
  await step.getByLabel('E-mail').check()
  await page.getByRole('button', { name: 'Opublikuj' }).click()
  await page.getByText('wersja 1').waitFor()

  await page.goto(`${of.home}/messages`)
  await page.getByText('Próba na sucho: dziś nic byśmy nie wysłali.').waitFor()
  await page.getByRole('button', { name: 'Policz na dziś' }).click()
  await page.getByText('Próba na sucho: dziś wysłalibyśmy 4 wiadomości do 4 kontrahentów.').waitFor()
  await page.getByRole('link', { name: 'Na dziś' }).click()
  await row(page, 'Zakład Gąsior').click()
  const sheet = page.getByRole('complementary', { name: 'Wiadomość' })
  await sheet.getByText('FV 1155/10/2026').first().waitFor()
  const shown = page.frameLocator('iframe[title="Tak jak zobaczy odbiorca"]')
  await shown.getByText('1 284,37', { exact: false }).first().waitFor()
  expect(await row(page, 'Spór i Synowie').count()).toBe(0)
  await page.getByRole('link', { name: 'Wstrzymane' }).click()
  await row(page, 'Spór i Synowie').waitFor()
  expect(await row(page, 'Spór i Synowie').textContent()).toContain('faktura sporna')
  expect(letters()).toEqual([])

  // The same day in the first steps, where a message is read and sent to oneself alone.
  await page.goto(`${of.home}/start?step=dry-run`)
  await page.getByText('Dziś wysłalibyśmy 4 wiadomości do 4 kontrahentów').waitFor()
  await page.getByText('faktura sporna').waitFor()
  await page.getByRole('button', { name: 'Wyślij test do mnie' }).first().click()
  await page.getByText('Wysłano test na').waitFor()
  await expect.poll(() => mail.received.filter(({ email }) => /FV 115\d\/10\/2026/.test(email.text ?? '')).length).toBe(1)
  expect(letters()).toEqual([])
  await page.goto(`${of.home}/messages`)

  await page.getByRole('button', { name: 'Przejdź na zatwierdzanie' }).click()
  await page.getByRole('link', { name: /^Do zatwierdzenia\s*4/ }).click()
  await row(page, 'Jodła Instalacje').filter({ hasText: 'do zatwierdzenia' }).waitFor()
  for (const name of debtors.slice(0, 3)) await row(page, name).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Zatwierdź' }).click()
  await expect.poll(() => letters().length, { timeout: 20_000 }).toBe(3)
  expect(
    letters()
      .flatMap(({ to }) => to)
      .toSorted(),
  ).toEqual([1, 2, 3].map((at) => `dluznik${at}@klient.example`))
  await page.getByRole('link', { name: 'Wysłane' }).click()
  await row(page, 'Świerk Montaż').waitFor()
  expect(await row(page, 'Jodła Instalacje').count()).toBe(0)

  const letter = letters().find(({ to }) => to.includes('dluznik1@klient.example'))
  const link = /http:\/\/skarbnik\.example(\/p\/[\w-]+\?answer=promise)/.exec(letter?.email.text ?? '')?.[1] ?? ''
  const debtor = await openPerson(browser, app, { width: 390, height: 844 })
  await debtor.page.goto(link)
  await debtor.page.getByLabel('Do kiedy').fill('2026-11-27')
  await debtor.page.getByLabel('Imię i nazwisko').fill('Maria Gąsior')
  await debtor.page.getByRole('button', { name: 'Zapisz obietnicę' }).click()
  await debtor.page.getByText('Do tego dnia nie wyślemy przypomnień', { exact: false }).waitFor()

  // Five days later the next step is due; nobody has paid.
  world.clock.set(new Date('2026-11-24T11:00:00Z'))
  await of.readBank()
  await page.goto(`${of.home}/customers/${writeId('customer', of.promising)}?tab=agreements`)
  const promise = page.getByRole('article').filter({ hasText: 'Obietnica zapłaty' })
  await promise.waitFor()
  expect(await promise.textContent()).toMatch(/1\s284,37\s*zł.*Maria Gąsior/s)
  await page.goto(`${of.home}/messages?view=awaiting-approval`)
  await page.getByRole('button', { name: 'Policz na dziś' }).click()
  await row(page, 'Milczący Dłużnik').waitFor()
  expect(await row(page, 'Zakład Gąsior').count()).toBe(0)
  await page.goto(`${of.home}/messages?view=withheld&reason=promise`)
  await row(page, 'Zakład Gąsior').waitFor()
  expect(await row(page, 'Zakład Gąsior').textContent()).toContain('trwa obietnica zapłaty')
  expect(await row(page, 'Spór i Synowie').count()).toBe(0)
  expect(letters()).toHaveLength(3)
  expect([debtor.faults, team.faults]).toEqual([[], []])
  await debtor.leave()
  await team.leave()
})
