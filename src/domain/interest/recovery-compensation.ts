// The fixed sum for the cost of recovery: 40, 70 or 100 euros, in złoty (Act of 8 March 2013 on late payment, art. 10).
import { lastBusinessDayOfMonthBefore } from '#domain/calendar/business-days'
import { effectiveDueOn } from '#domain/calendar/effective-due-day'
import { EUR, PLN } from '#values/currency'
import { addDays, type Day } from '#values/day'
import { divideRounded, type Money, money } from '#values/money'

/** Whether a claim matures on the day after its effective due day (interest starts then) or on that day already; it matters at month ends. */
export type MaturityConvention = 'day-after-due' | 'due-day'

/** An average rate of NBP's table A with four decimals: 42730 is 4.2730 zł for one euro. */
export type EuroRate = { readonly on: Day; readonly tenThousandths: bigint; readonly table: string }

export type RecoveryCompensation =
  | {
      readonly kind: 'compensation'
      readonly euros: Money
      readonly amount: Money
      readonly maturesOn: Day
      readonly rate: EuroRate
      readonly convertedForThreshold: boolean
    }
  /** The rate of `on` is not known: nothing may be claimed with another. */
  | { readonly kind: 'rate-missing'; readonly on: Day }
  | { readonly kind: 'currency-unsupported'; readonly currency: string }

const fivethousand = 5_000_00n
const fiftyThousand = 50_000_00n

/** 40 € up to 5,000 zł, 100 € from 50,000 zł, 70 € between (art. 10(1)); of the whole performance, gross, not of what is still open. */
export function compensationEuros(valueInZloty: Money): Money {
  const euros = valueInZloty.minor <= fivethousand ? 40n : valueInZloty.minor < fiftyThousand ? 70n : 100n
  return money(euros * 100n, EUR)
}

/** The day whose rate converts: the last business day of the month before that of maturity (art. 10(1a)). */
export function compensationRateDay(dueOn: Day, convention: MaturityConvention): { readonly maturesOn: Day; readonly rateOn: Day } {
  const effective = effectiveDueOn(dueOn)
  const maturesOn = convention === 'due-day' ? effective : addDays(effective, 1)
  return { maturesOn, rateOn: lastBusinessDayOfMonthBefore(maturesOn) }
}

/**
 * The compensation for one invoice or instalment of `value` gross. Euros are converted to złoty for the threshold at the same rate, and said to be:
 * the Act does not regulate it. `rateOn` finds NBP's rate of exactly that day.
 */
export function recoveryCompensation(
  value: Money,
  dueOn: Day,
  rateOn: (on: Day) => EuroRate | null,
  convention: MaturityConvention = 'day-after-due',
): RecoveryCompensation {
  if (value.currency !== PLN && value.currency !== EUR) return { kind: 'currency-unsupported', currency: value.currency }
  const days = compensationRateDay(dueOn, convention)
  const rate = rateOn(days.rateOn)
  if (rate === null) return { kind: 'rate-missing', on: days.rateOn }
  const inZloty = (euros: Money): Money => money(divideRounded(euros.minor * rate.tenThousandths, 10_000n), PLN)
  const converted = value.currency === EUR
  const euros = compensationEuros(converted ? inZloty(value) : value)
  return { kind: 'compensation', euros, amount: inZloty(euros), maturesOn: days.maturesOn, rate, convertedForThreshold: converted }
}
