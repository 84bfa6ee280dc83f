// A report that a person put together: of what, which columns, which rows, how grouped and drawn.

export const subjects = ['invoices', 'payments', 'customers'] as const
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

/** Rows behind a number. */
export type Behind = Pick<ReportDefinition, 'subject' | 'filters'>

/** Counts the rows of a group; stands beside the columns. */
export const countColumn = 'count'
