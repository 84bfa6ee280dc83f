// Cells and rows of a worksheet as XML: numbers as numbers, days as days, text always as text.

import { isMoney } from '#domain/reporting/cell'
import type { Cell } from '#ports/report'
import { minorDigits } from '#values/currency'
import { day, daysBetween } from '#values/day'
import { formatDecimal } from '#values/decimal'
import { plainCell } from './plain-cell.ts'

/** Indexes of the cell formats in styles.xml. */
export const style = { text: 0, money: 1, day: 2, percent: 3, head: 4, title: 5, boldMoney: 6, bold: 7, whole: 8, quoted: 9 } as const

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Control characters, halves of signs and noncharacters have no place in XML. */
const foreign = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu

export const escaped = (text: string): string =>
  text.replace(foreign, (char) => (char === '\n' ? char : ' ')).replace(/[&<>"]/g, (char) => escapes[char] ?? '')

/** The inside of a cell; its address is added by the row. */
type CellXml = { readonly attributes: string; readonly inner: string }

/** Excel's longest text of a cell. */
const longest = 32_767

/** Inline text is never a formula, whatever it begins with; text that begins like one is also marked as quoted, so that it stays text when somebody edits the cell. */
export function textCell(text: string, format: number): CellXml {
  const kept = format === style.text && plainCell(text) !== text && plainCell(text).startsWith("'") ? style.quoted : format
  return { attributes: ` t="inlineStr" s="${kept}"`, inner: `<is><t xml:space="preserve">${escaped(text.slice(0, longest))}</t></is>` }
}

const numberCell = (value: string, format: number): CellXml => ({ attributes: ` s="${format}"`, inner: `<v>${value}</v>` })

/** `A` … `Z`, `AA` …: the letters of a column counted from 0. */
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

/** `at` counts from 0. */
export const rowXml = (cells: readonly CellXml[], at: number): string =>
  `<row r="${at + 1}">${cells.map(({ attributes, inner }, column) => `<c r="${letters(column)}${at + 1}"${attributes}>${inner}</c>`).join('')}</row>`

/** Spreadsheets call 1 January 1900 day 2 of a count that has a 29 February 1900 too. */
const countStart = { on: day('1900-01-01'), number: 2 }

export function cellXml(cell: Cell, bold: boolean): CellXml {
  if (cell === null) return { attributes: '', inner: '' }
  if (typeof cell === 'string') return textCell(cell, bold ? style.bold : style.text)
  if (typeof cell === 'number') return numberCell(String(cell), style.whole)
  if (isMoney(cell))
    return minorDigits(cell.currency) === 2
      ? numberCell(formatDecimal(cell), bold ? style.boldMoney : style.money)
      : numberCell(formatDecimal(cell), style.text)
  if ('amounts' in cell)
    return textCell(cell.amounts.map((amount) => `${formatDecimal(amount)} ${amount.currency}`).join(' + '), bold ? style.bold : style.text)
  return 'day' in cell
    ? numberCell(String(daysBetween(countStart.on, cell.day) + countStart.number), style.day)
    : numberCell(String(cell.percent / 100), style.percent)
}

const font = (bold: boolean, size: number) => `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="Calibri"/></font>`
const format = (numberFormat: number, fontIndex: number, more = '') =>
  `<xf numFmtId="${numberFormat}" fontId="${fontIndex}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"${more}/>`

/** 4 is #,##0.00, 14 the short date of the reader's country, 10 is 0.00%, 3 is #,##0; in the order of `style`. */
const formats = [
  format(0, 0),
  format(4, 0),
  format(14, 0),
  format(10, 0),
  format(0, 1),
  format(0, 2),
  format(4, 1),
  format(0, 1),
  format(3, 0),
  format(0, 0, ' quotePrefix="1"'),
]

export const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="3">${font(false, 11)}${font(true, 11)}${font(true, 14)}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs></styleSheet>`
