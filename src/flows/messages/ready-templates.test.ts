// The templates that come with the house: each kind, tone, language and way is written without a hole and with the right figures.
import { describe, expect, test } from 'vitest'
import { media, messageKinds, tones } from '#domain/dunning/message-kind'
import { sampleFacts } from '#test/support/message-facts'
import { languages } from '#values/language'
import { messageModel } from './build-message.ts'
import { readyTemplate } from './ready-templates.ts'
import { renderMessage } from './render-message.ts'
import { writtenMessage } from './written-message.ts'

const every = messageKinds.flatMap((kind) => languages.flatMap((language) => tones.map((tone) => ({ kind, language, tone }))))

const body = (html: string): string =>
  html
    .replace(/^[\s\S]*<body/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
const amountsIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/−?\d[\d\u00A0,.]*\d\u00A0(?:zł|€)/g)].map((match) => match[0]))].sort()

describe.each(every)('$kind, $tone, $language', ({ kind, tone, language }) => {
  const texts = readyTemplate(kind, tone, language)
  test('has all its texts', () => {
    for (const text of Object.values(texts)) expect(text).not.toBe('')
  })
  test.each(media)('T70 is written as %s without a hole', async (medium) => {
    const facts = sampleFacts({ kind, tone, medium, language })
    const message =
      medium === 'email'
        ? { ...(await renderMessage(messageModel(facts, texts))), parts: null, files: [] }
        : await writtenMessage(facts, texts, [])
    for (const text of [message.text, message.html, message.subject]) {
      expect(text).not.toMatch(/\{\{|\}\}|\{%|undefined|null|NaN|\uE000|messages\.|letter\.|\[object/)
    }
    expect(message.text).not.toMatch(/!| {2,}|\( *\)| ,| \.( |$)/)
    if (medium === 'sms') expect(message.parts).toBeGreaterThan(0)
    if (medium === 'letter')
      expect(
        Buffer.from(message.files[0]?.bytes ?? [])
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    if (medium === 'email') expect(message.html).toContain('Jantar Elektro')
  })
  test('T72 says the same figures in HTML and plain text', async () => {
    const message = await renderMessage(messageModel(sampleFacts({ kind, tone, medium: 'email', language }), texts))
    expect(amountsIn(body(message.html))).toEqual(amountsIn(message.text))
  })
  test('T72 is written for one invoice as for several', async () => {
    const one = sampleFacts({ kind, tone, medium: 'email', language })
    const message = await renderMessage(messageModel({ ...one, invoices: one.invoices.slice(0, 1) }, texts))
    expect(message.text).not.toMatch(/\{\{|undefined| {2,}/)
  })
})

const written = (
  kind: (typeof messageKinds)[number],
  tone: (typeof tones)[number],
  medium: (typeof media)[number] = 'email',
  language: 'pl' | 'en' = 'pl',
) => writtenMessage(sampleFacts({ kind, tone, medium, language }), readyTemplate(kind, tone, language), [])

test('a neutral reminder says how fresh the news is, the sum, the account and the three answers', async () => {
  const { subject, text, files } = await written('reminder', 'neutral')
  expect(subject).toBe('Prosimy o datę zapłaty: 3\u00A0faktury, 12\u00A0884,37\u00A0zł')
  for (const words of [
    'do dziś, według danych z banku z 19.11.2026, 11:42, nie odnotowaliśmy zapłaty za 3\u00A0faktury po terminie.',
    '- FV 1155/10/2026, Termin: 26.10.2026, Po terminie: 24 dni, Do zapłaty: 1\u00A0284,37\u00A0zł',
    'Razem: 12\u00A0884,37\u00A0zł',
    'Rachunek odbiorcy: 70 1090 0088 0000 0001 4417 4417',
    'Tytuł przelewu: FV 1155/10/2026, FV 1178/10/2026, FV 1190/10/2026',
    'Zapłaciliśmy: https://skarbnik.example/p/abc?answer=paid',
    'Administratorem danych jest Jantar Elektro sp. z o.o.',
  ])
    expect(text).toContain(words)
  expect(files.map((file) => file.inlineId)).toEqual(['kod-1'])
})

test('T40 T41 a demand adds interest and compensation, names law, daily interest, day and route', async () => {
  const { subject, text, files } = await written('demand', 'firm')
  // 1,284.37 for 24 days, 6,600.00 for 15 and 5,000.00 for 9 at 13.75 %; 40, 70 and 40 euros at 4.2500.
  for (const words of [
    'Należność główna: 12\u00A0884,37\u00A0zł',
    'Odsetki za opóźnienie do 19.11.2026: 65,85\u00A0zł',
    'Rekompensata za koszty odzyskiwania należności: 637,50\u00A0zł',
    'Razem do zapłaty: 13\u00A0587,72\u00A0zł',
    'odsetki ustawowe za opóźnienie w transakcjach handlowych, 13,75\u00A0% w skali roku (art. 7 ust. 1 ustawy z dnia 8 marca 2013 r.',
    'Za każdy następny dzień przysługuje 4,85\u00A0zł.',
    'równowartość 150,00\u00A0€',
    'art. 187 § 1 pkt 3 k.p.c.',
    'Zobacz i zapłać 13\u00A0587,72\u00A0zł: https://skarbnik.example/p/abc',
  ])
    expect(text).toContain(words)
  expect(subject).toBe('Wezwanie do zapłaty 13\u00A0587,72\u00A0zł do 26.11.2026')
  expect(files.map((file) => file.name)).toContain('wezwanie-do-zaplaty-2026-11-19.pdf')
})

test('a confirmation carries the reservation of art. 466 on every way, and leaves it where the company does not want it', async () => {
  for (const tone of tones)
    for (const medium of media) expect((await written('payment-confirmation', tone, medium)).text).toContain('art. 466')
  const facts = sampleFacts({ kind: 'payment-confirmation', tone: 'neutral', medium: 'email', language: 'pl' })
  const company = { ...facts.company, settings: { ...facts.company.settings, receiptReservation: false } }
  expect((await writtenMessage({ ...facts, company }, readyTemplate('payment-confirmation', 'neutral', 'pl'), [])).text).not.toContain(
    '466',
  )
})

test('an interest note says figures, words, day and law', async () => {
  const { text } = await written('interest-note', 'neutral')
  for (const words of [
    'NO/7/2026',
    '656,98\u00A0zł',
    'słownie: sześćset pięćdziesiąt sześć złotych 98/100',
    '26.11.2026',
    'Nota nie podlega VAT',
    '13,75\u00A0%',
    '14,00\u00A0%',
    '4,2500\u00A0zł z 30.04.2026'.replace('\u00A0', ' '),
  ])
    expect(text).toContain(words)
})

test('T74 a reminder by SMS without Polish letters is of one or two parts of 160', async () => {
  for (const tone of tones) {
    const { text, parts } = await written('reminder', tone, 'sms')
    expect(text).not.toMatch(/[ąćęłńóśźż\u00A0]/i)
    expect(parts).toBeLessThanOrEqual(2)
  }
})
