// What the first screen is narrowed to: a period of issue, a segment, an owner, a product category; the address keeps it, so that the back button undoes it.
import { getRouteApi } from '@tanstack/react-router'
import { addMonths, type Day, firstOfMonth, lastOfMonth } from '#values/day'
import { useFormat } from '../ui/use-format.ts'

const route = getRouteApi('/$company/')
export const periods = ['this-month', 'this-quarter', 'this-year', 'last-year'] as const
export type Period = (typeof periods)[number]

function monthsOf(period: Period, today: Day): { readonly from: Day; readonly to: Day } {
  const month = firstOfMonth(today)
  const inYear = Number(month.slice(5, 7)) - 1
  const january = addMonths(month, -inYear)
  switch (period) {
    case 'this-month':
      return { from: month, to: month }
    case 'this-quarter':
      return { from: addMonths(month, -(inYear % 3)), to: month }
    case 'this-year':
      return { from: january, to: month }
    case 'last-year':
      return { from: addMonths(january, -12), to: addMonths(january, -1) }
  }
}

export function useNarrowing() {
  const { period: written, segment, owner, category } = route.useSearch()
  const { today } = useFormat()
  const period = periods.find((each) => each === written)
  const months = period === undefined ? null : monthsOf(period, today)
  const scope = {
    ...(segment !== undefined && { segment }),
    ...(owner !== undefined && { owner }),
    ...(category !== undefined && { category }),
  }
  const { category: _, ...ofCustomers } = scope
  return {
    period,
    search: { segment, owner, category },
    isNarrowed: period !== undefined || Object.keys(scope).length > 0,
    /** For the API. */
    query: { ...scope, ...(months !== null && { from: months.from.slice(0, 7), to: months.to.slice(0, 7) }) },
    /** For the list of invoices behind a number. */
    invoices: { ...scope, ...(months !== null && { issuedFrom: months.from, issuedTo: lastOfMonth(months.to) }) },
    /** For the list of customers behind a number. */
    customers: ofCustomers,
  }
}
