// Prints a letter: letterhead, place and day, addressee, the blocks of the message, signature and enclosures on A4.
import type { Content, TableCell } from 'pdfmake'
import { longDayText } from '#domain/wording/day-text'
import type { QrMatrix } from '#values/qr-code'
import type { MessageFacts } from '../messages/message-facts.ts'
import { blocksOf, type MessageBlock, type MessageModel, type MessageTable } from '../messages/message-model.ts'
import { sentencesOf } from '../messages/sentence.ts'
import { printer } from './pdf-fonts.ts'
import { ink } from './pdf-ink.ts'

const margin = 56
const width = 595.28 - 2 * margin
const tabular: PDFKit.Mixins.OpenTypeFeatures[] = ['tnum']

/** Rows of dark modules as rectangles: sharp at any size, and no font or picture involved. */
export function qrSvg(matrix: QrMatrix, side: number): string {
  const size = matrix.length
  const boxes = matrix.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark && row[x - 1] !== true ? [`<rect x="${x}" y="${y}" width="${runLength(row, x)}" height="1"/>`] : [])),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">${boxes.join('')}</svg>`
}

function runLength(row: readonly boolean[], from: number): number {
  let to = from
  while (row[to] === true) to++
  return to - from
}

const text = (value: string, over: object = {}): Content => ({ text: value, lineHeight: 1.3, margin: [0, 0, 0, 6], ...over }) as Content

function tableOf(table: MessageTable): Content {
  const columns = table.heads.length
  const many = columns > 5
  const size = many ? 8 : 9
  const cell = (value: string, at: number, over: object = {}): TableCell =>
    ({
      text: value,
      fontSize: size,
      alignment: at === 0 ? 'left' : 'right',
      noWrap: at > 0,
      ...(at > 0 ? { fontFeatures: tabular } : {}),
      ...over,
    }) as TableCell
  const heads = table.heads.map((head, at) => cell(head, at, { fontSize: 7.5, color: ink.text3, noWrap: false }))
  const rows = table.rows.map((row) =>
    row.cells.map((value, at): TableCell => {
      if (at !== 0 || row.detail === undefined || row.detail === null)
        return cell(value, at, { color: at === columns - 1 || at === 0 ? ink.text : ink.text2 })
      return {
        stack: [
          { text: value, fontSize: size },
          { text: row.detail, fontSize: 6, color: ink.text3, margin: [0, 1, 0, 0] },
        ],
      } as TableCell
    }),
  )
  const totals = table.totals.map((total): TableCell[] => [
    { text: total.label, bold: true, fontSize: 9.5, colSpan: columns - 1, margin: [0, 2, 0, 2] } as TableCell,
    ...Array.from({ length: columns - 2 }, (): TableCell => ({ text: '' })),
    {
      text: total.value,
      bold: true,
      fontSize: 9.5,
      alignment: 'right',
      noWrap: true,
      fontFeatures: tabular,
      margin: [0, 2, 0, 2],
    } as TableCell,
  ])
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: ['*', ...Array.from({ length: columns - 1 }, () => 'auto')],
      body: [heads, ...rows, ...totals],
    },
    layout: {
      hLineWidth: (row) => (row === 0 ? 0 : row === 1 ? 0.9 : 0.5),
      hLineColor: (row) => (row === 1 ? ink.text : ink.line),
      vLineWidth: () => 0,
      paddingLeft: (at) => (at === 0 ? 0 : many ? 6 : 10),
      paddingRight: () => 0,
      paddingTop: () => 4,
      paddingBottom: () => 4,
    },
    margin: [0, 6, 0, 14],
  }
}

function sumsOf(rows: Extract<MessageBlock, { kind: 'sums' }>['rows']): Content {
  return {
    table: {
      widths: ['*', 'auto'],
      body: rows.map((row): TableCell[] => [
        { text: row.label, bold: row.strong, fontSize: row.strong ? 10.5 : 9.5 },
        { text: row.value, bold: row.strong, fontSize: row.strong ? 10.5 : 9.5, alignment: 'right', noWrap: true, fontFeatures: tabular },
      ]),
    },
    layout: {
      hLineWidth: (row) => (row === rows.length - 1 ? 0.9 : row === 0 || row === rows.length ? 0 : 0.5),
      hLineColor: (row) => (row === rows.length - 1 ? ink.text : ink.line),
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 4,
      paddingBottom: () => 4,
    },
    margin: [0, 0, 0, 14],
    unbreakable: true,
  } as Content
}

