// A report as CSV for spreadsheets: one table after the other, no cell that a spreadsheet would run.

import { isMoney } from '#domain/reporting/cell'
import type { Block, Cell, ReportDocument } from '#ports/report'
import { csvLines } from './table-csv.ts'

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
  const rows = tablesOf(report.blocks).flatMap((table): (readonly Cell[])[] => {
    const heads = table.columns.map((column, at) => {
      const code = currencyOf(table.rows, at)
      return code === null ? column.title : `${column.title} (${code})`
    })
    const lines = [...table.rows, ...(table.totals === undefined ? [] : [table.totals])]
    return [[table.title], heads, ...lines.map((row) => table.columns.map((_, at) => row[at] ?? null)), []]
  })
  const head = [[report.companyName], [report.title, report.subtitle], []]
  return Buffer.from(`\uFEFF${csvLines(report.language, [...head, ...rows])}`, 'utf8')
}
