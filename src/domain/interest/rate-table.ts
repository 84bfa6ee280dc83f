// Yearly rates that hold from a day, with where each was read; a day beyond the table has no rate, and nothing fills the gap.
import { addDays, type Day } from '#values/day'

/** How sure a row is: read in a published source, following from ones that were, or still to be confirmed with the source of law. */
export type Certainty = 'published' | 'derived' | 'to-confirm'

/** `basisPoints` are hundredths of a percent: 1375 is 13.75 %. */
export type RateRow = { readonly from: Day; readonly basisPoints: number; readonly certainty: Certainty; readonly source: string }

/** Rows from the oldest; the last holds through `knownThrough` and not a day longer. */
export type RateTable = { readonly id: string; readonly rows: readonly RateRow[]; readonly knownThrough: Day }

export type RatePeriod = {
  readonly from: Day
  readonly to: Day
  readonly basisPoints: number
  readonly certainty: Certainty
  readonly source: string
}

export type RatePeriods =
  | { readonly kind: 'periods'; readonly periods: readonly RatePeriod[] }
  /** No row for `on`, the first day without one: nothing may be computed, least of all with 0 %. */
  | { readonly kind: 'rate-missing'; readonly table: string; readonly on: Day }

/** The rates of a table from one day to another, both included, split where they change. */
export function ratePeriods(table: RateTable, from: Day, to: Day): RatePeriods {
  const periods: RatePeriod[] = []
  for (let at = from; at <= to; ) {
    const index = table.rows.findLastIndex((row) => row.from <= at)
    const row = table.rows[index]
    if (row === undefined || at > table.knownThrough) return { kind: 'rate-missing', table: table.id, on: at }
    const next = table.rows[index + 1]
    const until = next === undefined ? table.knownThrough : addDays(next.from, -1)
    const end = until < to ? until : to
    periods.push({ from: at, to: end, basisPoints: row.basisPoints, certainty: row.certainty, source: row.source })
    at = addDays(end, 1)
  }
  return { kind: 'periods', periods }
}
