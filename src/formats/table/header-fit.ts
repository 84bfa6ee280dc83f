// How well the header of a column fits the words of a role.
import { foldText } from '#values/plain-text'
import { invoiceWords } from './invoice-words.ts'
import { statementWords } from './statement-words.ts'

/** `Kwota (PLN)` → `KWOTA PLN`: capitals and figures with single blanks. */
export const foldHeader = (header: string): string =>
  foldText(header)
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()

/** How well a folded header fits a role: 1 for its best word, less further down the list, at most 0.5 when the words stand among others, 0 for none. */
export function headerFit(folded: string, words: readonly string[]): number {
  if (folded === '') return 0
  const exact = words.indexOf(folded)
  if (exact >= 0) return 1 - exact * 0.01
  const inside = words.findIndex((word) => word.length > 2 && ` ${folded} `.includes(` ${word} `))
  return inside < 0 ? 0 : 0.5 - inside * 0.01
}

const allWords = [...Object.values(statementWords), ...Object.values(invoiceWords)]

/** True for a cell that is a header of some role. */
export const isHeaderCell = (cell: string): boolean => cell.length <= 60 && allWords.some((words) => headerFit(foldHeader(cell), words) > 0)
