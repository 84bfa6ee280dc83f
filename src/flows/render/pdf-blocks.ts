// Blocks of a report as content of a page.
import type { Content, TableCell } from 'pdfmake'
import { isMoney } from '#domain/reporting/cell'
import { amountParts, amountText, numberText } from '#domain/wording/amount-text'
import type { Block, Cell } from '#ports/report'
import type { Language } from '#values/language'
import { cellText } from './cell-text.ts'
import { type Chart, chartSvg, toneColour } from './chart-svg.ts'
import { ink } from './pdf-ink.ts'

type Page = { readonly language: Language; readonly width: number }
type Figures = Extract<Block, { kind: 'figures' }>
type Table = Extract<Block, { kind: 'table' }>

/** Figures under each other have one width. */
const tabular: PDFKit.Mixins.OpenTypeFeatures[] = ['tnum']

export function blockContent(block: Block, page: Page): Content {
  switch (block.kind) {
    case 'text':
      return {
        text: [...(block.lead === undefined ? [] : [{ text: `${block.lead} `, bold: true }]), { text: block.text }],
        fontSize: 10.5,
        lineHeight: 1.35,
        margin: [0, 0, 0, 14],
      }
    case 'figures':
      return figures(block, page)
    case 'chart':
      return chart(block, page)
    case 'table':
      return table(block, page)
    case 'side-by-side': {
      const half = { language: page.language, width: (page.width - 20) / 2 }
      return {
        columns: [
          { width: '*', stack: [blockContent(block.left, half)] },
          { width: '*', stack: [blockContent(block.right, half)] },
        ],
        columnGap: 20,
        unbreakable: true,
      } as Content
    }
  }
}

const line = (width: number, colour: string, weight: number): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: weight, lineColor: colour }],
})

function title(text: string, note: string | undefined): Content {
  return {
    text: [{ text, bold: true, fontSize: 10 }, ...(note === undefined ? [] : [{ text: `   ${note}`, fontSize: 8, color: ink.text3 }])],
  }
}

const tones = { ok: ink.text, warn: ink.warn, bad: ink.bad } as const

/** The amount with its decimals and unit stepped back. */
function figure(item: Figures['items'][number], language: Language): Content {
  const colour = tones[item.tone ?? 'ok']
  if (item.value === null || !isMoney(item.value))
    return { text: cellText(language, item.value), bold: true, fontSize: 15, color: colour, fontFeatures: tabular }
  const { whole, fraction, unit } = amountParts(language, item.value)
  return {
    text: [
      { text: whole, bold: true, fontSize: 15, color: colour },
      { text: `${fraction}\u00A0${unit}`, fontSize: 10.5, color: ink.text2 },
    ],
    fontFeatures: tabular,
  }
}

/** Many figures stand closer, so that what follows still fits the page. */
const tilesFor = (count: number): number => (count > 6 || count === 4 ? 4 : 3)

function figures(block: Figures, { language, width }: Page): Content {
  const tilesInRow = tilesFor(block.items.length)
  const rows = Array.from({ length: Math.ceil(block.items.length / tilesInRow) }, (_, at) =>
    block.items.slice(at * tilesInRow, (at + 1) * tilesInRow),
  )
  const tile = (item: Figures['items'][number] | undefined, at: number): TableCell =>
    item === undefined
      ? { text: '' }
      : {
          stack: [
            { text: item.label, fontSize: 8.5, color: ink.text2, margin: [0, 0, 0, 3] },
            figure(item, language),
            { text: item.note ?? '', fontSize: 8, color: ink.text3, margin: [0, 3, 0, 0] },
          ],
          margin: [at === 0 ? 0 : 8, 6, 0, 6],
        }
  return {
    stack: [
      line(width, ink.text, 0.9),
      {
        table: {
          widths: Array.from({ length: tilesInRow }, () => '*'),
          body: rows.map((row) => Array.from({ length: tilesInRow }, (_, at) => tile(row[at], at))),
        },
        layout: {
          hLineWidth: (row) => (row === 0 ? 0 : 0.6),
          vLineWidth: (column) => (column === 0 || column === tilesInRow ? 0 : 0.6),
          hLineColor: () => ink.line,
          vLineColor: () => ink.line,
          paddingLeft: () => 0,
          paddingRight: () => 0,
          paddingTop: () => 2,
          paddingBottom: () => 2,
        },
      },
    ],
    margin: [0, 0, 0, 18],
    unbreakable: true,
  }
}

const legendWidth = 88

