// A list as a file of any length: rows are read as fast as the file is taken away.
import type { Cell } from '#ports/report'
import type { Language } from '#values/language'
import { tableCsv } from '../render/table-csv.ts'
import { workbook } from '../render/workbook.ts'

export type ExportColumn<Row> = {
  readonly id: string
  readonly title: string
  /** In characters. */
  readonly width: number
  readonly cell: (row: Row) => Cell
}

export type ListFile = { readonly name: string; readonly contentType: string; readonly bytes: AsyncIterable<Uint8Array> }

async function* cellsOf<Row>(pages: AsyncIterable<readonly Row[]>, columns: readonly ExportColumn<Row>[]): AsyncGenerator<readonly Cell[]> {
  for await (const rows of pages) for (const row of rows) yield columns.map((column) => column.cell(row))
}

/** The columns that were asked for, in that order; unknown ones are left out, and without any all are taken. */
export function chosenColumns<Row>(all: readonly ExportColumn<Row>[], ids: string | undefined): readonly ExportColumn<Row>[] {
  const chosen = (ids ?? '').split(',').flatMap((id) => all.find((column) => column.id === id) ?? [])
  return chosen.length === 0 ? all : chosen
}

export function exportList<Row>(list: {
  readonly format: 'csv' | 'xlsx'
  readonly language: Language
  readonly title: string
  readonly day: string
  readonly madeAt: Date
  readonly columns: readonly ExportColumn<Row>[]
  readonly pages: AsyncIterable<readonly Row[]>
}): ListFile {
  const { format, columns } = list
  const rows = cellsOf(list.pages, columns)
  const name = `${list.title} ${list.day}.${format}`
  return format === 'csv'
    ? {
        name,
        contentType: 'text/csv; charset=utf-8',
        bytes: tableCsv(
          list.language,
          columns.map((column) => column.title),
          rows,
        ),
      }
    : {
        name,
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: workbook([{ name: list.title, columns: columns.map(({ title, width }) => ({ title, width })), rows }], list.madeAt),
      }
}
