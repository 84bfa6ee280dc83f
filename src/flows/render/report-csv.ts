// A report as CSV for spreadsheets: one table after the other, no cell that a spreadsheet would run.
import { stringify } from 'csv-stringify/sync'
import type { Block, Cell, ReportDocument } from '#ports/report'
import { formatDecimal } from '#values/decimal'
import { isMoney } from './cell-text.ts'
import { plainCell } from './plain-cell.ts'

/** Polish spreadsheets read semicolons and decimal commas, English ones commas and dots. */
const marks = { pl: { delimiter: ';', decimal: ',' }, en: { delimiter: ',', decimal: '.' } } as const

/** Numbers stay numbers: `-12,50` is no formula, text that begins so is made harmless. */
function written(cell: Cell, decimal: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return plainCell(cell)
  if (typeof cell === 'number') return String(cell).replace('.', decimal)
  if (isMoney(cell)) return formatDecimal(cell).replace('.', decimal)
  return 'day' in cell ? cell.day : cell.percent.toFixed(1).replace('.', decimal)
}

/** The currency of a column of money, for its head; null where the column has several or none. */
export function currencyOf(rows: readonly (readonly Cell[])[], at: number): string | null {
  const codes = new Set(
    rows
      .map((row) => row[at] ?? null)
      .filter(isMoney)
      .map((amount) => amount.currency as string),
  )
  return codes.size === 1 ? ([...codes][0] ?? null) : null
}

const tablesOf = (blocks: readonly Block[]): readonly Extract<Block, { kind: 'table' }>[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block] : block.kind === 'side-by-side' ? tablesOf([block.left, block.right]) : []))

/** UTF-8 with a byte order mark, so that Excel reads Polish letters. */
export function reportCsv(report: ReportDocument): Uint8Array {
  const { delimiter, decimal } = marks[report.language]
  const rows = tablesOf(report.blocks).flatMap((table) => {
    const heads = table.columns.map((column, at) => {
      const code = currencyOf(table.rows, at)
      return plainCell(code === null ? column.title : `${column.title} (${code})`)
    })
    const lines = [...table.rows, ...(table.totals === undefined ? [] : [table.totals])]
    return [[plainCell(table.title)], heads, ...lines.map((row) => table.columns.map((_, at) => written(row[at] ?? null, decimal))), []]
  })
  const head = [[plainCell(report.companyName)], [plainCell(report.title), plainCell(report.subtitle)], []]
  return Buffer.from(`\uFEFF${stringify([...head, ...rows], { delimiter, record_delimiter: 'windows' })}`, 'utf8')
}
