// Writes a message of its facts and the texts of a template: subject, blocks, SMS; the same for what goes and for what is only shown.
import { mentionsBig } from '#domain/big/big-gate'
import { smsPlain, smsSize, smsTidy } from '#domain/wording/sms-text'
import { Failure } from '#values/failure'
import { cleanFacts } from './clean-facts.ts'
import { bodyBlocks } from './message-blocks.ts'
import type { MessageFacts } from './message-facts.ts'
import type { MessageModel } from './message-model.ts'
import { letterOf, oneStop } from './model-parts.ts'
import type { TemplateTexts } from './ready-templates.ts'
import { headerText } from './render-message.ts'
import { sentencesOf } from './sentence.ts'
import { fillTemplate, parseTemplate } from './template-language.ts'
import { templateValues } from './template-values.ts'

/** More than an operator takes as one message. */
const mostSmsParts = 6
/** The name of the logo inside the mail. */
export const logoId = 'logo'

const oneLine = (text: string): string => headerText(text).replace(/ {2,}/g, ' ')

/** A warning of a bureau where the gate is shut goes nowhere, whoever wrote it. Failure `message.big-not-allowed`. */
function refuseBig(facts: MessageFacts, ...texts: readonly string[]): void {
  if (facts.big === null && texts.some(mentionsBig)) throw new Failure('message.big-not-allowed')
}

/** Failure `message.template-failed`, `template.*`, `message.big-not-allowed`. */
export function messageModel(of: MessageFacts, texts: TemplateTexts): MessageModel {
  const facts = cleanFacts(of)
  const say = sentencesOf(facts.translate)
  const { company, language } = facts
  const line = templateValues(facts, 'line')
  const fill = (source: string, values: object): string => fillTemplate(parseTemplate(language, source), values)
  const subject = oneLine(fill(texts.subject, line))
  const title = oneLine(fill(texts.title, line))
  const body = fill(texts.body, templateValues(facts, 'body'))
  if (subject === '' || body.trim() === '') throw new Failure('message.template-failed', { message: 'empty' })
  refuseBig(facts, subject, title, body)
  const letter = letterOf(company, language, facts.today, say)
  const blocks = bodyBlocks(body, facts)
  const pays = blocks.some((block) => block.kind === 'payment')
  return {
    ...letter,
    sender: { ...letter.sender, logo: facts.logo === null ? null : `cid:${logoId}` },
    subject,
    title,
    paragraphs: [],
    table: null,
    box: [],
    button: null,
    after: [],
    // A text that a person has edited as a whole brings its own ending.
    closing: body.includes(say('closing')) ? [] : letter.closing,
    blocks,
    footer: [
      ...(pays ? [say('footer.whiteList'), say('letter.neverChange')] : []),
      ...(company.settings.replyTo === null || facts.medium === 'letter' ? [] : [say('footer.reply')]),
      oneStop(say('letter.rodo', { company: company.name })),
    ],
  }
}

/** The text of an SMS with the parts that the operator bills. Failure `message.sms-too-long` beyond six. */
export function smsOf(of: MessageFacts, texts: TemplateTexts): { readonly text: string; readonly parts: number } {
  const facts = cleanFacts(of)
  const filled = fillTemplate(parseTemplate(facts.language, texts.sms), templateValues(facts, 'line')).replace(/\s+/g, ' ')
  const text = facts.settings.smsPlain ? smsPlain(filled) : smsTidy(filled)
  if (text === '') throw new Failure('message.template-failed', { message: 'empty' })
  refuseBig(facts, text)
  const { parts } = smsSize(text)
  if (parts > mostSmsParts) throw new Failure('message.sms-too-long', { parts, most: mostSmsParts })
  return { text, parts }
}
