// What a person sees before a table is taken in: the columns, the mapping, and the first rows as they would be read.
import { accepted } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'
import { type PreviewRow, type TableColumn, type TableMapper, TableMapping, type TablePreview } from '#ports/table-mapping'
import { Failure } from '#values/failure'
import { guessMapping, missingRoles } from './guess-mapping.ts'
import { invoiceOfRow, isBesideTheInvoices } from './invoice-rows.ts'
import { isBesideTheTable, lineOfRow } from './statement-rows.ts'
import { dataRows } from './table-reading.ts'
import { openTable } from './table-rows.ts'
import { findHeader, firstRows, scanTable, signatureOf, type TableScan } from './table-scan.ts'
import type { TableRow } from './xlsx-rows.ts'

const previewRows = 20

function columnsOf(scan: TableScan): TableColumn[] {
  const width = Math.max(scan.columns.length, scan.header?.cells.length ?? 0)
  return Array.from({ length: width }, (_, index) => ({
    index,
    header: scan.header?.cells[index]?.trim() ?? '',
    samples: scan.columns[index]?.samples ?? [],
  }))
}

function rowAsRead(row: TableRow, mapping: TableMapping): PreviewRow | null {
  if (mapping.kind === 'invoices')
    return isBesideTheInvoices(row, mapping) ? null : { at: row.at, cells: row.cells, invoice: invoiceOfRow(row, mapping) }
  if (isBesideTheTable(row, mapping)) return null
  const read = lineOfRow(row, mapping)
  return { at: row.at, cells: row.cells, line: read.ok ? accepted(read.value.line) : read }
}

/** The first twenty rows by the mapping given, or by a guess of the wanted kind. Throws `table.mapping-invalid`, `xlsx.…`, `file.…`. */
async function preview(source: ByteSource, wanted: TableMapping['kind'] | TableMapping): Promise<TablePreview> {
  const given = typeof wanted === 'string' ? null : TableMapping.safeParse(wanted)
  if (given !== null && !given.success) throw new Failure('table.mapping-invalid', { kind: '' })
  const table = await openTable(source, given === null ? {} : { delimiter: given.data.delimiter, sheet: given.data.sheet })
  const scan = await scanTable(table)
  const guess = guessMapping(given?.data.kind ?? (typeof wanted === 'string' ? wanted : wanted.kind), table, scan)
  const mapping = given?.data ?? guess.mapping
  const rows: PreviewRow[] = []
  for await (const row of dataRows(table, mapping.signature)) {
    const read = rowAsRead(row, mapping)
    if (read !== null) rows.push(read)
    if (rows.length === previewRows) break
  }
  return {
    mapping,
    columns: columnsOf(scan),
    rows,
    missing: missingRoles(mapping),
    datesAmbiguous: guess.datesAmbiguous,
    currencyFound: guess.currencyFound || 'currency' in mapping.columns,
  }
}

export const tableMapper: TableMapper = {
  preview,
  async signature(source) {
    const first: TableRow[] = []
    for await (const row of (await openTable(source)).rows()) if (first.push(row) === firstRows) break
    return signatureOf(findHeader(first))
  },
}
