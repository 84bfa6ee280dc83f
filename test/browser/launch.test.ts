import { expect, test } from 'vitest'
import { type BrowserProgram, browserProgram, launchBrowser, packagedBrowser } from '#test/support/browser'

async function heading(program: BrowserProgram): Promise<{ readonly text: string | null; readonly width: number }> {
  const browser = await launchBrowser(program)
  const page = await browser.newPage()
  await page.setContent('<h1 id="title" style="display:inline-block">Zażółć gęślą jaźń</h1>')
  const title = page.locator('#title')
  const found = { text: await title.textContent(), width: (await title.boundingBox())?.width ?? 0 }
  await browser.close()
  return found
}

test('the browser of this machine draws a page with Polish letters', async () => {
  const { text, width } = await heading(browserProgram())
  expect(text).toBe('Zażółć gęślą jaźń')
  expect(width).toBeGreaterThan(100)
})

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'where no browser is installed, the packaged one draws it as well',
  async () => {
    const { text, width } = await heading(packagedBrowser())
    expect(text).toBe('Zażółć gęślą jaźń')
    expect(width).toBeGreaterThan(100)
  },
)
