// Takes the pictures of the manual: the screens of the sample firm, as a person sees them, into docs/guide/img; names as arguments take those alone.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { sampleFirm } from '#test/browser/sample-firm'
import { openSampleHouse } from '#test/browser/sample-house'
import { apiClient } from '#test/support/api-client'
import { launchBrowser } from '#test/support/browser'
import type { Language } from '#values/language'
import { type Picture, pictures } from './pictures.ts'
import { smallPng } from './small-png.ts'

/** The pictures to take; all when none is named. */
const only = process.argv.slice(2)
const folder = join(import.meta.dirname, '..', 'docs', 'guide', 'img')

const house = await openSampleHouse()
// Fields of days are drawn in the language of the browser itself.
process.env['LANGUAGE'] = 'pl'
const browser = await launchBrowser()

const person = apiClient(house)

/** The language of the person decides, wherever the browser comes from. */
async function speak(language: Language): Promise<void> {
  const { status } = await person.send('PATCH', '/api/me', { language })
  if (status !== 200) throw new Error(`the language was not changed: ${status}`)
}

async function take(picture: Picture, home: string): Promise<void> {
  const isPhone = picture.phone === true
  const context = await browser.newContext({
    baseURL: house.url,
    locale: picture.language === 'en' ? 'en-GB' : 'pl-PL',
    timezoneId: 'Europe/Warsaw',
    colorScheme: picture.dark === true ? 'dark' : 'light',
    reducedMotion: 'reduce',
    viewport: isPhone ? { width: 390, height: 844 } : { width: 1280, height: picture.height ?? 800 },
    hasTouch: isPhone,
    isMobile: isPhone,
  })
  const page = await context.newPage()
  if (picture.language !== undefined) await speak(picture.language)
  await page.goto(picture.path.startsWith('//') ? picture.path.slice(1) : home + picture.path, { waitUntil: 'networkidle' })
  for (const key of picture.keys ?? []) {
    await page.keyboard.press(key)
    await page.waitForLoadState('networkidle')
  }
  page.setDefaultTimeout(20_000)
  await picture.act?.(page)
  await page.waitForLoadState('networkidle')
  // A chart is drawn a moment after its library has come.
  await setTimeout(600)
  await writeFile(join(folder, `${picture.name}.png`), smallPng(await page.screenshot()))
  await context.close()
  if (picture.language !== undefined) await speak('pl')
}

try {
  const home = await sampleFirm(house)
  await person.get('/api/session')
  await mkdir(folder, { recursive: true })
  for (const picture of pictures.filter(({ name }) => only.length === 0 || only.includes(name))) {
    await take(picture, home).then(
      () => process.stdout.write(`${picture.name}.png\n`),
      (error: unknown) => {
        process.exitCode = 1
        process.stderr.write(`${picture.name}: ${String(error).split('\n')[0]}\n`)
      },
    )
  }
} finally {
  await browser.close()
  await house.stop()
}
