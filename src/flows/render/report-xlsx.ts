// A report as a workbook: one sheet a table, numbers as numbers, days as days, text always as text.
import type { Block, ReportDocument } from '#ports/report'
import { currencyOf } from './report-csv.ts'
import { type Sheet, type SheetRow, workbook } from './workbook.ts'

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

const rowsBetween = 2_000

/** The rows of a sheet, with word of how far it is. */
async function* told(
  rows: Sheet['rows'],
  before: number,
  of: number,
  progress: (rows: number, of: number) => Promise<void>,
): AsyncGenerator<SheetRow> {
  let done = before
  for await (const row of rows) {
    yield row
    if (++done % rowsBetween === 0) await progress(done, of)
  }
}

/** The workbook of all tables of the report. `progress` is told the rows written so far and may throw to stop. */
export async function reportXlsx(
  report: ReportDocument,
  madeAt: Date,
  progress?: (rows: number, of: number) => Promise<void>,
): Promise<Uint8Array> {
  const tables = tablesOf(report.blocks)
  const all = tables.reduce((sum, table) => sum + table.rows.length, 0)
  let before = 0
  const sheets = tables.map((table) => {
    const sheet = sheetOf(table)
    const from = before
    before += table.rows.length
    return progress === undefined ? sheet : { ...sheet, rows: told(sheet.rows, from, all, progress) }
  })
  const chunks: Uint8Array[] = []
  for await (const chunk of workbook(sheets, madeAt)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
