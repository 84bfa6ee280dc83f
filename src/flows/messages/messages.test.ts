// The layout of messages, and what may stand in a header or a link.
import { describe, expect, test } from 'vitest'
import { sampleFacts } from '#test/support/message-facts'
import { isFailure } from '#values/failure'
import { messageModel } from './build-message.ts'
import { readyTemplate } from './ready-templates.ts'
import { headerText, linkOf, renderMessage } from './render-message.ts'
import { sentencesOf } from './sentence.ts'

const model = () =>
  messageModel(
    sampleFacts({ kind: 'reminder', tone: 'neutral', medium: 'email', language: 'pl' }),
    readyTemplate('reminder', 'neutral', 'pl'),
  )

test('T75 a header is one line', () => {
  expect(headerText('Firma\r\nBcc: x@y.example\u2028\u0000')).toBe('Firma Bcc: x@y.example')
})

describe('links', () => {
  test('that are no web address are dropped', async () => {
    expect(linkOf('javascript:alert(1)')).toBeNull()
    expect(linkOf('data:text/html,x')).toBeNull()
    const facts = sampleFacts({ kind: 'reminder', tone: 'neutral', medium: 'email', language: 'pl' })
    const invoices = facts.invoices
      .slice(0, 1)
      .map((invoice) => ({ ...invoice, viewUrl: 'javascript:alert(1)', payUrl: 'javascript:alert(2)' }))
    const hostile = messageModel({ ...facts, invoices, pageUrl: 'javascript:alert(3)' }, readyTemplate('reminder', 'neutral', 'pl'))
    expect((await renderMessage(hostile)).html).not.toContain('href="javascript:')
  })
  test('to pay stand on the button where one invoice has one', async () => {
    const facts = sampleFacts({ kind: 'reminder', tone: 'neutral', medium: 'email', language: 'pl' })
    const invoices = facts.invoices.slice(0, 1).map((invoice) => ({ ...invoice, payUrl: 'https://bramka.example/1' }))
    const { text } = await renderMessage(messageModel({ ...facts, invoices }, readyTemplate('reminder', 'neutral', 'pl')))
    expect(text).toContain('Zapłać 1\u00A0284,37\u00A0zł: https://bramka.example/1')
  })
})

describe('accounts', () => {
  test('of different invoices have a block each, with their own sum', async () => {
    const facts = sampleFacts({ kind: 'reminder', tone: 'neutral', medium: 'letter', language: 'pl' })
    const invoices = facts.invoices.map((invoice, at) =>
      at === 0 ? { ...invoice, payToAccount: 'PL61109010140000071219812874' } : invoice,
    )
    const { text } = await renderMessage(messageModel({ ...facts, invoices }, readyTemplate('reminder', 'neutral', 'pl')))
    expect(text).toContain('Rachunek odbiorcy: 61 1090 1014 0000 0712 1981 2874')
    expect(text).toContain('Kwota: 1\u00A0284,37\u00A0zł')
    expect(text).toContain('Kwota: 11\u00A0600,00\u00A0zł')
  })
  test('that neither invoice nor company names are left out', async () => {
    const facts = sampleFacts({ kind: 'reminder', tone: 'neutral', medium: 'email', language: 'pl' })
    const invoices = facts.invoices.map((invoice) => ({ ...invoice, payToAccount: null }))
    const { html } = await renderMessage(
      messageModel({ ...facts, invoices, settings: { ...facts.settings, bankAccount: null } }, readyTemplate('reminder', 'neutral', 'pl')),
    )
    expect(html).not.toContain('Rachunek')
  })
})

test('T70 a sentence that is missing or has a hole stops the message', async () => {
  expect(() => sentencesOf((key) => `${key} {{amount}}`)('letter.answersLead')).toThrow(
    expect.objectContaining({ code: 'message.template-failed' }),
  )
  expect(() => sentencesOf((key) => key)('letter.answersLead')).toThrow(expect.objectContaining({ code: 'message.template-failed' }))
  const broken = { ...model(), title: undefined } as unknown as ReturnType<typeof model>
  await expect(renderMessage(broken)).rejects.toSatisfy((error) => isFailure(error, 'message.template-failed'))
})

test('a text that a person edited as a whole keeps one ending', () => {
  const facts = sampleFacts(
    { kind: 'free-text', tone: 'neutral', medium: 'email', language: 'pl' },
    { freeText: { subject: 'Faktury', text: 'Prosimy o zapłatę.\n\nZ poważaniem\nMarek Zych\n\n--\nAdministrator…' } },
  )
  const edited = messageModel(facts, readyTemplate('free-text', 'neutral', 'pl'))
  expect(edited.closing).toEqual([])
  expect(JSON.stringify(edited.blocks)).not.toContain('Administrator')
})
