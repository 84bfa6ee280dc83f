// A cell of a report as text.

import { isMoney } from '#domain/reporting/cell'
import { amountText, numberText, percentText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import type { Cell } from '#ports/report'
import type { Language } from '#values/language'

/** Unknown is an en dash, never a zero. */
export function cellText(language: Language, cell: Cell): string {
  if (cell === null) return '–'
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return numberText(language, cell)
  if (isMoney(cell)) return amountText(language, cell)
  if ('amounts' in cell) return cell.amounts.map((amount) => amountText(language, amount)).join(' + ')
  return 'day' in cell ? dayText(language, cell.day) : percentText(language, cell.percent)
}
