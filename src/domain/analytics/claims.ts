// What the law attaches to an unpaid invoice: relief for bad debts and limitation.
import { addDays, addMonths, type Day, day, yearOf } from '#values/day'

export type Relief = {
  /** The day on which the 90th day after the due day has passed. */
  readonly fromOn: Day
  readonly kind: 'waiting' | 'may-be-used' | 'expired'
  /** Last day of the VAT relief: three years from the end of the year of issue (VAT Act art. 89a). */
  readonly vatUntilOn: Day
  /** Last day of the income tax relief: two years from the end of the year of issue (PIT art. 26i, CIT art. 18f). */
  readonly incomeUntilOn: Day
}

/** The relief for an invoice that is open on `asOf`. */
export function badDebtRelief(invoice: { readonly issueOn: Day; readonly dueOn: Day }, asOf: Day): Relief {
  const fromOn = addDays(invoice.dueOn, 90)
  const vatUntilOn = day(`${yearOf(invoice.issueOn) + 3}-12-31`)
  return {
    fromOn,
    kind: asOf < fromOn ? 'waiting' : asOf > vatUntilOn ? 'expired' : 'may-be-used',
    vatUntilOn,
    incomeUntilOn: day(`${yearOf(invoice.issueOn) + 2}-12-31`),
  }
}

export type Limitation = { readonly saleOn: Day; readonly generalOn: Day; readonly carriageOn: Day }

/**
 * The last day before limitation, counted from the day after the due day: claims of sale two years (Civil Code art. 554) and business claims three
 * (art. 118), both to the end of the calendar year; carriage one year to the day (art. 792). What interrupts it (art. 123) is not known here.
 */
export function limitation(dueOn: Day): Limitation {
  return {
    saleOn: day(`${yearOf(dueOn) + 2}-12-31`),
    generalOn: day(`${yearOf(dueOn) + 3}-12-31`),
    carriageOn: addMonths(dueOn, 12),
  }
}
