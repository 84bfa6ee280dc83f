// Entries, the balances derived from them, and matches.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Defaulted, Json, Nullable, NullableJson } from './column.ts'

export type EntriesTable = {
  company_id: Id
  entry_id: Id
  group_id: Id
  kind: string
  on_day: Day
  recorded_at: Date
  actor: string
  why: Nullable<string>
  invoice_id: Nullable<Id>
  payment_id: Nullable<Id>
  amount_minor: bigint
  currency: string
  payment_minor: Nullable<bigint>
  payment_currency: Nullable<string>
  match_id: Nullable<Id>
  reverses: Nullable<Id>
  key: Nullable<string>
}

export type InvoiceBalancesTable = {
  company_id: Id
  invoice_id: Id
  customer_id: Id
  due_on: Nullable<Day>
  issue_on: Day
  type: string
  currency: string
  total_minor: bigint
  open_minor: bigint
  settled_minor: bigint
  overpaid_minor: Defaulted<bigint>
  status: string
  since_on: Day
  last_paid_on: Nullable<Day>
  /** Of the lines, each once. */
  categories: Defaulted<string[]>
}

export type PaymentBalancesTable = {
  company_id: Id
  payment_id: Id
  currency: string
  amount_minor: bigint
  unapplied_minor: bigint
  status: string
}

export type MatchesTable = {
  company_id: Id
  match_id: Id
  payment_id: Id
  outcome: string
  kind: string
  probability: number
  decision: Json
  state: string
  decided_by: Nullable<string>
  created_at: Date
  decided_at: Nullable<Date>
  /** Which candidate was accepted: 0 is the proposal itself. */
  chosen: Defaulted<number>
}

export type MatchingCurvesTable = {
  company_id: Id
  on_day: Day
  labels: number
  right_labels: number
  bins: NullableJson
  created_at: Date
}

export type ExchangeRatesTable = {
  company_id: Id
  currency: string
  on_day: Day
  ten_thousandths: bigint
  per_units: Defaulted<bigint>
  loaded_at: Date
}
