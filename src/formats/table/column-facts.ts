// What a column holds, gathered over the whole table: how many days, amounts, accounts, and in which style.

import { findCurrency } from '#values/currency'
import { parseIban } from '#values/iban'
import { parseNip } from '#values/nip'
import { amountParts, type DateStyle, type DecimalMark, dateParts } from './cell-values.ts'

export type ColumnFacts = {
  filled: number
  days: number
  /** Dates whose first number cannot be a month, and whose second cannot. */
  dayFirst: number
  monthFirst: number
  yearFirst: number
  amounts: number
  negative: number
  commaDecimal: number
  dotDecimal: number
  accounts: number
  taxIds: number
  currencies: number
  emails: number
  length: number
  readonly distinct: Set<string>
  readonly samples: string[]
}

export const noFacts = (): ColumnFacts => ({
  filled: 0,
  days: 0,
  dayFirst: 0,
  monthFirst: 0,
  yearFirst: 0,
  amounts: 0,
  negative: 0,
  commaDecimal: 0,
  dotDecimal: 0,
  accounts: 0,
  taxIds: 0,
  currencies: 0,
  emails: 0,
  length: 0,
  distinct: new Set(),
  samples: [],
})

const sampleCount = 5
const distinctCount = 200

function gatherAmount(facts: ColumnFacts, figures: string): void {
  const comma = figures.lastIndexOf(',')
  const dot = figures.lastIndexOf('.')
  if (comma >= 0 && dot >= 0) {
    if (comma > dot) facts.commaDecimal++
    else facts.dotDecimal++
    return
  }
  const mark = Math.max(comma, dot)
  if (mark < 0) return
  const behind = figures.length - mark - 1
  const marks = figures.split(comma >= 0 ? ',' : '.').length - 1
  // "1.234" alone does not tell; "1.234.567" groups thousands; anything but three figures behind is a fraction.
  if (marks > 1) {
    if (comma >= 0) facts.dotDecimal++
    else facts.commaDecimal++
  } else if (behind !== 3) {
    if (comma >= 0) facts.commaDecimal++
    else facts.dotDecimal++
  }
}

/** Adds one cell; empty cells change nothing. */
export function gatherCell(facts: ColumnFacts, cell: string): void {
  const text = cell.trim()
  if (text === '') return
  facts.filled++
  facts.length += text.length
  if (facts.samples.length < sampleCount) facts.samples.push(text.slice(0, 80))
  if (facts.distinct.size < distinctCount) facts.distinct.add(text.slice(0, 80))
  if (text.length > 60) return
  const date = dateParts(text)
  if (date !== null) {
    facts.days++
    if (date.yearFirst) facts.yearFirst++
    else if (date.parts[0] > 12) facts.dayFirst++
    else if (date.parts[1] > 12) facts.monthFirst++
    return
  }
  const amount = amountParts(text)
  const figures = text.replace(/[\s'’-]/g, '')
  if (/^(?:[A-Za-z]{2})?\d{14,30}$/.test(figures) && (figures.length === 26 || parseIban(figures) !== null)) facts.accounts++
  else if (parseNip(text) !== null) facts.taxIds++
  else if (amount !== null) {
    facts.amounts++
    if (amount.negative) facts.negative++
    gatherAmount(facts, amount.figures)
  } else if (text.length === 3 && findCurrency(text) !== null) facts.currencies++
  else if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) facts.emails++
}

/** The order of day and month that all dates of these columns allow; `ambiguous` when they allow both. */
export function dateStyleOf(columns: readonly ColumnFacts[]): { readonly style: DateStyle; readonly ambiguous: boolean } {
  const sum = (of: (facts: ColumnFacts) => number): number => columns.reduce((total, facts) => total + of(facts), 0)
  const [dayFirst, monthFirst, yearFirst] = [
    sum((facts) => facts.dayFirst),
    sum((facts) => facts.monthFirst),
    sum((facts) => facts.yearFirst),
  ]
  const others = sum((facts) => facts.days) - yearFirst
  if (others === 0) return { style: yearFirst > 0 ? 'year-first' : 'day-first', ambiguous: false }
  return { style: monthFirst > dayFirst ? 'month-first' : 'day-first', ambiguous: dayFirst === 0 && monthFirst === 0 }
}

/** The mark before the fraction that most cells of these columns show. */
export function decimalMarkOf(columns: readonly ColumnFacts[], otherwise: DecimalMark): DecimalMark {
  const comma = columns.reduce((total, facts) => total + facts.commaDecimal, 0)
  const dot = columns.reduce((total, facts) => total + facts.dotDecimal, 0)
  return comma === dot ? otherwise : comma > dot ? ',' : '.'
}
