// Which report is wanted, of which day and period, in which shape of a file.
import { addDays, addMonths, type Day, firstOfMonth, parseDay } from '#values/day'
import type { ReportDefinition } from './definition.ts'

export const reportFormats = ['pdf', 'xlsx', 'csv'] as const
export type ReportFormat = (typeof reportFormats)[number]

export const movingPeriods = ['month', 'quarter', 'year', 'twelve-months'] as const
export type MovingPeriod = (typeof movingPeriods)[number]

/** `day` is a day or one that moves with the day of making (`today`, `yesterday`, `last-month-end`); `from` wins over `period`. Empty text chooses nothing. */
export type ReportParameters = {
  readonly day: string
  readonly from: string
  readonly period: MovingPeriod
  readonly basis: 'due' | 'issue'
  /** ISO code; empty is the base currency, into which all others are converted. */
  readonly currency: string
  readonly customerId: string
  readonly segment: string
  readonly withoutDisputed: boolean
}

export const usualParameters: ReportParameters = {
  day: 'today',
  from: '',
  period: 'twelve-months',
  basis: 'due',
  currency: '',
  customerId: '',
  segment: '',
  withoutDisputed: false,
}

/** A report of the shelf, or one that a person put together. */
export type WantedReport =
  | { readonly kind: 'shelf'; readonly report: string; readonly parameters: ReportParameters }
  | { readonly kind: 'own'; readonly definition: ReportDefinition; readonly day: string }

/** The day meant; null when the text is none. A day to come has no data: today is the last. */
export function dayMeant(text: string, today: Day): Day | null {
  if (text === '' || text === 'today') return today
  if (text === 'yesterday') return addDays(today, -1)
  if (text === 'last-month-end') return addDays(firstOfMonth(today), -1)
  const found = parseDay(text)
  return found === null ? null : found > today ? today : found
}

/** First day of the period that ends on `asOf`: twelve months begin with the first of the month eleven months before. */
export function periodStart(parameters: Pick<ReportParameters, 'from' | 'period'>, asOf: Day): Day {
  const written = parseDay(parameters.from)
  if (written !== null) return written > asOf ? asOf : written
  const month = firstOfMonth(asOf)
  switch (parameters.period) {
    case 'month':
      return month
    case 'quarter':
      return addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3))
    case 'year':
      return `${asOf.slice(0, 4)}-01-01` as Day
    case 'twelve-months':
      return addMonths(month, -11)
  }
}
