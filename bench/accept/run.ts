// Accepts proposals in the review queue with Enter, in a real browser, and measures from the key to the next payment drawn on the screen.
// `npm run bench:accept` needs built pages; prints p50, p95 and the limit, and exits 1 over it.
import { sampleFirm } from '#test/browser/sample-firm'
import { openSampleHouse } from '#test/browser/sample-house'
import { launchBrowser } from '#test/support/browser'
import { quantile } from '../quantile.ts'

/** From the key to the picture; the server confirms later. */
const limitMs = 100
const say = (line: string) => process.stdout.write(`${line}\n`)

/** In the page: how long after each Enter another payment stands in its place and is drawn. */
function watchEnter(): void {
  const open = () => document.querySelector('ol button[aria-current="true"]')?.textContent ?? ''
  const taken: number[] = []
  Object.assign(window, { taken })
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter') return
      const before = open()
      const look = () => {
        if (open() === before) requestAnimationFrame(look)
        // What this frame has drawn is on the screen when the next task begins.
        else setTimeout(() => taken.push(performance.now() - event.timeStamp))
      }
      requestAnimationFrame(look)
    },
    true,
  )
}

const house = await openSampleHouse()
const browser = await launchBrowser()
try {
  const home = await sampleFirm(house)
  const page = await browser.newPage({ baseURL: house.url, locale: 'pl-PL', viewport: { width: 1280, height: 800 } })
  await page.goto(`${home}/payments/review`, { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: 'Przyjmij i dalej', exact: false }).first().waitFor()
  await page.evaluate(watchEnter)
  const read = () => page.evaluate(() => (window as unknown as { taken: number[] }).taken)
  const waiting = await page.locator('ol button').count()
  const accept = page.getByRole('button', { name: 'Przyjmij i dalej', exact: false, disabled: false }).first()
  for (let looked = 0; looked < Math.min(waiting, 40) - 1; looked++) {
    const before = (await read()).length
    // What cannot be accepted (out of date until it is worked out anew, or without a candidate) is passed over.
    if (await accept.isVisible()) {
      await page.keyboard.press('Enter')
      await page.waitForFunction((count) => (window as unknown as { taken: number[] }).taken.length > count, before)
    } else await page.keyboard.press('j')
    // A person looks before he accepts the next.
    await page.waitForTimeout(400)
  }
  const times = await read()
  const p95 = quantile(times, 0.95)
  say(`${times.length} payments accepted with Enter`)
  say(
    `to the next one on the screen: p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, limit ${limitMs} ms (${(p95 / limitMs).toFixed(2)} of it)`,
  )
  if (!(p95 <= limitMs)) process.exitCode = 1
} finally {
  await browser.close()
  await house.stop()
}