function chart(block: Chart, { language, width }: Page): Content {
  const drawn = width - legendWidth
  const sums = block.series.map((series) => series.values.reduce<number>((sum, value) => sum + (value ?? 0), 0))
  const digits = Math.max(...sums) < 100 ? 1 : 0
  const labels = block.series.map(
    (series, at): Content => ({
      margin: [0, 0, 0, 7],
      columns: [
        { width: 13, canvas: [{ type: 'rect', x: 0, y: 1.5, w: 7, h: 7, r: 1.5, color: toneColour(series.tone) }] },
        {
          width: '*',
          stack: [
            { text: series.name, fontSize: 8.5, color: ink.text2 },
            {
              text: block.sums === false ? '' : numberText(language, sums[at] ?? 0, digits),
              bold: true,
              fontSize: 8.5,
              fontFeatures: tabular,
            },
          ],
        },
      ],
    }),
  )
  return {
    stack: [
      title(block.title, block.unit),
      { ...(line(width, ink.text, 0.9) as object), margin: [0, 5, 0, 4] } as Content,
      {
        columns: [
          { width: drawn, svg: chartSvg(block, { width: drawn - 8, height: 128 }, language) },
          { width: legendWidth, stack: [...labels].reverse(), margin: [4, 14, 0, 0] },
        ],
      },
    ],
    margin: [0, 0, 0, 16],
    unbreakable: true,
  }
}

const ages = ['#C9D1EF', '#EBCB8B', '#DFA045', '#D4703F', '#A93322'] as const
/** From pale to dark; a scheme of six has two pale yellows. */
const ageColour = (at: number, of: number): string => ages[Math.min(of === 6 && at > 1 ? at - 1 : at, ages.length - 1)] ?? ages[0]

/** One bar, parted by the shares of the rows. */
function sharesBar(block: Table, width: number): object | null {
  const { shares } = block
  if (shares === undefined || shares.every((share) => share <= 0)) return null
  let x = 0
  const whole = shares.reduce((sum, share) => sum + Math.max(0, share), 0)
  return {
    canvas: shares.flatMap((share, at) => {
      const w = (Math.max(0, share) / whole) * (width - 2)
      const from = x
      x += w
      return w < 0.8
        ? []
        : [{ type: 'rect' as const, x: from, y: 2, w: Math.max(0.8, w - 1.2), h: 7, r: 1.2, color: ageColour(at, shares.length) }]
    }),
  }
}

/** Tables up to this many rows are not parted between pages. */
const smallTable = 10

function table(block: Table, page: Page): Content {
  const { columns } = block
  const widths = columns.map((column) => column.width ?? '*')
  const cell = (value: Cell, at: number, strong: boolean): TableCell => ({
    text: isMoney(value) ? amountText(page.language, value) : cellText(page.language, value),
    alignment: columns[at]?.align ?? 'left',
    bold: strong,
    ...(columns[at]?.align === 'right' ? { fontFeatures: tabular } : {}),
    color: strong || isMoney(value) || at === 0 ? ink.text : ink.text2,
    noWrap: at !== 0 && columns[at]?.align === 'right',
  })
  const span = (content: object): TableCell[] => [
    { ...content, colSpan: columns.length } as TableCell,
    ...columns.slice(1).map((): TableCell => ({ text: '' })),
  ]
  const heads = columns.map((column): TableCell => ({ text: column.title, alignment: column.align, fontSize: 7.5, color: ink.text3 }))
  const marked = (content: TableCell, tone: number): TableCell => ({
    columnGap: 2,
    columns: [
      { width: 11, canvas: [{ type: 'rect', x: 0, y: 1.5, w: 6, h: 6, r: 1.2, color: ageColour(tone, block.rows.length) }] },
      { ...(content as object), width: '*' } as unknown as Content,
    ],
  })
  const rows = block.rows.map((row, index) =>
    columns.map((_, at) => {
      const made = cell(row[at] ?? null, at, false)
      return at === 0 && block.shares !== undefined ? marked(made, index) : made
    }),
  )
  const totals =
    block.totals === undefined
      ? []
      : [
          columns.map(
            (_, at): TableCell => (block.totals?.[at] === null && at > 0 ? { text: '' } : cell(block.totals?.[at] ?? null, at, true)),
          ),
        ]
  const bar = rows.length === 0 ? null : sharesBar(block, page.width)
  const body =
    rows.length === 0
      ? [span(title(block.title, block.note) as object), span({ text: block.empty, color: ink.text2 })]
      : [
          span(title(block.title, block.note) as object),
          ...(bar === null ? [] : [span(bar)]),
          ...(block.bare === true ? [] : [heads]),
          ...rows,
          ...totals,
        ]
  const headRows = 1 + (bar === null ? 0 : 1) + (block.bare === true ? 0 : 1)
  return {
    table: { headerRows: rows.length === 0 ? 1 : headRows, keepWithHeaderRows: 2, dontBreakRows: true, widths, body },
    layout: {
      hLineWidth: (row) => (row === 0 || (bar !== null && row === 2) ? 0 : row === 1 ? 0.9 : 0.6),
      hLineColor: (row) => (row === 1 ? ink.text : ink.line),
      vLineWidth: () => 0,
      paddingLeft: (at) => (at === 0 ? 0 : 5),
      paddingRight: (at) => (at === columns.length - 1 ? 0 : 3),
      paddingTop: () => (block.bare === true ? 3.3 : 4.2),
      paddingBottom: () => (block.bare === true ? 3.3 : 4.2),
    },
    margin: [0, 0, 0, 18],
    unbreakable: rows.length <= smallTable,
    ...(block.startsPage === true ? { pageBreak: 'before' as const } : {}),
  }
}
