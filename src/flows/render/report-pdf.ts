// Prints a report: A4, paper and ink, hairlines, the page number and the company on every page.
import type { Readable } from 'node:stream'
import type { Content } from 'pdfmake'
import { dayText } from '#domain/wording/day-text'
import type { Block, ReportDocument } from '#ports/report'
import type { Translate } from '#ports/translate'
import type { Day } from '#values/day'
import { blockContent } from './pdf-blocks.ts'
import { printer } from './pdf-fonts.ts'
import { ink } from './pdf-ink.ts'
import { drawLongTable, longTablePages, type Paper } from './pdf-long-table.ts'

const pageMargin = 45
const contentWidth = 595.28 - 2 * pageMargin

const initialMark = (name: string): string => {
  const initial = ([...name.trim()][0] ?? '').toUpperCase().replace(/[<&>]/g, '')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect width="16" height="16" rx="4" fill="${ink.accent}"/><text x="8" y="11.4" text-anchor="middle" font-family="Inter" font-size="9" font-weight="600" fill="#FFFFFF">${initial}</text></svg>`
}

function head(report: ReportDocument, made: Made, t: Translate): Content {
  const { language } = report
  const meta = [
    ...report.filters.map(({ label, value }) => `${label} ${value}`),
    `${t('reports.monthly.generated')} ${dayText(language, made.on)}`,
  ]
  const mark: Content =
    made.logo === undefined
      ? { svg: initialMark(report.companyName), width: 16 }
      : { image: `data:${made.logo.contentType};base64,${Buffer.from(made.logo.bytes).toString('base64')}`, fit: [90, 20] }
  return {
    columns: [
      {
        width: '*',
        stack: [
          {
            columns: [
              { ...(mark as object), width: 'auto' } as unknown as Content,
              { text: report.companyName, bold: true, fontSize: 9.5, margin: [6, 2.5, 0, 0] },
            ],
          },
          { text: report.title, bold: true, fontSize: 21, characterSpacing: -0.35, margin: [0, 13, 0, 2] },
          { text: report.subtitle, fontSize: 10.5, color: ink.text2 },
        ],
      },
      {
        width: 170,
        stack: meta.map((line) => ({ text: line, alignment: 'right' as const, fontSize: 8, color: ink.text3, lineHeight: 1.25 })),
      },
    ],
    margin: [0, 0, 0, 16],
  }
}

/** What is said of the making: the instant, the day in the company's zone, its mark where it has one. */
export type Made = {
  readonly at: Date
  readonly on: Day
  readonly logo?: { readonly bytes: Uint8Array; readonly contentType: 'image/png' | 'image/jpeg' }
  /** Rows printed so far; may throw to stop. */
  readonly progress?: (rows: number, of: number) => Promise<void>
}

/** Tables with more rows stand on pages of their own after the rest: laying out so many cells together would take minutes. */
const longest = 300
/** Points that a column without a width of its own needs: a name of a firm in two lines. Where there is less the page is turned. */
const narrowest = 105

type Table = Extract<Block, { kind: 'table' }>
const isLong = (block: Block): block is Table => block.kind === 'table' && block.rows.length > longest

/** Rows of a long table that begin it in its place; the others follow on pages of their own. */
const beginning = 24
const begun = (table: Table): Table => {
  const { totals: _atTheEnd, ...rest } = table
  return { ...rest, rows: table.rows.slice(0, beginning) }
}
const continued = (table: Table): Table => ({ ...table, rows: table.rows.slice(beginning) })

const isWide = (block: Block): boolean =>
  block.kind === 'table' && block.columns.reduce((sum, column) => sum + (column.width ?? narrowest) + 5, 0) > contentWidth

/** PDF of the report; what does not fit across the page turns it. */
export async function reportPdf(report: ReportDocument, t: Translate, made: Made): Promise<Uint8Array> {
  const { language } = report
  const turned = report.blocks.some(isWide)
  const [width, height] = turned ? [841.89, 595.28] : [595.28, 841.89]
  const inside = width - 2 * pageMargin
  const long = report.blocks.filter(isLong).map(continued)
  const foot = `${report.companyName}, ${report.title.charAt(0).toLocaleLowerCase(language)}${report.title.slice(1)}, ${dayText(language, report.asOf)}`
  const added = long.reduce((sum, table) => sum + longTablePages(table, { height }), 0)
  let first = 0
  const document = printer.createPdf({
    pageSize: 'A4',
    pageOrientation: turned ? 'landscape' : 'portrait',
    pageMargins: [pageMargin, 42, pageMargin, 52],
    language: language === 'pl' ? 'pl-PL' : 'en-GB',
    info: {
      title: `${report.title}, ${report.companyName}`,
      author: report.companyName,
      creator: 'Skarbnik',
      producer: 'Skarbnik',
      creationDate: made.at,
    },
    defaultStyle: { font: 'Inter', fontSize: 8.5, color: ink.text, lineHeight: 1.1 },
    footer: (page, pages) => {
      first = pages
      return {
        margin: [pageMargin, 14, pageMargin, 0],
        stack: [
          { canvas: [{ type: 'line', x1: 0, y1: 0, x2: inside, y2: 0, lineWidth: 0.6, lineColor: ink.line }] },
          {
            margin: [0, 7, 0, 0],
            fontSize: 7.5,
            color: ink.text3,
            columns: [{ text: foot }, { text: t('reports.page', { page, pages: pages + added }), alignment: 'right' }],
          },
        ],
      }
    },
    content: [
      head(report, made, t),
      ...report.blocks.flatMap((block) =>
        isLong(block)
          ? [blockContent(begun(block), { language, width: inside }), elsewhere(block, t)]
          : [blockContent(block, { language, width: inside })],
      ),
    ],
  })
  const paper = (await document.getStream()) as unknown as Paper & Readable & { end(): void }
  const frame = {
    width,
    height,
    margin: pageMargin,
    language,
    foot,
    pageOf: (page: number) => t('reports.page', { page, pages: first + added }),
    continued: t('report-shelf.continued'),
  }
  const rows = long.reduce((sum, table) => sum + table.rows.length, 0)
  // Whoever reads while pages are drawn keeps no more than the file itself.
  const bytes = gathered(paper)
  let page = first + 1
  let before = 0
  for (const table of long) {
    const done = before
    await drawLongTable(paper, table, frame, page, async (drawn) => made.progress?.(done + drawn, rows))
    page += longTablePages(table, frame)
    before += table.rows.length
  }
  paper.end()
  return bytes
}

async function gathered(source: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const elsewhere = (table: Table, t: Translate): Content => ({
  text: t('report-shelf.onFurtherPages', { count: table.rows.length - beginning }),
  fontSize: 8,
  color: ink.text3,
  margin: [0, -12, 0, 14],
})
