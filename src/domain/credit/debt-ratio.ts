// The debt ratio of one customer on one day, with the figures that it is made of.
import type { Currency } from '#values/currency'
import { addDays, addMonths, type Day, daysBetween } from '#values/day'
import { divideRounded, money } from '#values/money'
import type { BaseAmount } from './base-amount.ts'
import type { RatioDefinition } from './ratio-definition.ts'

/** One document as it stood on the day; amounts of credit notes bear their minus. Proformas are none. */
export type CreditInvoice = {
  readonly issueOn: Day
  readonly dueOn: Day | null
  readonly currency: Currency
  /** The document's gross total less what advance invoices billed already. */
  readonly grossMinor: bigint
  /** The same without tax; null where the source gave none, then the gross is taken. */
  readonly netMinor: bigint | null
  readonly openMinor: bigint
  readonly disputed: boolean
  /** How many documents stand in this row: settled ones of the company's currency come summed. */
  readonly count: number
}

/** Everything that a customer's credit is judged by, in minor units of the base currency. */
export type CreditFigures = {
  readonly on: Day
  readonly openMinor: bigint
  readonly overdueMinor: bigint
  readonly disputedMinor: bigint
  readonly oldestOverdueOn: Day | null
  readonly overdueDays: number
  readonly numeratorMinor: bigint
  readonly turnoverMinor: bigint
  /** The first and the last day of the period of turnover. */
  readonly from: Day
  readonly firstInvoiceOn: Day | null
  /** Invoices of the period that lack a net amount and were taken gross. */
  readonly withoutNet: number
  /** Currencies that had no rate; their amounts are in none of the sums. */
  readonly withoutRate: readonly Currency[]
}

/** Why there is no number, or why it decides nothing. */
export const ratioLacks = ['no-turnover', 'negative-turnover', 'rate-missing', 'turnover-too-small', 'too-young'] as const
export type RatioLack = (typeof ratioLacks)[number]

export type DebtRatio = {
  /** Hundredths of a per cent, rounded half up; null where there is no number at all. */
  readonly basisPoints: bigint | null
  readonly lack: RatioLack | null
}

/** The first day of the period of turnover that ends with `on`. */
export function periodStart(period: RatioDefinition['period'], on: Day): Day {
  if (period === 'year-to-date') return `${on.slice(0, 4)}-01-01` as Day
  const months = { 'months-3': 3, 'months-6': 6, 'months-12': 12 }[period]
  return addDays(addMonths(on, -months), 1)
}

type Sums = { open: bigint; overdue: bigint; disputed: bigint; turnover: bigint }

/** Sums of a customer's documents on the day `on`; open amounts at the day's rate, turnover at the rate of each issue day. */
export function creditFigures(invoices: readonly CreditInvoice[], definition: RatioDefinition, on: Day, inBase: BaseAmount): CreditFigures {
  const from = periodStart(definition.period, on)
  const sums: Sums = { open: 0n, overdue: 0n, disputed: 0n, turnover: 0n }
  const withoutRate = new Set<Currency>()
  let [withoutNet, countedOverdue, countedOpen] = [0, 0n, 0n]
  let oldest: Day | null = null
  let first: Day | null = null
  const based = (minor: bigint, currency: Currency, day: Day): bigint => {
    if (minor === 0n) return 0n
    const amount = inBase(money(minor, currency), day)
    if (amount === null) withoutRate.add(currency)
    return amount ?? 0n
  }
  for (const invoice of invoices) {
    if (invoice.issueOn > on) continue
    if (first === null || invoice.issueOn < first) first = invoice.issueOn
    if (invoice.openMinor !== 0n) {
      const open = based(invoice.openMinor, invoice.currency, on)
      const overdue = invoice.openMinor > 0n && invoice.dueOn !== null && invoice.dueOn < on
      const counts = definition.disputed === 'in' || !invoice.disputed
      sums.open += open
      if (invoice.disputed) sums.disputed += open
      if (counts) countedOpen += open
      if (overdue) {
        sums.overdue += open
        if (counts) countedOverdue += open
        if (counts && (oldest === null || (invoice.dueOn ?? on) < oldest)) oldest = invoice.dueOn
      }
    }
    if (invoice.issueOn >= from) {
      if (definition.turnover === 'net' && invoice.netMinor === null) withoutNet += invoice.count
      const value = definition.turnover === 'net' ? (invoice.netMinor ?? invoice.grossMinor) : invoice.grossMinor
      sums.turnover += based(value, invoice.currency, invoice.issueOn)
    }
  }
  const numerator = definition.numerator === 'overdue' ? countedOverdue : countedOpen
  return {
    on,
    openMinor: sums.open,
    overdueMinor: sums.overdue,
    disputedMinor: sums.disputed,
    oldestOverdueOn: oldest,
    overdueDays: oldest === null ? 0 : daysBetween(oldest, on),
    // Credit notes beyond what is open are a debt of ours, not a negative one of his.
    numeratorMinor: numerator < 0n ? 0n : numerator,
    turnoverMinor: sums.turnover,
    from,
    firstInvoiceOn: first,
    withoutNet,
    withoutRate: [...withoutRate].sort(),
  }
}

/** numerator ÷ turnover; 18,000.00 overdue of 120,000.00 sold = 15.00 %. */
export function debtRatio(figures: CreditFigures, definition: RatioDefinition): DebtRatio {
  if (figures.withoutRate.length > 0) return { basisPoints: null, lack: 'rate-missing' }
  if (figures.turnoverMinor < 0n) return { basisPoints: null, lack: 'negative-turnover' }
  if (figures.turnoverMinor === 0n) return { basisPoints: null, lack: 'no-turnover' }
  const basisPoints = divideRounded(figures.numeratorMinor * 10_000n, figures.turnoverMinor)
  if (figures.turnoverMinor < definition.leastTurnoverMinor) return { basisPoints, lack: 'turnover-too-small' }
  const age = figures.firstInvoiceOn === null ? 0 : daysBetween(figures.firstInvoiceOn, figures.on)
  return { basisPoints, lack: age < definition.leastAgeDays ? 'too-young' : null }
}

/** Whether the exact ratio reaches `basisPoints`, before any rounding. */
export const ratioReaches = (figures: CreditFigures, basisPoints: number): boolean =>
  figures.turnoverMinor > 0n && figures.numeratorMinor * 10_000n >= figures.turnoverMinor * BigInt(basisPoints)
