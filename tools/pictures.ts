// Every picture of the manual: which screen, in which state, on which device.
import type { Page } from 'playwright-core'
import { dropFile } from '#test/browser/person'

export type Picture = {
  readonly name: string
  /** Under the address of the company; a leading slash-slash means the address of the house. */
  readonly path: string
  readonly keys?: readonly string[]
  readonly act?: (page: Page) => Promise<void>
  readonly phone?: true
  readonly dark?: true
  readonly language?: 'en'
  /** Screens that are longer than one window. */
  readonly height?: number
}

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click()
  await page.waitForLoadState('networkidle')
}

/** Opens the customer who owes most, at a view or an act of the page. */
const customer =
  (search: Readonly<Record<string, string>> = {}) =>
  async (page: Page) => {
    await page.getByRole('grid').getByRole('row').nth(1).click()
    await page.waitForURL(/customers\/cus_/)
    const address = new URL(page.url())
    for (const [name, value] of Object.entries(search)) address.searchParams.set(name, value)
    await page.goto(address.toString(), { waitUntil: 'networkidle' })
  }

const debtors = '/customers?owing=overdue&order=-overdue'

const strangeTable = `Data operacji;Kwota;Kontrahent;Tytuł operacji
03.11.2026;1 230,00;Termika Radunia sp. z o.o.;FV 12/10/2026
04.11.2026;615,70;Piekarnia Rogal sp.j.;zapłata za fakturę 31/10/2026
05.11.2026;2 460,00;Hurtownia Jarzębina S.A.;FV 40/10/2026, FV 41/10/2026
06.11.2026;kwota;Drukarnia Kłos sp. z o.o.;FV 7/11/2026
`

async function portal(page: Page): Promise<void> {
  await customer({ act: 'link' })(page)
  await page.getByRole('button', { name: 'Pokaż link' }).click()
  const link = page.getByRole('link', { name: 'Otwórz', exact: false }).last()
  const address = new URL((await link.getAttribute('href')) ?? '')
  await page.goto(address.pathname, { waitUntil: 'networkidle' })
}

/** What would be sent today is counted first; the first message is then read, and a test of it sent to oneself. */
async function dryRun(page: Page): Promise<void> {
  await press('Policz na dziś')(page)
  await page.getByRole('progressbar').waitFor()
  await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 120_000 })
  // On a day without work nothing is due, and the screen says so instead.
  await page.getByRole('heading', { level: 3 }).or(page.getByText('Policzone.')).first().waitFor()
  const test = page.getByRole('button', { name: 'Wyślij test do mnie' }).first()
  if ((await test.count()) === 0) return
  await test.click()
  await page.getByText('Wysłano test na').waitFor()
}

/** How many customers the thresholds would hold, beside the fields that were asked about. */
async function trial(page: Page): Promise<void> {
  await press('Sprawdź na danych')(page)
  await page.getByRole('heading', { name: 'Gdyby zasady działały' }).scrollIntoViewIfNeeded()
  await page.getByRole('img', { name: 'Ilu kontrahentów objąłby próg wskaźnika' }).scrollIntoViewIfNeeded()
}

async function tickTwo(page: Page): Promise<void> {
  const boxes = page.getByRole('grid').getByRole('checkbox')
  await boxes.nth(1).click()
  await boxes.nth(2).click()
}

const settings = [
  'company',
  'automation',
  'alerts',
  'addresses',
  'templates',
  'letters',
  'people',
  'tokens',
  'backups',
  'security',
] as const
const steps = ['company', 'invoices', 'bank', 'matches', 'rules', 'start'] as const

