// Demands that warned of an entry at a bureau of economic information, and the entries.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Json, Nullable } from './column.ts'

export type BigNoticesTable = {
  company_id: Id
  notice_id: Id
  customer_id: Id
  sent_on: Day
  delivery: string
  bureau_name: string
  recorded_by: string
  recorded_by_name: Nullable<string>
  recorded_at: Date
  removed_at: Nullable<Date>
  removed_by: Nullable<string>
  outbox_id: Nullable<Id>
  invoice_ids: Nullable<Id[]>
  proof: Nullable<string>
}

export type BigEntriesTable = {
  company_id: Id
  entry_id: Id
  customer_id: Id
  entered_on: Day
  bureau_name: string
  bureau_seat: string
  facts: Json
  entered_by: string
  entered_by_name: Nullable<string>
  entered_at: Date
  removed_on: Nullable<Day>
  removed_at: Nullable<Date>
  removed_by: Nullable<string>
  removed_by_name: Nullable<string>
}
