// The review queue of a firm of its own, and people who sit down before it.
import type { Browser, Page } from 'playwright-core'
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
  /** A new company with its queue; `companyId` and `home` are its own from then on. */
  fill(): Promise<void>
  readonly companyId: Id
  readonly home: string
  /** Somebody before the first payment of the queue. */
  open(language: 'pl' | 'en'): Promise<Person>
  stop(): Promise<void>
}

const accept = { pl: 'Przyjmij i dalej', en: 'Accept and next' } as const

/** Jobs do not run by themselves. */
export async function openReviewDesk(): Promise<ReviewDesk> {
  const app = await startApp({ demoAccount, jobs: false })
  const { userId } = await app.house.doors.signIn.makeAccount({ ...demoAccount, language: 'pl' })
  const browser = await launchBrowser()
  let companyId: Id = ''
  const home = () => `/${writeId('company', companyId)}`
  return {
    app,
    browser,
    fill: async () => {
      companyId = await fillQueue(app.house.shell, userId)
    },
    get companyId() {
      return companyId
    },
    get home() {
      return home()
    },
    open: async (language) => {
      const api = apiClient(app.house)
      await api.get('/api/session')
      await api.send('PATCH', '/api/me', { language })
      const person = await openPerson(browser, app, { language })
      await person.page.goto(`${home()}/payments/review`)
      await person.page.getByRole('button', { name: accept[language], exact: false }).first().waitFor()
      return person
    },
    stop: async () => {
      await browser.close()
      await app.stop()
    },
  }
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
