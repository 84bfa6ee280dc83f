// A report as a workbook: one sheet a table, numbers as numbers, days as days, text always as text.
import type { Block, ReportDocument } from '#ports/report'
import { currencyOf } from './report-csv.ts'
import { type Sheet, workbook } from './workbook.ts'

type Table = Extract<Block, { kind: 'table' }>

const tablesOf = (blocks: readonly Block[]): readonly Table[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block] : block.kind === 'side-by-side' ? tablesOf([block.left, block.right]) : []))

const sheetOf = (table: Table): Sheet => ({
  name: table.title,
  title: table.title,
  columns: table.columns.map((column, at) => {
    const code = currencyOf(table.rows, at)
    return { title: code === null ? column.title : `${column.title} (${code})`, width: column.align === 'left' ? 34 : 16 }
  }),
  rows: [...table.rows, ...(table.totals === undefined ? [] : [{ bold: table.totals }])],
})

/** The workbook of all tables of the report. */
export async function reportXlsx(report: ReportDocument, madeAt: Date): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of workbook(tablesOf(report.blocks).map(sheetOf), madeAt)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
