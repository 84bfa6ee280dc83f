// T121 T70: templates that people write, and those that somebody hostile would.
import { describe, expect, test } from 'vitest'
import { sampleFacts, sampleInvoice } from '#test/support/message-facts'
import { isFailure } from '#values/failure'
import { messageModel, smsOf } from './build-message.ts'
import { bodyBlocks } from './message-blocks.ts'
import { readyTemplate } from './ready-templates.ts'
import { renderMessage } from './render-message.ts'
import { fillTemplate, parseTemplate } from './template-language.ts'
import { templateValues } from './template-values.ts'
import { writtenMessage } from './written-message.ts'

const facts = sampleFacts({ kind: 'reminder', tone: 'neutral', medium: 'email', language: 'pl' })
const fill = (source: string): string => fillTemplate(parseTemplate('pl', source), templateValues(facts, 'body'))
function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return isFailure(error) ? error.code : String(error)
  }
  return 'none'
}

test('variables, conditions, loops and forms of a noun are filled', () => {
  expect(fill('{% for faktura in faktury %}{{ faktura.numer }}: {{ faktura.otwarte }}\n{% endfor %}')).toBe(
    'FV 1155/10/2026: 1\u00A0284,37\u00A0zł\nFV 1178/10/2026: 6\u00A0600,00\u00A0zł\nFV 1190/10/2026: 5\u00A0000,00\u00A0zł\n',
  )
  expect(fill('{% if liczba_faktur > 1 %}{{ liczba_faktur | odmien: "faktura", "faktury", "faktur" }}{% endif %}')).toBe('3\u00A0faktury')
  expect(
    [1, 2, 5, 12, 22, 25].map((count) =>
      fillTemplate(parseTemplate('pl', '{{ liczba_faktur | forma: "a", "b", "c" }}'), { liczba_faktur: count }),
    ),
  ).toEqual(['a', 'b', 'c', 'c', 'b', 'c'])
  expect(
    [1, 2].map((count) => fillTemplate(parseTemplate('en', '{{ liczba_faktur | odmien: "day", "days" }}'), { liczba_faktur: count })),
  ).toEqual(['1\u00A0day', '2\u00A0days'])
})

describe('T121 a hostile template', () => {
  test.each([
    ['an include', '{% include "/etc/passwd" %}'],
    ['a render', '{% render "x" %}'],
    ['a layout', '{% layout "x" %}'],
    ['an assignment', '{% assign firma = klient %}'],
    ['a capture', '{% capture x %}{% endcapture %}'],
    ['a tag that is none', '{% exec "id" %}'],
    ['arithmetic', '{{7*7}}'],
    ['a filter that is not on the list', '{{ firma.nazwa | raw }}'],
    ['a filter that runs expressions', '{{ faktury | where_exp: "x", "x.numer" }}'],
    ['an environment', '{{ firma.nazwa | inspect }}'],
    ['a range', '{% for i in (1..1000000000) %}x{% endfor %}'],
    ['a range of variables', '{% for i in (1..liczba_faktur) %}x{% endfor %}'],
    ['a private sign', '\uE000big\uE000'],
    ['a block that never ends', '{% if firma %}'],
  ])('with %s is not taken', (_, source) => {
    expect(codeOf(() => parseTemplate('pl', source))).toBe('template.unreadable')
  })
  test.each([
    '{{ process.env }}',
    '{{ firma.constructor }}',
    '{{ firma["__proto__"] }}',
    '{{ firma[klient.nazwa] }}',
    '{{ faktury.constructor.constructor }}',
    '{{ this }}',
    '{{ globalThis }}',
  ])('that names %s is not taken', (source) => {
    expect(codeOf(() => parseTemplate('pl', source))).toBe('template.unknown-variable')
  })
  test('that reaches for a prototype inside a loop fails when it is filled', () => {
    expect(codeOf(() => fill('{% for f in faktury %}{{ f.constructor }}{% endfor %}'))).toBe('message.template-failed')
    expect(codeOf(() => fill('{% for f in faktury %}{{ f.__proto__ }}{% endfor %}'))).toBe('message.template-failed')
  })
  test('whose loops eat time or memory is stopped', () => {
    const nested = (depth: number): string => (depth === 0 ? 'x'.repeat(500) : `{% for a in faktury %}${nested(depth - 1)}{% endfor %}`)
    const source = nested(13)
    const started = performance.now()
    expect(codeOf(() => fill(source))).toBe('message.template-failed')
    expect(performance.now() - started).toBeLessThan(5_000)
  })
  test('of other languages stays as it is written', () => {
    const other = `$${'{7*7}'} <%= 7*7 %> #{7*7} $t(messages.title)`
    expect(fill(other)).toBe(other)
  })
  test('that is longer than a message can be is not taken', () => {
    expect(codeOf(() => parseTemplate('pl', 'x'.repeat(20_001)))).toBe('template.too-long')
  })
  test('with HTML of its own is shown as text', async () => {
    const texts = { ...readyTemplate('reminder', 'neutral', 'pl'), body: '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>' }
    const { html } = await renderMessage(messageModel(facts, texts))
    expect(html).not.toMatch(/<script|<img src=x/)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })
})

