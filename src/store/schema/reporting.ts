// Own reports, schedules of reports, and orders of their files.
import type { Id } from '#values/id'
import type { Defaulted, DefaultedJson, Json, Nullable, NullableJson } from './column.ts'

export type OwnReportsTable = {
  company_id: Id
  own_report_id: Id
  name: string
  definition: Json
  created_by: string
  shared_roles: Defaulted<string[]>
  shared_user_ids: Defaulted<string[]>
  created_at: Date
  changed_at: Date
  removed_at: Nullable<Date>
}

export type ReportSchedulesTable = {
  company_id: Id
  report_schedule_id: Id
  name: string
  report: Json
  format: string
  rule: Json
  recipients: DefaultedJson
  targets: DefaultedJson
  enabled: Defaulted<boolean>
  next_run_at: Date
  last_run_at: Nullable<Date>
  last_outcome: NullableJson
  created_by: string
  created_at: Date
  removed_at: Nullable<Date>
}

export type ReportOrdersTable = {
  company_id: Id
  report_order_id: Id
  name: string
  report: Json
  format: string
  state: string
  rows_done: Defaulted<number>
  rows_total: Nullable<number>
  file_id: Nullable<Id>
  failure: NullableJson
  created_by: string
  created_at: Date
  finished_at: Nullable<Date>
}
