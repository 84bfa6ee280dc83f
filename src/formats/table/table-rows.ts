// The rows of any table file, delimited text or workbook, each with its place; a source can be gone through more than once.
import { decodeHead } from '#ports/reading/decode-text'
import { type CsvDelimiter, guessDelimiter, readCsv } from '#ports/reading/read-csv'
import type { ByteSource } from '#ports/statement-format'
import { Failure } from '#values/failure'
import { openWorkbook, type Workbook } from './xlsx-parts.ts'
import { type TableRow, xlsxRows } from './xlsx-rows.ts'
import { zipDirectory, zipLimits } from './zip-directory.ts'

export type TableSource = {
  readonly kind: 'csv' | 'xlsx'
  readonly delimiter?: CsvDelimiter
  readonly sheet?: string
  /** Sheets with rows that are not read. */
  readonly otherSheets: readonly string[]
  rows(): AsyncIterable<TableRow>
}

const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean => bytes.every((byte, index) => head[index] === byte)

export const isZip = (head: Uint8Array): boolean => startsWith(head, [0x50, 0x4b, 0x03, 0x04])

/** Old .xls files, and encrypted .xlsx, which hide in the same container. */
export const isOldWorkbook = (head: Uint8Array): boolean => startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])

async function wholeOf(source: ByteSource): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of source.stream()) {
    size += piece.length
    if (size > zipLimits.packedBytes) throw new Failure('xlsx.too-large', { bytes: size })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

async function sheetsWithRows(book: Workbook): Promise<Workbook['sheets']> {
  const found = []
  for (const sheet of book.sheets) {
    if (sheet.hidden) continue
    for await (const row of xlsxRows(sheet.entry, book)) {
      found.push({ sheet, row })
      break
    }
  }
  return found.map(({ sheet }) => sheet)
}

/** Cells that are kept between two passes; unpacking and parsing a sheet costs far more than its texts weigh. */
const keptCells = 2_000_000

function kept(rows: () => AsyncIterable<TableRow>): () => AsyncGenerator<TableRow> {
  let whole: readonly TableRow[] | null = null
  return async function* () {
    if (whole !== null) {
      yield* whole
      return
    }
    const seen: TableRow[] = []
    let cells = 0
    for await (const row of rows()) {
      cells += row.cells.length
      if (cells <= keptCells) seen.push(row)
      yield row
    }
    if (cells <= keptCells) whole = seen
  }
}

async function workbookRows(source: ByteSource, wanted: string | undefined): Promise<TableSource> {
  const book = await openWorkbook(zipDirectory(await wholeOf(source)))
  const sheets = await sheetsWithRows(book)
  const sheet = sheets.find(({ name }) => name === wanted) ?? sheets[0]
  if (sheet === undefined) throw new Failure('table.empty')
  return {
    kind: 'xlsx',
    sheet: sheet.name,
    otherSheets: sheets.filter((other) => other !== sheet).map(({ name }) => name),
    rows: kept(() => xlsxRows(sheet.entry, book)),
  }
}

/** True for a cell of several lines that look like rows themselves: more delimiters in a line than a note would have. */
const swallowsRows = (cell: string, delimiter: CsvDelimiter): boolean =>
  cell.includes('\n') && cell.split('\n').some((line) => line.split(delimiter).length > 3)

async function* csvRows(source: ByteSource, delimiter: CsvDelimiter): AsyncGenerator<TableRow> {
  for await (const { cells, line } of readCsv(source, delimiter)) {
    if (cells.every((cell) => cell.trim() === '')) continue
    yield cells.some((cell) => swallowsRows(cell, delimiter)) ? { cells, at: String(line), suspect: true } : { cells, at: String(line) }
  }
}

/** Opens a file as a table. `delimiter` and `sheet` are those of a mapping; without them they are found. Throws `xlsx.…`, `table.empty`. */
export async function openTable(
  source: ByteSource,
  wanted: { readonly delimiter?: CsvDelimiter | undefined; readonly sheet?: string | undefined } = {},
): Promise<TableSource> {
  if (isOldWorkbook(source.head)) throw new Failure('xlsx.old-or-encrypted')
  if (isZip(source.head)) return workbookRows(source, wanted.sheet)
  const delimiter = wanted.delimiter ?? guessDelimiter(decodeHead(source.head))
  return { kind: 'csv', delimiter, otherSheets: [], rows: () => csvRows(source, delimiter) }
}
