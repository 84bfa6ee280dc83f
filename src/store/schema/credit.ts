// Credit control: settings, rules, standings, blocks, exceptions and the figures of each day.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Defaulted, DefaultedJson, Json, Nullable, NullableJson } from './column.ts'

export type CreditSettingsTable = {
  company_id: Id
  ratio: Json
  active: Defaulted<boolean>
  four_eyes: Defaulted<boolean>
  changed_by: string
  changed_at: Date
  /** The definition that the days were counted by. */
  history_of: Nullable<string>
  history_until: Nullable<Day>
}

export type CreditRulesTable = {
  company_id: Id
  rule_id: Id
  scope: string
  segment: Nullable<string>
  customer_id: Nullable<Id>
  thresholds: Json
  changed_by: string
  changed_at: Date
  removed_at: Nullable<Date>
}

export type CreditCustomersTable = {
  company_id: Id
  customer_id: Id
  person_business: boolean
  decided_by: string
  decided_at: Date
}

export type CreditStandingsTable = {
  company_id: Id
  customer_id: Id
  level: Defaulted<string>
  reasons: DefaultedJson
  risk: Nullable<string>
  basis_points: Nullable<bigint>
  lack: Nullable<string>
  figures: NullableJson
  blocked: Defaulted<boolean>
  blocked_since: Nullable<Date>
  evaluated_at: Nullable<Date>
}

export type CreditBlocksTable = {
  company_id: Id
  block_id: Id
  customer_id: Id
  source: string
  state: string
  reasons: DefaultedJson
  figures: NullableJson
  why: Nullable<string>
  created_by: string
  created_at: Date
  decided_by: Nullable<string>
  decided_at: Nullable<Date>
  started_at: Nullable<Date>
  ended_at: Nullable<Date>
  ended_by: Nullable<string>
  end_why: Nullable<string>
  end_figures: NullableJson
}

export type CreditExceptionsTable = {
  company_id: Id
  exception_id: Id
  customer_id: Id
  until_on: Day
  why: string
  created_by: string
  created_at: Date
  approved_by: Nullable<string>
  approved_at: Nullable<Date>
  ended_at: Nullable<Date>
  ended_by: Nullable<string>
}

export type CreditDaysTable = {
  company_id: Id
  customer_id: Id
  on_day: Day
  open_minor: bigint
  overdue_minor: bigint
  numerator_minor: bigint
  turnover_minor: bigint
  basis_points: Nullable<bigint>
  lack: Nullable<string>
}
