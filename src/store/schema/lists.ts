// What people keep of lists, and the figures that lists and tiles are summed from.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Defaulted, Json, Nullable } from './column.ts'

export type SavedViewsTable = {
  company_id: Id
  view_id: Id
  list: string
  name: string
  owner_user_id: string
  shared: Defaulted<boolean>
  settings: Json
  created_at: Date
  changed_at: Date
}

export type ListChoicesTable = {
  company_id: Id
  user_id: string
  list: string
  columns: Nullable<string[]>
  default_view_id: Nullable<Id>
}

/** Written by the database itself whenever balances, owners or segments change. */
export type InvoiceFiguresTable = {
  company_id: Id
  figure_id: bigint
  currency: string
  receivable: boolean
  owner_user_id: string | null
  segment: string | null
  category: string | null
  issue_month: Day
  due_on: Day | null
  paid_month: Day | null
  status: string
  is_open: boolean
  partly: boolean
  invoices: bigint
  total_minor: bigint
  open_minor: bigint
  on_time: bigint
  delay_days: bigint
}

export type PaymentFiguresTable = {
  company_id: Id
  figure_id: bigint
  currency: string
  status: string
  payments: bigint
  amount_minor: bigint
}
