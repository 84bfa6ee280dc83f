// The review queue of a firm of its own, and people who sit down before it.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { apiClient } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { launchBrowser } from '#test/support/browser'
import { type Id, writeId } from '#values/id'
import { openPerson, type Person } from './person.ts'
import { fillQueue } from './review-queue.ts'
import { demoAccount } from './sample-firm.ts'

export type ReviewDesk = {
  readonly app: TestApp
  readonly browser: Browser
  readonly companyId: Id
  readonly home: string
  /** Somebody before the first payment of the queue. */
  open(language: 'pl' | 'en'): Promise<Person>
}

const accept = { pl: 'Przyjmij i dalej', en: 'Accept and next' } as const

/** The desk of the tests of one file; each test has a new company with its queue. Jobs do not run by themselves. */
export function deskOfFile(): ReviewDesk {
  let app: TestApp
  let browser: Browser
  let userId: string
  let companyId: Id
  beforeAll(async () => {
    app = await startApp({ demoAccount, jobs: false })
    userId = (await app.house.doors.signIn.makeAccount({ ...demoAccount, language: 'pl' })).userId
    browser = await launchBrowser()
  }, 120_000)
  beforeEach(async () => {
    companyId = await fillQueue(app.house.shell, userId)
  })
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })
  const desk: ReviewDesk = {
    get app() {
      return app
    },
    get browser() {
      return browser
    },
    get companyId() {
      return companyId
    },
    get home() {
      return `/${writeId('company', companyId)}`
    },
    open: async (language) => {
      const api = apiClient(app.house)
      await api.get('/api/session')
      await api.send('PATCH', '/api/me', { language })
      const person = await openPerson(browser, app, { language })
      await person.page.goto(`${desk.home}/payments/review`)
      await person.page.getByRole('button', { name: accept[language], exact: false }).first().waitFor()
      return person
    },
  }
  return desk
}

/** How many payments the queue says to have. */
export async function waiting(page: Page): Promise<number> {
  const text = await page
    .locator('#content')
    .getByText(/^\d+ (z|of) \d+$/)
    .first()
    .textContent()
  return Number(/(\d+)$/.exec(text ?? '')?.[1] ?? 0)
}
