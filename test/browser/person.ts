// A person at the screen: a browser window of its own, and a note of everything that went wrong in it.
import type { Browser, Page } from 'playwright-core'
import type { TestApp } from '#test/support/app'

export type Person = {
  readonly page: Page /** Errors of the program and of the content policy; refusals of the API are part of the work. */
  readonly faults: readonly string[]
  leave(): Promise<void>
}

type Wishes = {
  readonly language?: 'pl' | 'en'
  readonly scheme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number /** For tools that must put their own script on the page. */
  readonly bypassCSP?: boolean
}

export async function openPerson(browser: Browser, app: Pick<TestApp, 'url'>, wishes: Wishes = {}): Promise<Person> {
  const context = await browser.newContext({
    baseURL: app.url,
    locale: wishes.language === 'en' ? 'en-GB' : 'pl-PL',
    timezoneId: 'Europe/Warsaw',
    colorScheme: wishes.scheme ?? 'light',
    viewport: { width: wishes.width ?? 1440, height: wishes.height ?? 900 },
    reducedMotion: 'reduce',
    bypassCSP: wishes.bypassCSP ?? false,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  return { page, faults, leave: () => context.close() }
}

/** Drops a file in the middle of the page, as from a file manager. */
export async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, bytes }) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(bytes)], name))
      return transfer
    },
    { name, bytes: [...bytes] },
  )
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: transfer })
}

/** The number of a text such as `1 472` or `1,472`. */
export const numberOf = (text: string | null): number => Number((text ?? '').replace(/[^\d]/g, ''))