function paymentOf(block: Extract<MessageBlock, { kind: 'payment' }>): Content {
  const items = block.items.map(
    (item): Content => ({
      stack: [
        { text: item.label, fontSize: 7.5, color: ink.text3 },
        { text: item.value, bold: true, fontSize: 10 },
      ],
      margin: [0, 0, 0, 6],
    }),
  )
  const code: readonly TableCell[] =
    block.code === null
      ? []
      : [
          {
            stack: [
              { svg: qrSvg(block.code.matrix, 76), width: 76 },
              { text: block.code.caption, fontSize: 6.5, color: ink.text3, alignment: 'center', margin: [0, 4, 0, 0] },
            ],
            margin: [0, 8, 8, 6],
          } as TableCell,
        ]
  return {
    table: { widths: ['*', ...code.map(() => 88)], body: [[{ stack: items, margin: [8, 8, 0, 2] } as TableCell, ...code]] },
    layout: {
      hLineWidth: () => 0.6,
      vLineWidth: (at) => (at === 0 || at === 1 + code.length ? 0.6 : 0),
      hLineColor: () => ink.line,
      vLineColor: () => ink.line,
      fillColor: () => ink.sunken,
    },
    margin: [0, 4, 0, 14],
    unbreakable: true,
  } as Content
}

/** A box to tick is drawn: the font has none. */
const slipLine = (line: string): Content =>
  line.startsWith('☐')
    ? {
        columns: [
          { width: 18, canvas: [{ type: 'rect', x: 0, y: 1, w: 9, h: 9, lineWidth: 0.7, lineColor: ink.text2 }] },
          { width: '*', text: line.slice(1).trim() },
        ],
        margin: [0, 6, 0, 0],
      }
    : { text: line, margin: [0, 6, 0, 0] }

function slipOf(block: Extract<MessageBlock, { kind: 'slip' }>): Content {
  return {
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.7, dash: { length: 3 }, lineColor: ink.text3 }] },
      { text: block.title, bold: true, margin: [0, 10, 0, 4] },
      ...block.lines.map(slipLine),
      { text: block.sign, fontSize: 8, color: ink.text3, alignment: 'right', margin: [0, 26, 0, 0] },
    ],
    margin: [0, 10, 0, 10],
    unbreakable: true,
  }
}

function blockContent(block: MessageBlock): readonly Content[] {
  switch (block.kind) {
    case 'text':
      return [text(block.text)]
    case 'note':
      return [text(block.text, { fontSize: 8.5, color: ink.text2 })]
    case 'list':
      return [{ ul: [...block.items], margin: [0, 0, 0, 8] }]
    case 'table':
      return [tableOf(block.table)]
    case 'sums':
      return [sumsOf(block.rows)]
    case 'payment':
      return [paymentOf(block)]
    case 'button':
      return [text(`${block.label}: ${block.url}`)]
    case 'slip':
      return [slipOf(block)]
    // What is clicked has no place on paper.
    case 'answers':
      return []
  }
}

const lines = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join('\n')

