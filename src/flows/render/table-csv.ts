// A long table as CSV for spreadsheets, written as it goes; no cell that a spreadsheet would run.
import { stringify } from 'csv-stringify/sync'
import { isMoney } from '#domain/reporting/cell'
import type { Cell } from '#ports/report'
import { formatDecimal } from '#values/decimal'
import type { Language } from '#values/language'
import { plainCell } from './plain-cell.ts'

/** Polish spreadsheets read semicolons and decimal commas, English ones commas and dots. */
const marks = { pl: { delimiter: ';', decimal: ',' }, en: { delimiter: ',', decimal: '.' } } as const

/** Numbers stay numbers: `-12,50` is no formula, text that begins so is made harmless. */
function written(cell: Cell, decimal: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return plainCell(cell)
  if (typeof cell === 'number') return String(cell).replace('.', decimal)
  if (isMoney(cell)) return formatDecimal(cell).replace('.', decimal)
  if ('amounts' in cell)
    return cell.amounts.map((amount) => `${formatDecimal(amount).replace('.', decimal)} ${amount.currency}`).join(' + ')
  return 'day' in cell ? cell.day : cell.percent.toFixed(1).replace('.', decimal)
}

/** Lines of cells as CSV text. */
export function csvLines(language: Language, rows: readonly (readonly Cell[])[]): string {
  const { delimiter, decimal } = marks[language]
  return stringify(
    rows.map((row) => row.map((cell) => written(cell, decimal))),
    { delimiter, record_delimiter: 'windows' },
  )
}

const rowsOfChunk = 500

/** UTF-8 with a byte order mark, so that Excel reads Polish letters; heads first. */
export async function* tableCsv(
  language: Language,
  heads: readonly string[],
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\uFEFF${csvLines(language, [heads])}`, 'utf8')
  let waiting: (readonly Cell[])[] = []
  for await (const row of rows) {
    waiting.push(row)
    if (waiting.length < rowsOfChunk) continue
    yield Buffer.from(csvLines(language, waiting), 'utf8')
    waiting = []
  }
  if (waiting.length > 0) yield Buffer.from(csvLines(language, waiting), 'utf8')
}
