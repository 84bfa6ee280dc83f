// Rows of a worksheet as texts, one after the other. Our own reader: the field's libraries fill every gap up to the last column
// (one cell in XFD1048576 exhausts the memory) and give up the whole file over one bad cell.
import { readXml } from '#ports/reading/read-xml'
import { attributeOf, type XmlElement } from '#ports/reading/xml-element'
import { addDays, day } from '#values/day'
import { Failure } from '#values/failure'
import { entrySource, plainTextOf, type Workbook } from './xlsx-parts.ts'
import type { ZipEntry } from './zip-directory.ts'

/** `suspect`: a quote that nothing closes has drawn the rows below into one cell. */
export type TableRow = { readonly cells: readonly string[]; readonly at: string; readonly suspect?: true }

export const columnLimit = 2_000
const serialLimit = 109_574

/** `AB12` → 27; −1 where the reference is no such thing. */
function columnOf(reference: string | undefined): number {
  let column = 0
  for (const char of reference ?? '') {
    const value = char.charCodeAt(0) - 64
    if (value < 1 || value > 26) break
    column = column * 26 + value
  }
  return column - 1
}

/** A stored double as Excel shows it: fifteen significant figures, never in exponents (1230.0999999999999 → 1230.1). */
function numberText(stored: string): string {
  const value = Number(stored)
  if (!Number.isFinite(value)) return stored
  const rounded = Number(value.toPrecision(15))
  const plain = String(rounded)
  return plain.includes('e') ? rounded.toFixed(Math.abs(rounded) < 1 ? 15 : 0).replace(/\.?0+$/, '') : plain
}

/** Excel counts days from 1900 and believes in a 29 February of that year: day 60 and later are one too many. */
function dayText(stored: string, from1904: boolean): string {
  const serial = Math.floor(Number(stored))
  if (!Number.isFinite(serial) || serial < 0 || serial > serialLimit) return stored
  if (from1904) return addDays(day('1904-01-01'), serial)
  return addDays(day('1900-01-01'), serial - (serial >= 60 ? 2 : 1))
}

function textOfCell(cell: XmlElement, book: Workbook): string {
  const valueElement = cell.children.find((child) => child.name === 'v')
  const value = valueElement?.text ?? ''
  const type = cell.attributes['t'] ?? 'n'
  if (type === 's') return book.texts[Number(value)] ?? ''
  if (type === 'inlineStr') {
    const inline = cell.children.find((child) => child.name === 'is')
    return inline === undefined ? '' : plainTextOf(inline)
  }
  if (value === '') {
    const formula = cell.children.find((child) => child.name === 'f')?.text ?? ''
    return formula === '' ? '' : `=${formula}`
  }
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'n') return book.dateStyles.has(Number(cell.attributes['s'] ?? '-1')) ? dayText(value, book.from1904) : numberText(value)
  return type === 'd' ? value.slice(0, 10) : value
}

function rowOf(row: XmlElement, number: number, book: Workbook): TableRow {
  const cells: string[] = []
  for (const cell of row.children) {
    if (cell.name !== 'c') continue
    const text = textOfCell(cell, book)
    if (text === '') continue
    const named = columnOf(cell.attributes['r'])
    const column = named < 0 ? cells.length : named
    if (column >= columnLimit) throw new Failure('file.too-many-columns', { line: number, limit: columnLimit })
    while (cells.length < column) cells.push('')
    cells[column] = text
  }
  return { cells, at: String(number) }
}

/** Rows with anything in them. Throws `file.too-many-columns`, `xlsx.damaged`, `xlsx.bomb`. */
export async function* xlsxRows(sheet: ZipEntry, book: Workbook): AsyncGenerator<TableRow> {
  let last = 0
  for await (const event of readXml(await entrySource(sheet), (path) => path === 'worksheet/sheetData/row')) {
    if (event.kind === 'broken') throw new Failure('xlsx.damaged')
    if (event.kind !== 'tree') continue
    const written = Number(attributeOf(event.element, 'r'))
    last = Number.isInteger(written) && written > 0 ? written : last + 1
    const row = rowOf(event.element, last, book)
    if (row.cells.length > 0) yield row
  }
}
