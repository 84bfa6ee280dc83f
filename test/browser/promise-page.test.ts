// A promise on the debtor's own page: he makes it on his phone, the team sees it on the customer's page, and the reminder is held back.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { portalLink } from '#flows/portal-link'
import { runDunning } from '#flows/run-dunning'
import { inTransaction } from '#store/database'
import { saveMember } from '#store/members'
import { firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { launchBrowser } from '#test/support/browser'
import { outboxWorld, type World } from '#test/support/outbox-world'
import { writeId } from '#values/id'
import { openPerson } from './person.ts'

let world: World
let app: TestApp
let browser: Browser
beforeAll(async () => {
  world = await outboxWorld()
  app = await startApp({ databaseUrl: world.url, clock: world.clock, jobs: false })
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
  await world?.close()
})

test('a promise made on the debtor’s page stands on the customer’s page and holds back the reminder that was planned before it', async () => {
  const { client } = await firstCompany(app)
  const of = await world.company({ sendingMode: 'dry-run' })
  const { companyId } = of
  const [person] = await world.database.selectFrom('members').select('user_id').execute()
  await saveMember(world.database, companyId, { userId: person?.user_id ?? '', role: 'owner', createdAt: world.clock.now() })
  const [promising, silent] = [await of.customer({ name: 'Zakład Gąsior' }), await of.customer({ name: 'Milczący Dłużnik' })]
  await of.invoice(promising, { number: 'FV 1155/10/2026', minor: 128_437n })
  await of.invoice(silent, { number: 'FV 1156/10/2026' })
  const { shell } = app.house
  expect((await runDunning(shell, { companyId })).planned).toBe(2)

  const link = await inTransaction(shell.database, (tx) =>
    portalLink(tx, shell, { companyId, customerId: promising, at: world.clock.now() }),
  )
  const debtor = await openPerson(browser, app, { width: 390, height: 844 })
  await debtor.page.goto(new URL(link).pathname)
  await debtor.page.getByRole('region', { name: 'Faktury do zapłaty' }).getByText('FV 1155/10/2026').waitFor()
  await debtor.page.getByRole('link', { name: 'Zapłacę dnia…' }).click()
  await debtor.page.getByLabel('Do kiedy').fill('2026-11-24')
  await debtor.page.getByLabel('Imię i nazwisko').fill('Maria Gąsior')
  await debtor.page.getByRole('button', { name: 'Zapisz obietnicę' }).click()
  await debtor.page.getByText('Do tego dnia nie wyślemy przypomnień', { exact: false }).waitFor()
  await deliverOutbox(shell, { companyId })

  const team = await openPerson(browser, app)
  const { page } = team
  const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: app.url }))
  await page.context().addCookies(cookies)
  const home = `/${writeId('company', companyId)}`
  await page.goto(`${home}/customers/${writeId('customer', promising)}?tab=agreements`)
  const promise = page.getByRole('article').filter({ hasText: 'Obietnica zapłaty' })
  await promise.waitFor()
  expect(await promise.textContent()).toMatch(/1\s284,37\s*zł.*Maria Gąsior/s)
  await page.goto(`${home}/messages?view=withheld`)
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await row('Zakład Gąsior').waitFor()
  expect(await row('Zakład Gąsior').textContent()).toContain('trwa obietnica zapłaty')
  // The other one was held back by the dry run alone: it would have gone.
  expect(await row('Milczący Dłużnik').textContent()).toContain('próba na sucho')
  expect([debtor.faults, team.faults]).toEqual([[], []])
  await debtor.leave()
  await team.leave()
})
