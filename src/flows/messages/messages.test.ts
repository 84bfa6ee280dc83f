// Messages as customers get them: the same figures in both parts, hostile data harmless, no holes.
import { describe, expect, test } from 'vitest'
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import type { NamedInvoice } from '#store/dunning'
import type { SendingCompany } from '#store/sending-companies'
import { EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import { isFailure } from '#values/failure'
import { money } from '#values/money'
import { confirmationModel } from './confirmation-model.ts'
import { reminderModel } from './reminder-model.ts'
import { headerText, linkOf, renderMessage } from './render-message.ts'

const translatorFor = translatorsOf(readWords())
const company: SendingCompany = {
  companyId: 'c',
  name: 'Jantar Elektro sp. z o.o.',
  nip: '9153082648',
  timeZone: 'Europe/Warsaw',
  baseCurrency: 'PLN',
  language: 'pl',
  demo: false,
  sendingMode: 'automatic',
  settings: {
    dailyAt: '08:00',
    confirmations: true,
    reminders: true,
    staleAfterHours: 36,
    financeEmails: [],
    watchedFolder: null,
    replyTo: 'rozliczenia@jantar.example',
    contactName: 'Marek Zych',
    mailConnectionId: null,
    contactPhone: '58 555 01 42',
    remindersPerHour: 60,
    fourEyes: false,
    receiptReservation: true,
  },
}
const today = day('2026-11-19')
const invoice = (number: string, dueOn: string, minor: bigint, over: Partial<NamedInvoice> = {}): NamedInvoice => ({
  id: number,
  number,
  dueOn: day(dueOn),
  open: money(minor, PLN),
  viewUrl: `https://jantar.example/${encodeURIComponent(number)}`,
  paymentUrl: null,
  payToAccount: 'PL61109010140000071219812874',
  ...over,
})
const three = [
  invoice('FV 1155/10/2026', '2026-10-26', 128_437n),
  invoice('FV 1178/10/2026', '2026-11-04', 660_000n),
  invoice('FV 1190/10/2026', '2026-11-10', 500_000n),
]
const remind = (invoices: readonly NamedInvoice[], language: 'pl' | 'en' = 'pl', tone: 'friendly' | 'neutral' | 'firm' = 'neutral') =>
  renderMessage(reminderModel({ company, language, tone, invoices, today, translate: translatorFor(language) }))

const amountsIn = (text: string) =>
  [
    ...text
      .replace(/^[\s\S]*<body/, '')
      .replace(/<[^>]*>/g, ' ')
      .matchAll(/\d[\d\u00A0,.]*\d\u00A0(?:zł|€)/g),
  ]
    .map((match) => match[0])
    .sort()

describe('a reminder', () => {
  test('T72 names each invoice, its days and the sum with the same figures in HTML and plain text', async () => {
    const message = await remind(three)
    for (const part of [message.html, message.text]) {
      for (const words of [
        'FV 1155/10/2026',
        '1\u00A0284,37\u00A0zł',
        '24 dni',
        '26.10.2026',
        '12\u00A0884,37\u00A0zł',
        '61 1090 1014 0000 0712 1981 2874',
        'Marek Zych',
      ])
        expect(part).toContain(words)
    }
    expect(amountsIn(message.html)).toEqual(amountsIn(message.text))
    expect(message.subject).toBe('Prosimy o datę zapłaty: 3 faktury, 12\u00A0884,37\u00A0zł')
  })

  test.each([
    [1, 'za fakturę'],
    [2, 'za 2 faktury'],
    [5, 'za 5 faktur po'],
    [12, 'za 12 faktur po'],
    [22, 'za 22 faktury'],
    [25, 'za 25 faktur po'],
  ])('of %i invoices has the right plural', async (count, words) => {
    expect((await remind(Array.from({ length: count }, (_, at) => invoice(`FV ${at}`, '2026-11-01', 100n)))).text).toContain(words)
  })

  test('in English, in two currencies, tells each sum', async () => {
    const message = await remind(
      [invoice('A', '2026-11-01', 100_000n), invoice('B', '2026-11-02', 25_050n, { open: money(25_050n, EUR) })],
      'en',
      'firm',
    )
    expect(message.subject).toBe('Outstanding payments: 2 invoices, 1,000.00\u00A0zł and 250.50\u00A0€')
    expect(message.text).toContain('Please pay within 7 days, by 26 Nov 2026.')
    expect(message.text.match(/^Total: /gm)).toHaveLength(2)
  })

  test('leaves the account out when the invoices name different ones', async () => {
    const message = await remind(
      [three[0], invoice('FV 2', '2026-11-01', 1n, { payToAccount: null })].filter((entry) => entry !== undefined),
    )
    expect(message.text).not.toContain('Rachunek')
    expect(message.html).not.toContain('Rachunek')
  })
})

describe('hostile data', () => {
  const hostile = '<img src=x onerror=alert(1)>{{7*7}}{% include "x" %}$t(messages.title)\r\nBcc: kto@zly.example'
  test('T120 T121 in a number is shown as text, never run', async () => {
    const message = await remind([invoice(hostile, '2026-11-01', 100n)])
    expect(message.html).not.toContain('<img src=x')
    expect(message.html).toContain('&lt;img src=x onerror=alert(1)&gt;{{7*7}}{% include')
    expect(message.html).not.toContain('49')
    expect(message.text).toContain('$t(messages.title)')
  })

  test('T75 in a subject starts no other header', async () => {
    const message = await remind([invoice(hostile, '2026-11-01', 100n)])
    expect(message.subject).not.toMatch(/[\r\n]/)
    expect(headerText('Firma\r\nBcc: x@y.example\u2028\u0000')).toBe('Firma Bcc: x@y.example')
  })

  test('links that are no web address are dropped', async () => {
    expect(linkOf('javascript:alert(1)')).toBeNull()
    expect(linkOf('data:text/html,x')).toBeNull()
    expect(
      (await remind([invoice('FV 1', '2026-11-01', 100n, { viewUrl: 'javascript:alert(1)', paymentUrl: 'javascript:alert(2)' })])).html,
    ).not.toContain('javascript:')
  })
})

describe('a confirmation', () => {
  const payment = {
    bookedOn: day('2026-11-18'),
    amount: money(15_000n, PLN),
    unapplied: money(2_000n, PLN),
    allocations: [
      { number: 'FV 1', applied: money(10_000n, PLN), left: money(0n, PLN), viewUrl: null, customerId: 'k' },
      { number: 'FV 2', applied: money(3_000n, PLN), left: money(7_000n, PLN), viewUrl: null, customerId: 'k' },
    ],
  }
  test('tells what came, what it settled, what is left, and reserves ancillary dues', async () => {
    const message = await renderMessage(confirmationModel({ company, language: 'pl', payment, today, translate: translatorFor('pl') }))
    for (const part of [message.html, message.text])
      for (const words of [
        '150,00\u00A0zł',
        '100,00\u00A0zł',
        '0,00\u00A0zł',
        '30,00\u00A0zł',
        '70,00\u00A0zł',
        'Niezaliczone 20,00\u00A0zł',
        'art. 466',
      ])
        expect(part).toContain(words)
    expect(amountsIn(message.html).length).toBeGreaterThanOrEqual(amountsIn(message.text).length)
  })
})

test('T70 a sentence that is missing or has a hole stops the message', async () => {
  const model = () =>
    reminderModel({ company, language: 'pl', tone: 'friendly', invoices: three, today, translate: (key) => `${key} {{amount}}` })
  expect(model).toThrow(expect.objectContaining({ code: 'message.template-failed' }))
  const broken = {
    ...reminderModel({ company, language: 'pl', tone: 'friendly', invoices: three, today, translate: translatorFor('pl') }),
    title: undefined,
  }
  await expect(renderMessage(broken as unknown as Parameters<typeof renderMessage>[0])).rejects.toSatisfy((error) =>
    isFailure(error, 'message.template-failed'),
  )
})
