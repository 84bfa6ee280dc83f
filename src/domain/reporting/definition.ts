// A report that a person put together: of what, which columns, which rows, how grouped and drawn.
import type { Day } from '#values/day'

/** `lines`: invoices shared out over the product categories of their lines; `reminders`: one row an invoice in a message. */
export const subjects = ['invoices', 'lines', 'payments', 'customers', 'matches', 'reminders'] as const
export type Subject = (typeof subjects)[number]

export const operators = ['is', 'is-not', 'contains', 'from', 'to', 'filled', 'empty'] as const
export type Operator = (typeof operators)[number]

/** `value`: text; a day `2026-10-31`; a number or an amount with a dot; the code of a choice. A rule that holds for none or all needs none. */
export type Filter = { readonly field: string; readonly operator: Operator; readonly value: string }

export type ReportDefinition = {
  readonly subject: Subject
  readonly columns: readonly string[]
  /** All of them hold. */
  readonly filters: readonly Filter[]
  /** One row a value of this field (a month, where it is a day), with counts and sums; null lists the rows themselves. */
  readonly groupBy: string | null
  readonly order: { readonly field: string; readonly descending: boolean } | null
  /** Draws a column of numbers or amounts, or the count, over the groups. */
  readonly chart: { readonly look: 'bars' | 'line'; readonly value: string } | null
}

/** Rows behind a number: usually as they stood on the day of the report, or on `day`; `groupBy` shows the parts of a share beside each other. */
export type Behind = Pick<ReportDefinition, 'subject' | 'filters'> & {
  readonly day?: Day
  readonly groupBy?: string
  /** Columns to be shown instead of the usual ones of the subject. */
  readonly columns?: readonly string[]
}

/** Counts the rows of a group; stands beside the columns. */
export const countColumn = 'count'