export const pictures: readonly Picture[] = [
  { name: 'krok-dry-run', path: '/start?step=dry-run', act: dryRun },
  ...steps.map((step): Picture => ({ name: `krok-${step}`, path: `/start?step=${step}`, height: step === 'rules' ? 1040 : 800 })),
  { name: 'krok-telefon', path: '/start?step=invoices', phone: true },
  { name: 'pulpit', path: '', height: 1000 },
  { name: 'pulpit-ciemny', path: '', dark: true, height: 1000 },
  { name: 'pulpit-telefon', path: '', phone: true },
  { name: 'dashboard', path: '', language: 'en', height: 1000 },
  { name: 'for-review', path: '/payments/review', language: 'en' },
  { name: 'do-zrobienia', path: '/tasks' },
  { name: 'do-wyjasnienia', path: '/payments/review' },
  { name: 'do-wyjasnienia-ciemny', path: '/payments/review', dark: true },
  {
    name: 'do-wyjasnienia-telefon',
    path: '/payments/review',
    phone: true,
    act: (page) => page.locator('[data-key], li button').first().click(),
  },
  { name: 'podzial', path: '/payments/review', keys: ['s'] },
  { name: 'przyjmij-wiele', path: '/payments/review', keys: ['b'] },
  { name: 'poza-naleznosciami', path: '/payments/review', keys: ['o'] },
  { name: 'wplaty', path: '/payments', keys: ['j', 'Enter'] },
  { name: 'faktury', path: '/invoices', keys: ['j', 'Enter'] },
  { name: 'faktury-widoki', path: '/invoices', act: press('Widoki') },
  { name: 'faktury-kolumny', path: '/invoices', act: press('Kolumny') },
  { name: 'faktury-ciemny', path: '/invoices', dark: true },
  { name: 'faktury-telefon', path: '/invoices', phone: true },
  { name: 'kontrahenci', path: debtors },
  { name: 'kontrahenci-wielu', path: '/customers', act: tickTwo },
  { name: 'kontrahent', path: debtors, act: customer() },
  { name: 'kontrahent-telefon', path: debtors, act: customer(), phone: true },
  { name: 'kontrahent-dokumenty', path: debtors, act: customer({ tab: 'documents' }), height: 1000 },
  { name: 'kontrahent-ustalenia', path: debtors, act: customer({ tab: 'details' }), height: 1000 },
  { name: 'kontrahent-zamowienia', path: debtors, act: customer({ tab: 'orders' }) },
  { name: 'wpis-do-big', path: debtors, act: customer({ tab: 'agreements' }), height: 1000 },
  { name: 'kredyt-kontrahenta', path: debtors, act: customer({ tab: 'credit' }), height: 1000 },
  { name: 'kontrahent-obietnica', path: debtors, act: customer({ act: 'promise' }), height: 900 },
  { name: 'portal', path: debtors, act: portal, phone: true },
  { name: 'importy', path: '/imports', keys: ['j', 'Enter'] },
  {
    name: 'importy-kolumny',
    path: '/imports',
    height: 1000,
    act: async (page) => {
      await dropFile(page, 'zestawienie.csv', Buffer.from(strangeTable))
      await page.getByRole('heading', { level: 1, name: /Wskaż kolumny/ }).waitFor()
      // The notes about the file go by themselves.
      await page
        .getByText(/(Czytam|Wczytano).* zestawienie.csv/)
        .first()
        .waitFor({ state: 'detached' })
      await page.waitForLoadState('networkidle')
    },
  },
  { name: 'integracje', path: '/integrations' },
  { name: 'polacz-fakturownie', path: '/integrations?connect=connector:fakturownia' },
  {
    name: 'polaczenie',
    path: '/integrations',
    act: (page) =>
      page
        .getByRole('link', { name: /^Fakturownia/ })
        .first()
        .click(),
  },
  { name: 'zadania', path: '/jobs' },
  { name: 'wiadomosci', path: '/messages', keys: ['j', 'Enter'] },
  { name: 'zatwierdzanie', path: '/messages?view=awaiting-approval', keys: ['j', 'Enter'] },
  { name: 'plan-windykacji', path: '/dunning', height: 1000 },
  { name: 'blokady', path: '/blocks' },
  { name: 'raporty', path: '/reports' },
  { name: 'raporty-katalog', path: '/reports?view=shelf' },
  {
    name: 'raporty-wlasny',
    path: '/reports/build?rows=%22%7B%5C%22subject%5C%22%3A%5C%22invoices%5C%22%2C%5C%22filters%5C%22%3A%5B%7B%5C%22field%5C%22%3A%5C%22status%5C%22%2C%5C%22operator%5C%22%3A%5C%22is%5C%22%2C%5C%22value%5C%22%3A%5C%22overdue%5C%22%7D%5D%7D%22',
  },
  { name: 'raporty-harmonogram', path: '/reports?view=schedules' },
  { name: 'dziennik', path: '/audit', keys: ['j', 'Enter'] },
  { name: 'dopasowywanie', path: '/settings/matching', height: 1000 },
  { name: 'kredyt', path: '/settings/credit', height: 1000 },
  { name: 'kredyt-sprawdzenie', path: '/settings/credit', act: trial, height: 900 },
  ...settings.map((section): Picture => ({ name: `ustawienia-${section}`, path: `/settings/${section}` })),
  { name: 'ustawienia-telefon', path: '/settings/automation', phone: true },
  { name: 'skroty', path: '', keys: ['?'] },
  { name: 'polecenia', path: '', keys: ['Control+k'] },
  { name: 'logowanie', path: '//sign-in' },
]
