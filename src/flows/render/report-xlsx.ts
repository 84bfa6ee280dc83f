// A report as a workbook: one sheet a table, numbers as numbers, days as days, text always as text.
import { ZipFile } from 'yazl'
import type { Block, Cell, ReportDocument } from '#ports/report'
import { minorDigits } from '#values/currency'
import { day, daysBetween } from '#values/day'
import { formatDecimal } from '#values/decimal'
import { isMoney } from './cell-text.ts'
import { currencyOf } from './report-csv.ts'

type Table = Extract<Block, { kind: 'table' }>

/** Indexes of the cell formats in styles.xml. */
const style = { text: 0, money: 1, day: 2, percent: 3, head: 4, title: 5, boldMoney: 6, bold: 7, whole: 8 } as const

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (char) => (char === '\n' ? char : ' ')).replace(/[&<>"]/g, (char) => escapes[char] ?? '')

/** The inside of a cell; its address is added by the row. */
type CellXml = { readonly attributes: string; readonly inner: string }

/** Inline text is never a formula, whatever it begins with. */
const textCell = (text: string, format: number): CellXml => ({
  attributes: ` t="inlineStr" s="${format}"`,
  inner: `<is><t xml:space="preserve">${escaped(text)}</t></is>`,
})
const numberCell = (value: string, format: number): CellXml => ({ attributes: ` s="${format}"`, inner: `<v>${value}</v>` })

/** `A` … `Z`, `AA` …: the letters of a column counted from 0. */
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

const rowXml = (cells: readonly CellXml[], at: number): string =>
  `<row r="${at + 1}">${cells.map(({ attributes, inner }, column) => `<c r="${letters(column)}${at + 1}"${attributes}>${inner}</c>`).join('')}</row>`

/** Spreadsheets call 1 January 1900 day 2 of a count that has a 29 February 1900 too. */
const countStart = { on: day('1900-01-01'), number: 2 }

function cellXml(cell: Cell, bold: boolean): CellXml {
  if (cell === null) return { attributes: '', inner: '' }
  if (typeof cell === 'string') return textCell(cell, bold ? style.bold : style.text)
  if (typeof cell === 'number') return numberCell(String(cell), style.whole)
  if (isMoney(cell))
    return minorDigits(cell.currency) === 2
      ? numberCell(formatDecimal(cell), bold ? style.boldMoney : style.money)
      : numberCell(formatDecimal(cell), style.text)
  return 'day' in cell
    ? numberCell(String(daysBetween(countStart.on, cell.day) + countStart.number), style.day)
    : numberCell(String(cell.percent / 100), style.percent)
}

function sheetXml(table: Table): string {
  const heads = table.columns.map((column, at) => {
    const code = currencyOf(table.rows, at)
    return textCell(code === null ? column.title : `${column.title} (${code})`, style.head)
  })
  const widths = table.columns.map(
    (column, at) => `<col min="${at + 1}" max="${at + 1}" width="${column.align === 'left' ? 34 : 16}" customWidth="1"/>`,
  )
  const line = (row: readonly Cell[], bold: boolean) => table.columns.map((_, at) => cellXml(row[at] ?? null, bold))
  const rows = [
    [textCell(table.title, style.title)],
    heads,
    ...table.rows.map((row) => line(row, false)),
    ...(table.totals === undefined ? [] : [line(table.totals, true)]),
  ].map(rowXml)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
}

const font = (bold: boolean, size: number) => `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="Calibri"/></font>`
const format = (numberFormat: number, fontIndex: number) =>
  `<xf numFmtId="${numberFormat}" fontId="${fontIndex}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`
// 4 is #,##0.00, 14 the short date of the reader's country, 10 is 0.00%, 3 is #,##0.
const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="3">${font(false, 11)}${font(true, 11)}${font(true, 14)}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="9">${[
  [0, 0],
  [4, 0],
  [14, 0],
  [10, 0],
  [0, 1],
  [0, 2],
  [4, 1],
  [0, 1],
  [3, 0],
]
  .map(([number, fontIndex]) => format(number ?? 0, fontIndex ?? 0))
  .join('')}</cellXfs></styleSheet>`

/** Excel's rules for the name of a sheet: 31 signs, some forbidden, each once. */
function sheetNames(tables: readonly Table[]): readonly string[] {
  const used = new Set<string>()
  return tables.map((table, at) => {
    const plain =
      table.title
        .replace(/[\\/?*[\]:'\p{Cc}]/gu, ' ')
        .trim()
        .slice(0, 27) || String(at + 1)
    const name = used.has(plain.toLowerCase()) ? `${plain} ${at + 1}` : plain
    used.add(name.toLowerCase())
    return name
  })
}

const tablesOf = (blocks: readonly Block[]): readonly Table[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block] : block.kind === 'side-by-side' ? tablesOf([block.left, block.right]) : []))

/** The workbook of all tables of the report. */
export async function reportXlsx(report: ReportDocument, madeAt: Date): Promise<Uint8Array> {
  const tables = tablesOf(report.blocks)
  const names = sheetNames(tables)
  const numbers = tables.map((_, at) => at + 1)
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const parts: readonly (readonly [string, string])[] = [
    [
      '[Content_Types].xml',
      `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${numbers.map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${xml}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${numbers.map((number) => `<sheet name="${escaped(names[number - 1] ?? '')}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${numbers.map((number) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}<Relationship Id="rId${tables.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', stylesXml],
    ...tables.map((table, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(table)] as const),
  ]
  const zip = new ZipFile()
  for (const [name, text] of parts) zip.addBuffer(Buffer.from(text, 'utf8'), name, { mtime: madeAt })
  zip.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of zip.outputStream as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
