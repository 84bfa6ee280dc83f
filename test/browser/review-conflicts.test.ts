// What comes between a person and his decisions: somebody else, another payment, the network, a new version of the program.
import { expect, test } from 'vitest'
import { workOffRuns } from '#flows/work-on-runs'
import { jobWorks } from '#jobs/job-works'
import { findLatestMatches, insertMatches, supersedeProposed } from '#store/matches'
import { newId } from '#store/new-id'
import { zl } from '#test/support/plain-files'
import { type Id, writeId } from '#values/id'
import { openPerson } from './person.ts'
import { deskOfFile, waiting } from './review-desk.ts'

const desk = deskOfFile()

test('T24 two people accept the same payment: the second sees it come back with the reason', async () => {
  const [first, second] = [await desk.open('pl'), await desk.open('pl')]
  await first.page.keyboard.press('Enter')
  await first.page.getByText('Przyjęto', { exact: false }).waitFor()
  await second.page.keyboard.press('Enter')
  await second.page.getByText('Ta wpłata wróciła do kolejki.').waitFor()
  expect(await second.page.getByRole('alert').first().textContent()).toMatch(/rozliczona|nieaktualna/)
  await first.leave()
  await second.leave()
})

test('a proposal that another acceptance has overtaken says so and cannot be accepted, until the company is matched anew', async () => {
  const { shell } = desk.app.house
  const { database } = shell
  const waitingFor = async (title: string): Promise<Id> =>
    (
      await database
        .selectFrom('payments')
        .select('payment_id')
        .where('company_id', '=', desk.companyId)
        .where('title', '=', title)
        .executeTakeFirstOrThrow()
    ).payment_id
  const [first, second] = [await waitingFor('FV/1/11/2026'), await waitingFor('FV/2/11/2026')]
  const matches = await findLatestMatches(database, desk.companyId, [first, second])
  const [wanted, own] = [matches.get(first), matches.get(second)]
  if (wanted === undefined || own === undefined) throw new Error('nothing proposed')
  // 101 zł were proposed for the invoice of 100 that the first payment names, too.
  await supersedeProposed(database, desk.companyId, [second])
  const decision = { ...own.decision, kind: 'over' as const, allocations: wanted.decision.allocations, unapplied: zl(1) }
  await insertMatches(database, desk.companyId, [{ ...own, id: newId(), decision }])

  const person = await openPerson(desk.browser, desk.app)
  const { page } = person
  const at = (paymentId: Id) => `${desk.home}/payments/review?payment=${writeId('payment', paymentId)}`
  const accept = page.getByRole('button', { name: 'Przyjmij i dalej', exact: false })
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

test('a payment whose proposal is rejected stays open in its place, and the next is the one that stood below it', async () => {
  const person = await desk.open('pl')
  const { page } = person
  const queue = page.getByRole('list', { name: 'Wpłaty do wyjaśnienia' })
  const open = queue.locator('[aria-current="true"]')
  const row = (at: number) => queue.getByRole('button').nth(at)
  const [first, second] = [await row(0).textContent(), await row(1).textContent()]
  await expect.poll(() => open.textContent()).toBe(first)
  await page.keyboard.press('r')
  await page.getByText('Odrzucono propozycję', { exact: false }).first().waitFor()
  await open.getByRole('img', { name: 'Bez propozycji' }).waitFor()
  expect(await row(0).getAttribute('aria-current')).toBe('true')
  expect(await row(1).textContent()).toBe(second)
  await page.keyboard.press('j')
  await expect.poll(() => open.textContent()).toBe(second)
  expect(await row(0).textContent()).toBe(second)
  expect(person.faults).toEqual([])
  await person.leave()
})

test('offline, decisions are kept and said to wait; when the network is back they are saved once', async () => {
  const person = await desk.open('pl')
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
  const person = await desk.open('pl')
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
  const person = await desk.open('pl')
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
