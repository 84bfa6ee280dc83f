// Orders, offers and deals of customers.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Json, Nullable } from './column.ts'

export type OrdersTable = {
  company_id: Id
  order_id: Id
  connection_id: Nullable<Id>
  source_key: string
  external_id: string
  kind: string
  number: string
  title: Nullable<string>
  customer_id: Nullable<Id>
  customer_facts: Json
  issued_on: Day
  valid_until: Nullable<Day>
  currency: string
  total_minor: bigint
  state: string
  source_state: Nullable<string>
  view_url: Nullable<string>
  invoice_number: Nullable<string>
  created_at: Date
  changed_at: Date
  gone_at: Nullable<Date>
}
