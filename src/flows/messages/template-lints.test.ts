// Warnings about templates.
import { expect, test } from 'vitest'
import { messageKinds, tones } from '#domain/dunning/message-kind'
import { sampleFacts } from '#test/support/message-facts'
import { languages } from '#values/language'
import { messageModel, smsOf } from './build-message.ts'
import { readyTemplate } from './ready-templates.ts'
import { renderMessage } from './render-message.ts'
import { templateLints } from './template-lints.ts'

test('the ready templates earn no warning', async () => {
  for (const kind of messageKinds)
    for (const tone of tones)
      for (const language of languages) {
        const texts = readyTemplate(kind, tone, language)
        const mail = sampleFacts({ kind, tone, medium: 'email', language })
        const { text } = await renderMessage(messageModel(mail, texts))
        expect({ kind, tone, language, lints: templateLints(mail, texts, { text, parts: null }) }).toEqual({
          kind,
          tone,
          language,
          lints: [],
        })
        const sms = sampleFacts({ kind, tone, medium: 'sms', language })
        expect(templateLints(sms, texts, smsOf(sms, texts)).filter((code) => code !== 'no-account' && code !== 'sms-parts')).toEqual([])
      }
})

test.each([
  ['Wpłacił Pan kwotę', 'gendered'],
  ['Otrzymałem przelew', 'gendered'],
  ['Prosimy o zapłatę!', 'exclamation'],
  ['OSTATECZNE WEZWANIE DO ZAPŁATY', 'capitals'],
  ['Sprawę przejmie komornik', 'threat'],
  ['Zgłosimy dług do KRD', 'big-without-gate'],
  ['Do zapłaty 0,00\u00A0zł', 'amount-zero'],
] as const)('%s: %s', (text, code) => {
  const facts = sampleFacts({ kind: 'reminder', tone: 'neutral', medium: 'email', language: 'pl' })
  expect(templateLints(facts, readyTemplate('reminder', 'neutral', 'pl'), { text, parts: null })).toEqual([code])
})

test('a reminder without account, table or answers is told so', () => {
  const facts = sampleFacts({ kind: 'reminder', tone: 'neutral', medium: 'email', language: 'pl' })
  const texts = { ...readyTemplate('reminder', 'neutral', 'pl'), body: 'Prosimy o zapłatę.' }
  expect(templateLints(facts, texts, { text: texts.body, parts: null })).toEqual(['no-account', 'no-table', 'unanswered'])
})
