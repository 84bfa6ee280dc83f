// Makes HTML and plain text of a message: one layout, everything that comes from outside escaped, nothing left unfilled.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Liquid } from 'liquidjs'
import { Failure } from '#values/failure'
import { blocksOf, type MessageModel, type RenderedMessage } from './message-model.ts'

// No file, no include, no prototype, no endless loop; a variable that is missing stops the message.
const limits = {
  ownPropertyOnly: true,
  strictFilters: true,
  strictVariables: true,
  lenientIf: true,
  memoryLimit: 5_000_000,
  renderLimit: 2_000,
  parseLimit: 100_000,
  templates: {},
} as const

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

const html = new Liquid({ ...limits, outputEscape: 'escape' })
const text = new Liquid(limits)
const htmlEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' }
html.registerFilter('lines', (value: unknown) =>
  String(value)
    .replace(/[&<>"']/g, (sign) => htmlEscapes[sign] ?? '')
    .replace(/\n/g, '<br>'),
)
const htmlLayout = html.parse(read('layout.html.liquid'))
const textLayout = text.parse(read('layout.text.liquid'))

/** One line without control characters: what stands in a header can start no other header. */
export const headerText = (value: string): string => value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** Only web addresses become links. */
export const linkOf = (url: string | null): string | null =>
  url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null

/** Failure `message.template-failed` when the layout cannot be filled; nothing is sent then. */
export async function renderMessage(model: MessageModel): Promise<RenderedMessage> {
  try {
    const m = { ...model, blocks: blocksOf(model) }
    const [htmlText, plain] = (await Promise.all([html.render(htmlLayout, { m }), text.render(textLayout, { m })])) as [string, string]
    return { subject: headerText(model.subject).slice(0, 250), html: htmlText, text: plain.replace(/\n{3,}/g, '\n\n').trim() }
  } catch (cause) {
    throw new Failure('message.template-failed', { message: cause instanceof Error ? cause.message.slice(0, 200) : 'unknown' }, { cause })
  }
}