const initialMark = (initial: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28"><rect width="28" height="28" rx="6" fill="${ink.accent}"/><text x="14" y="19.4" text-anchor="middle" font-family="Inter" font-size="15" font-weight="600" fill="#FFFFFF">${initial.replace(/[<&>]/g, '')}</text></svg>`

/** `image/png` and `image/jpeg` print; another kind of logo leaves the mark of the initial. */
function markOf(facts: MessageFacts, initial: string): Content {
  const { logo } = facts
  if (logo === null || !/^image\/(?:png|jpeg)$/.test(logo.contentType)) return { svg: initialMark(initial), width: 28 }
  return { image: `data:${logo.contentType};base64,${Buffer.from(logo.bytes).toString('base64')}`, fit: [150, 40] }
}

function head(facts: MessageFacts, model: MessageModel): readonly Content[] {
  const say = sentencesOf(facts.translate)
  const { company, settings, customer, language } = facts
  const contact = [company.settings.contactPhone, company.settings.replyTo].filter((part) => part !== null).join(', ')
  const nip = (value: string | null): string | null => (value === null ? null : say('letter.nip', { nip: value }))
  const place = settings.address === null ? null : (/\d{2}-\d{3}\s+([^,\n]+)/.exec(settings.address)?.[1]?.trim() ?? null)
  const on = longDayText(language, facts.today)
  return [
    {
      columns: [
        { width: 'auto', stack: [markOf(facts, model.sender.initial)] },
        {
          width: '*',
          stack: [
            { text: company.name, bold: true, fontSize: 10.5 },
            {
              text: lines([settings.address, nip(company.nip), contact]),
              fontSize: 8,
              color: ink.text2,
              lineHeight: 1.25,
              margin: [0, 2, 0, 0],
            },
          ],
          margin: [12, 0, 0, 0],
        },
        {
          width: 'auto',
          text: place === null ? on : say('letter.place', { place, on }),
          fontSize: 9,
          color: ink.text2,
          alignment: 'right',
        },
      ],
    },
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.6, lineColor: ink.line }], margin: [0, 10, 0, 14] },
    { text: say('letter.to'), fontSize: 7.5, color: ink.text3, margin: [width / 2, 0, 0, 2] },
    { text: customer.name, bold: true, margin: [width / 2, 0, 0, 2] },
    { text: lines([customer.address, nip(customer.taxId)]), fontSize: 9, color: ink.text2, lineHeight: 1.3, margin: [width / 2, 0, 0, 14] },
    { text: model.title, bold: true, fontSize: 15, characterSpacing: -0.2, margin: [0, 0, 0, 10] },
  ]
}

function foot(facts: MessageFacts, model: MessageModel): readonly Content[] {
  const say = sentencesOf(facts.translate)
  const [closing, ...names] = model.closing
  return [
    {
      unbreakable: true,
      stack: [
        { text: closing ?? '', margin: [0, 6, 0, 24] },
        { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 190, y2: 0, lineWidth: 0.6, lineColor: ink.text3 }] },
        { text: say('letter.signature'), fontSize: 7.5, color: ink.text3, margin: [0, 3, 0, 4] },
        { text: names.join('\n'), fontSize: 9, lineHeight: 1.3 },
        ...(facts.enclosed.length === 0
          ? []
          : [
              {
                text: `${say('letter.attachments')}: ${facts.enclosed.join(', ')}`,
                fontSize: 8,
                color: ink.text2,
                margin: [0, 12, 0, 0],
              } as Content,
            ]),
      ],
    },
    { text: model.footer.join(' '), fontSize: 7, color: ink.text3, lineHeight: 1.3, margin: [0, 12, 0, 0] },
  ]
}

/** PDF of a letter; made again of the same facts on the same day it has the same bytes. */
export async function letterPdf(facts: MessageFacts, model: MessageModel): Promise<Uint8Array> {
  const say = sentencesOf(facts.translate)
  const madeAt = new Date(`${facts.today}T00:00:00Z`)
  const document = printer.createPdf({
    pageSize: 'A4',
    pageMargins: [margin, 44, margin, 48],
    language: facts.language === 'pl' ? 'pl-PL' : 'en-GB',
    info: { title: model.title, author: facts.company.name, creator: 'Skarbnik', producer: 'Skarbnik', creationDate: madeAt },
    defaultStyle: { font: 'Inter', fontSize: 9.5, color: ink.text, lineHeight: 1.15 },
    footer: (page, pages) => ({
      text: pages === 1 ? '' : say('letter.page', { page, pages }),
      alignment: 'right',
      fontSize: 7.5,
      color: ink.text3,
      margin: [margin, 20, margin, 0],
    }),
    content: [...head(facts, model), ...blocksOf(model).flatMap(blockContent), ...foot(facts, model)],
  })
  return new Uint8Array(await document.getBuffer())
}
