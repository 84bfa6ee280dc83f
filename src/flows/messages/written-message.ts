// A whole message of its facts: subject, texts, and the files that go with it. Nothing is stored here, so that it can be shown before it goes.
import { letterPdf } from '../render/letter-pdf.ts'
import { pngPicture } from '../render/png-picture.ts'
import { logoId, messageModel, smsOf } from './build-message.ts'
import type { MessageFacts } from './message-facts.ts'
import { blocksOf } from './message-model.ts'
import type { TemplateTexts } from './ready-templates.ts'
import { renderMessage } from './render-message.ts'
import { sentencesOf } from './sentence.ts'

export type Enclosure = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array; readonly inlineId?: string }

export type WrittenMessage = {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly parts: number | null
  readonly files: readonly Enclosure[]
}

/** Kinds whose mail carries the document on paper too. */
const printed = new Set(['demand', 'pre-court-demand', 'interest-note', 'balance-confirmation', 'statement'])

const picturePixels = 4

function fileName(facts: MessageFacts): string {
  const say = sentencesOf(facts.translate)
  const base = say(`letter.file.${printed.has(facts.kind) ? facts.kind : 'other'}`)
  const which = facts.note?.number.replace(/[^\p{L}\p{N}]+/gu, '-') ?? facts.today
  return `${base}-${which}.pdf`
}

/** The letter on paper of the same facts and the same template. */
export async function printedLetter(facts: MessageFacts, texts: TemplateTexts, enclosed: readonly string[] = []): Promise<Enclosure> {
  const paper: MessageFacts = { ...facts, medium: 'letter', enclosed }
  return { name: fileName(facts), contentType: 'application/pdf', bytes: await letterPdf(paper, messageModel(paper, texts)) }
}

/** Failure `message.*`, `template.*`. */
export async function writtenMessage(facts: MessageFacts, texts: TemplateTexts, enclosures: readonly Enclosure[]): Promise<WrittenMessage> {
  if (facts.medium === 'sms') {
    const { text, parts } = smsOf(facts, texts)
    return { subject: '', text, html: '', parts, files: [] }
  }
  const model = messageModel(facts, texts)
  const rendered = await renderMessage(model)
  const names = enclosures.map((file) => file.name)
  if (facts.medium === 'letter')
    return {
      subject: rendered.subject,
      text: rendered.text,
      html: '',
      parts: null,
      files: [await printedLetter(facts, texts, names), ...enclosures],
    }
  const pictures = blocksOf(model).flatMap((block) =>
    block.kind === 'payment' && block.code !== null
      ? [
          {
            name: `${block.code.inlineId}.png`,
            contentType: 'image/png',
            bytes: pngPicture(block.code.matrix, picturePixels),
            inlineId: block.code.inlineId,
          },
        ]
      : [],
  )
  const logo = facts.logo === null ? [] : [{ name: 'logo', contentType: facts.logo.contentType, bytes: facts.logo.bytes, inlineId: logoId }]
  const paper = printed.has(facts.kind) ? [await printedLetter(facts, texts, names)] : []
  return { ...rendered, parts: null, files: [...logo, ...pictures, ...paper, ...enclosures] }
}
