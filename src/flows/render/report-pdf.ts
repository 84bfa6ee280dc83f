// Prints a report: A4, paper and ink, hairlines, the page number and the company on every page.
import type { Content } from 'pdfmake'
import { dayText } from '#domain/wording/day-text'
import type { ReportDocument } from '#ports/report'
import type { Translate } from '#ports/translate'
import { blockContent } from './pdf-blocks.ts'
import { printer } from './pdf-fonts.ts'
import { ink } from './pdf-ink.ts'

export const pageMargin = 45
export const contentWidth = 595.28 - 2 * pageMargin

const initialMark = (name: string): string => {
  const initial = ([...name.trim()][0] ?? '').toUpperCase().replace(/[<&>]/g, '')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect width="16" height="16" rx="4" fill="${ink.accent}"/><text x="8" y="11.4" text-anchor="middle" font-family="Inter" font-size="9" font-weight="600" fill="#FFFFFF">${initial}</text></svg>`
}

function head(report: ReportDocument, madeOn: string, t: Translate): Content {
  const meta = [...report.filters.map(({ label, value }) => `${label} ${value}`), `${t('reports.monthly.generated')} ${madeOn}`]
  return {
    columns: [
      {
        width: '*',
        stack: [
          {
            columns: [
              { svg: initialMark(report.companyName), width: 16 },
              { text: report.companyName, bold: true, fontSize: 9.5, margin: [6, 2.5, 0, 0] },
            ],
          },
          { text: report.title, bold: true, fontSize: 21, characterSpacing: -0.35, margin: [0, 13, 0, 2] },
          { text: report.subtitle, fontSize: 10.5, color: ink.text2 },
        ],
      },
      {
        width: 'auto',
        stack: meta.map((line) => ({ text: line, alignment: 'right' as const, fontSize: 8, color: ink.text3, lineHeight: 1.25 })),
      },
    ],
    margin: [0, 0, 0, 16],
  }
}

/** PDF of the report. `madeAt` is the instant of its making, as it stands in the file too. */
export async function reportPdf(
  report: ReportDocument,
  t: Translate,
  made: { readonly at: Date; readonly on: Parameters<typeof dayText>[1] },
): Promise<Uint8Array> {
  const { language } = report
  const document = printer.createPdf({
    pageSize: 'A4',
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
    footer: (page, pages) => ({
      margin: [pageMargin, 14, pageMargin, 0],
      stack: [
        { canvas: [{ type: 'line', x1: 0, y1: 0, x2: contentWidth, y2: 0, lineWidth: 0.6, lineColor: ink.line }] },
        {
          margin: [0, 7, 0, 0],
          fontSize: 7.5,
          color: ink.text3,
          columns: [
            { text: `${report.companyName}, ${report.title.toLowerCase()}, ${dayText(language, report.asOf)}` },
            { text: t('reports.page', { page, pages }), alignment: 'right' },
          ],
        },
      ],
    }),
    content: [
      head(report, dayText(language, made.on), t),
      ...report.blocks.map((block) => blockContent(block, { language, width: contentWidth })),
    ],
  })
  return new Uint8Array(await document.getBuffer())
}
