// Takes the pictures of the manual: the screens of the sample firm, as a person sees them, into docs/guide/img.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startHouse } from '#app/start-house'
import { systemClock } from '#ports/clock'
import { silentLog } from '#ports/log'
import { demoAccount, sampleFirm } from '#test/browser/sample-firm'
import { launchBrowser } from '#test/support/browser'

type Picture = {
  readonly name: string
  readonly path: string
  readonly keys?: readonly string[]
  readonly phone?: true
  readonly dark?: true
  readonly language?: 'en'
}

const pictures: readonly Picture[] = [
  { name: 'pulpit', path: '' },
  { name: 'pulpit-ciemny', path: '', dark: true },
  { name: 'pulpit-telefon', path: '', phone: true },
  { name: 'dashboard', path: '', language: 'en' },
  { name: 'do-wyjasnienia', path: '/payments/review' },
  { name: 'do-wyjasnienia-telefon', path: '/payments/review', phone: true },
  { name: 'podzial', path: '/payments/review', keys: ['s'] },
  { name: 'wplaty', path: '/payments', keys: ['j', 'Enter'] },
  { name: 'faktury', path: '/invoices', keys: ['j', 'Enter'] },
  { name: 'faktury-telefon', path: '/invoices', phone: true },
  { name: 'kontrahenci', path: '/customers?owing=overdue' },
  { name: 'kontrahent', path: '/customers?owing=overdue', keys: ['j', 'Enter'] },
  { name: 'importy', path: '/imports', keys: ['j', 'Enter'] },
  { name: 'integracje', path: '/integrations' },
  { name: 'polacz-fakturownie', path: '/integrations?connect=connector:fakturownia' },
  { name: 'zadania', path: '/jobs' },
  { name: 'wiadomosci', path: '/messages', keys: ['j', 'Enter'] },
  { name: 'raporty', path: '/reports' },
  { name: 'raporty-katalog', path: '/reports?view=shelf' },
  {
    name: 'raporty-wlasny',
    path: '/reports/build?rows=%22%7B%5C%22subject%5C%22%3A%5C%22invoices%5C%22%2C%5C%22filters%5C%22%3A%5B%7B%5C%22field%5C%22%3A%5C%22status%5C%22%2C%5C%22operator%5C%22%3A%5C%22is%5C%22%2C%5C%22value%5C%22%3A%5C%22overdue%5C%22%7D%5D%7D%22',
  },
  { name: 'raporty-harmonogram', path: '/reports?view=schedules' },
  { name: 'dziennik', path: '/audit' },
  { name: 'ustawienia', path: '/settings/automation' },
  { name: 'dopasowywanie', path: '/settings/matching' },
  { name: 'ludzie', path: '/settings/people' },
  { name: 'start', path: '/start' },
  { name: 'skroty', path: '', keys: ['?'] },
]

const folder = join(import.meta.dirname, '..', 'docs', 'guide', 'img')

const dataDir = await mkdtemp(join(tmpdir(), 'skarbnik-screenshots-'))
const house = await startHouse(
  {
    host: '127.0.0.1',
    port: 0,
    dataDir,
    databaseUrl: null,
    publicUrl: null,
    key: null,
    smtpUrl: null,
    allowPrivateNetworks: true,
    logLevel: 'silent',
    maxUploadBytes: 64 * 1_048_576,
  },
  { log: silentLog, clock: systemClock, web: true, jobs: true, webRoot: join(import.meta.dirname, '..', 'dist', 'web'), demoAccount },
)
const browser = await launchBrowser()
try {
  const home = await sampleFirm(house)
  await mkdir(folder, { recursive: true })
  for (const picture of pictures) {
    const context = await browser.newContext({
      baseURL: house.url,
      locale: picture.language === 'en' ? 'en-GB' : 'pl-PL',
      timezoneId: 'Europe/Warsaw',
      colorScheme: picture.dark === true ? 'dark' : 'light',
      reducedMotion: 'reduce',
      viewport: picture.phone === true ? { width: 390, height: 844 } : { width: 1440, height: 900 },
      hasTouch: picture.phone === true,
      isMobile: picture.phone === true,
    })
    const page = await context.newPage()
    await page.goto(home + picture.path, { waitUntil: 'networkidle' })
    for (const key of picture.keys ?? []) {
      await page.keyboard.press(key)
      await page.waitForLoadState('networkidle')
    }
    // A chart is drawn a moment after its library has come.
    await setTimeout(600)
    await page.screenshot({ path: join(folder, `${picture.name}.png`) })
    await context.close()
    process.stdout.write(`${picture.name}.png\n`)
  }
} finally {
  await browser.close()
  await house.stop()
  await rm(dataDir, { recursive: true, force: true })
}
