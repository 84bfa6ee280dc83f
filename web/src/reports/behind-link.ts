// Where the rows behind a number stand: a report of them, ready to be looked at and changed.
import type { LinkProps } from '@tanstack/react-router'
import type { BehindRows } from './report-types.ts'

/** The builder with these filters; `day` is the day of the report, unless the rows stand on another. */
export const behindLink = (company: { readonly company: string }, behind: BehindRows, day: string): LinkProps => ({
  to: '/$company/reports/build',
  params: company,
  search: { rows: JSON.stringify(behind), day: behind.day ?? day },
})
