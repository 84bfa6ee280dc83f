// The mail that carries a scheduled report: what it shows in a few lines, the file attached, and who did not get it.
import { dayText } from '#domain/wording/day-text'
import type { Block, ReportDocument } from '#ports/report'
import type { Translate } from '#ports/translate'
import type { SendingCompany } from '#store/sending-companies'
import type { Day } from '#values/day'
import { cellText } from '../render/cell-text.ts'
import type { MessageModel } from './message-model.ts'
import { letterOf } from './model-parts.ts'
import { sentencesOf } from './sentence.ts'

const rowsShown = 5
const columnsShown = 4

/** The figures of the report where it has some, else the first rows of its table with their sum. */
export function scheduledReportModel(facts: {
  readonly company: SendingCompany
  readonly document: ReportDocument
  readonly name: string
  readonly table: Extract<Block, { kind: 'table' }> | null
  readonly skipped: readonly { readonly who: string; readonly why: string }[]
  readonly today: Day
  readonly url: string
  readonly translate: Translate
}): MessageModel {
  const { document, table } = facts
  const { language } = document
  const say = sentencesOf(facts.translate)
  const asOf = dayText(language, document.asOf)
  const figures = document.blocks.find((block) => block.kind === 'figures')
  const texts = document.blocks.flatMap((block) => (block.kind === 'text' ? [`${block.lead ?? ''} ${block.text}`.trim()] : []))
  const left = facts.skipped.filter(({ why }) => why === 'left').map(({ who }) => who)
  return {
    ...letterOf(facts.company, language, facts.today, say),
    subject: say('scheduled.subject', { name: facts.name, day: asOf }),
    title: facts.name,
    paragraphs: [
      say('scheduled.intro', { title: document.title, asOf }),
      ...texts,
      ...(table === null || table.rows.length === 0 ? [] : [say('scheduled.rows', { count: table.rows.length })]),
      ...(left.length === 0 ? [] : [say('scheduled.left', { names: left.join(', ') })]),
    ],
    table:
      figures !== undefined
        ? {
            heads: [say('report.figure'), say('report.value')],
            rows: figures.items.map((item) => ({ cells: [item.label, cellText(language, item.value)], url: null })),
            totals: [],
          }
        : firstRows(table, language),
    box: [],
    button: { label: say('report.open'), url: facts.url },
    after: [],
    closing: [],
    footer: [],
  }
}

/** First and last columns say most: what it is, and how much. */
function firstRows(table: Extract<Block, { kind: 'table' }> | null, language: ReportDocument['language']): MessageModel['table'] {
  if (table === null || table.rows.length === 0) return null
  const { length } = table.columns
  const shown = length <= columnsShown ? table.columns.map((_, at) => at) : [0, 1, length - 2, length - 1]
  return {
    heads: shown.map((at) => table.columns[at]?.title ?? ''),
    rows: table.rows.slice(0, rowsShown).map((row) => ({ cells: shown.map((at) => cellText(language, row[at] ?? null)), url: null })),
    totals: [],
  }
}