describe('T70 a template with a missing variable', () => {
  test('is blocked, not sent with a hole', () => {
    expect(codeOf(() => fill('{{ odsetki.kwota }}'))).toBe('message.template-failed')
    expect(codeOf(() => fill('{{ link_do_zaplaty }}'))).toBe('message.template-failed')
    expect(codeOf(() => fill('{{ firma }}'))).toBe('message.template-failed')
    expect(codeOf(() => fill('{% for f in faktury %}{{ f.nie_ma }}{% endfor %}'))).toBe('message.template-failed')
  })
  test('goes with a default, or inside a condition', () => {
    expect(fill('{{ link_do_zaplaty | default: "brak" }}{% if odsetki %}{{ odsetki.kwota }}{% endif %}')).toBe('brak')
  })
  test('with an empty subject or body is blocked', () => {
    const texts = readyTemplate('reminder', 'neutral', 'pl')
    expect(codeOf(() => messageModel(facts, { ...texts, subject: '{% if odsetki %}x{% endif %}' }))).toBe('message.template-failed')
    expect(codeOf(() => messageModel(facts, { ...texts, body: ' ' }))).toBe('message.template-failed')
  })
})

describe('T121 T75 hostile values', () => {
  const attack = '<img src=x onerror=alert(1)>{{7*7}}{% include "x" %}\uE000big\uE000\r\nBcc: kto@zly.example'
  const hostile = sampleFacts(
    { kind: 'reminder', tone: 'neutral', medium: 'email', language: 'pl' },
    {
      invoices: [sampleInvoice(attack, '2026-11-04', 100n)],
      customer: { ...facts.customer, name: attack },
      company: { ...facts.company, name: attack },
    },
  )
  test('are shown as text, run nothing, open no block and start no header', async () => {
    const { subject, html, text } = await writtenMessage(hostile, readyTemplate('reminder', 'neutral', 'pl'), [])
    expect(html).not.toContain('<img src=x')
    expect(html).toContain('{{7*7}}')
    expect(text.replace(/https:\S+/g, '')).not.toMatch(/\b49\b/)
    expect(`${html}${text}`).not.toMatch(/\uE000/)
    expect(subject).not.toMatch(/[\r\n]/)
    expect(subject).toContain('Bcc: kto@zly.example')
  })
  test('neither in an SMS', () => {
    const { text } = smsOf(hostile, readyTemplate('reminder', 'neutral', 'pl'))
    expect(text).not.toMatch(/[\r\n\uE000]/)
  })
})

describe('T71 a warning of a bureau', () => {
  const texts = readyTemplate('pre-court-demand', 'final', 'pl')
  const demand = (over: Parameters<typeof sampleFacts>[1] = {}) =>
    sampleFacts({ kind: 'pre-court-demand', tone: 'final', medium: 'letter', language: 'pl' }, over)
  test('stands in the ready template only where the gate is open, with bureau, seat, objection and GDPR', () => {
    const shut = JSON.stringify(messageModel(demand(), texts).blocks)
    expect(shut).not.toMatch(/biura informacji/)
    const open = JSON.stringify(
      messageModel(demand({ big: { name: 'Biuro Przykładowe S.A.', seat: 'ul. Jasna 1, 00-001 Warszawa' } }), texts).blocks,
    )
    for (const words of ['Biuro Przykładowe S.A., ul. Jasna 1, 00-001 Warszawa', 'art. 15a', 'sprzeciw', 'art. 21 ust. 1 RODO'])
      expect(open).toContain(words)
  })
  test('that a person wrote into a template or a free text is blocked while the gate is shut', () => {
    expect(codeOf(() => messageModel(demand(), { ...texts, body: 'Zgłosimy Państwa do KRD.' }))).toBe('message.big-not-allowed')
    const free = sampleFacts(
      { kind: 'free-text', tone: 'firm', medium: 'email', language: 'pl' },
      { freeText: { subject: 'Dług', text: 'Wpis do rejestru dłużników.' } },
    )
    expect(codeOf(() => messageModel(free, readyTemplate('free-text', 'firm', 'pl')))).toBe('message.big-not-allowed')
    const sms = sampleFacts({ kind: 'reminder', tone: 'firm', medium: 'sms', language: 'pl' })
    expect(codeOf(() => smsOf(sms, { ...readyTemplate('reminder', 'firm', 'pl'), sms: 'Wpis do BIG' }))).toBe('message.big-not-allowed')
  })
})

test('a template that forgot the reservation of art. 466 carries it all the same', () => {
  const paid = sampleFacts({ kind: 'payment-confirmation', tone: 'neutral', medium: 'email', language: 'pl' })
  expect(JSON.stringify(bodyBlocks('Dziękujemy.', paid))).toContain('art. 466')
})

test('an SMS of more than six parts is blocked', () => {
  const sms = { ...readyTemplate('reminder', 'firm', 'pl'), sms: 'x'.repeat(919) }
  expect(codeOf(() => smsOf(sampleFacts({ kind: 'reminder', tone: 'firm', medium: 'sms', language: 'pl' }), sms))).toBe(
    'message.sms-too-long',
  )
})
