// The mail that carries the monthly report: its key figures in the text, the PDF attached.

import { dayText, monthText } from '#domain/wording/day-text'
import type { Block } from '#ports/report'
import type { Translate } from '#ports/translate'
import type { SendingCompany } from '#store/sending-companies'
import type { Day } from '#values/day'
import type { Language } from '#values/language'
import { cellText } from '../render/cell-text.ts'
import type { MessageModel } from './message-model.ts'
import { letterOf } from './model-parts.ts'
import { sentencesOf } from './sentence.ts'

/** `figures` is the first block of figures of the report itself, so that mail and file say the same. */
export function reportModel(facts: {
  readonly company: SendingCompany
  readonly language: Language
  readonly month: string
  readonly asOf: Day
  readonly today: Day
  readonly figures: Extract<Block, { kind: 'figures' }>
  readonly url: string
  readonly translate: Translate
}): MessageModel {
  const { language, figures } = facts
  const say = sentencesOf(facts.translate)
  const month = monthText(language, facts.month)
  const letter = letterOf(facts.company, language, facts.today, say)
  return {
    ...letter,
    subject: say('report.subject', { month }),
    title: say('report.title', { month }),
    paragraphs: [say('report.intro', { month, asOf: dayText(language, facts.asOf) })],
    table: {
      heads: [say('report.figure'), say('report.value')],
      rows: figures.items.map((item) => ({ cells: [item.label, cellText(language, item.value)], url: null })),
      totals: [],
    },
    box: [],
    button: { label: say('report.open'), url: facts.url },
    after: [],
    closing: [],
    footer: [],
  }
}
