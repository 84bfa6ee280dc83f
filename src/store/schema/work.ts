// Holds, policies, files, outbox, audit log, schedules, job runs and reports.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Defaulted, DefaultedJson, Json, Nullable, NullableJson } from './column.ts'

export type HoldsTable = {
  company_id: Id
  hold_id: Id
  kind: string
  customer_id: Nullable<Id>
  invoice_id: Nullable<Id>
  until_on: Nullable<Day>
  why: string
  created_by: string
  created_at: Date
  ended_at: Nullable<Date>
  reason: Nullable<string>
  amount_minor: Nullable<bigint>
  currency: Nullable<string>
  by_whom: Nullable<string>
  channel: Nullable<string>
  /** Set where it is about several invoices and not about the whole customer. */
  invoice_ids: Nullable<Id[]>
  outcome: Nullable<string>
  outcome_at: Nullable<Date>
  settled_minor: Nullable<bigint>
  proof_file_id: Nullable<Id>
  ended_by: Nullable<string>
  ended_why: Nullable<string>
}

export type FilesTable = {
  company_id: Id
  file_id: Id
  name: string
  content_type: string
  bytes: Uint8Array
  created_at: Date
  customer_id: Nullable<Id>
  content_key: Nullable<string>
}

export type OutboxTable = {
  company_id: Id
  outbox_id: Id
  kind: string
  key: string
  connection_id: Nullable<Id>
  customer_id: Nullable<Id>
  invoice_id: Nullable<Id>
  payload: Json
  state: string
  reason: Nullable<string>
  attempts: Defaulted<number>
  wanted: Defaulted<number>
  done: Defaulted<number>
  next_attempt_at: Date
  lease_until: Nullable<Date>
  lease_token: Nullable<Id>
  outcome: NullableJson
  failure: NullableJson
  cause: string
  created_at: Date
  sent_at: Nullable<Date>
  handle: Nullable<string>
  delivery: Nullable<string>
  delivered_at: Nullable<Date>
  delivery_detail: Nullable<string>
}

export type AuditTable = {
  company_id: Id
  audit_id: Id
  sequence: bigint
  at: Date
  actor: string
  actor_name: Nullable<string>
  action: string
  subject_kind: Nullable<string>
  subject_id: Nullable<string>
  why: Nullable<string>
  change: DefaultedJson
  previous_hash: string
  hash: string
}

export type AuditHeadsTable = {
  company_id: Id
  sequence: bigint
  hash: string
}

export type SchedulesTable = {
  company_id: Id
  schedule_id: Id
  job: string
  connection_id: Nullable<Id>
  rule: Json
  enabled: Defaulted<boolean>
  next_run_at: Date
  last_run_at: Nullable<Date>
}

export type JobRunsTable = {
  company_id: Id
  run_id: Id
  job: string
  key: string
  schedule_id: Nullable<Id>
  connection_id: Nullable<Id>
  import_id: Nullable<Id>
  trigger: string
  scheduled_for: Date
  state: string
  step: Nullable<string>
  progress_done: Defaulted<number>
  progress_total: Nullable<number>
  result: NullableJson
  failure: NullableJson
  attempt: Defaulted<number>
  started_at: Nullable<Date>
  finished_at: Nullable<Date>
  created_at: Date
  lease_until: Nullable<Date>
  lease_token: Nullable<Id>
}

export type ReportsTable = {
  company_id: Id
  report_id: Id
  kind: string
  period_key: string
  as_of: Day
  file_id: Id
  created_at: Date
  name: Nullable<string>
  report_schedule_id: Nullable<Id>
  outcome: NullableJson
}
