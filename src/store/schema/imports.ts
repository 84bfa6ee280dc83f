// What came in: files and records as they came, statements and their lines.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Defaulted, DefaultedJson, Json, Nullable, NullableJson } from './column.ts'

export type ImportsTable = {
  company_id: Id
  import_id: Id
  source: string
  connection_id: Nullable<Id>
  stream: Nullable<string>
  file_name: Nullable<string>
  content_hash: Nullable<string>
  byte_size: Nullable<bigint>
  format: Nullable<string>
  state: string
  counts: DefaultedJson
  failure: NullableJson
  created_by: string
  received_at: Date
  finished_at: Nullable<Date>
  mapping: NullableJson
}

export type ImportChunksTable = {
  company_id: Id
  import_id: Id
  ordinal: number
  bytes: Uint8Array
}

export type MappingProfilesTable = {
  company_id: Id
  profile_id: Id
  name: string
  kind: string
  signature_hash: string
  mapping: Json
  created_by: string
  created_at: Date
  uses: Defaulted<number>
  last_used_at: Nullable<Date>
}

export type RecordsTable = {
  company_id: Id
  record_id: Id
  import_id: Id
  source_key: string
  stream: string
  external_id: string
  fingerprint: string
  occurrence: number
  payload: NullableJson
  place: Nullable<string>
  outcome: string
  rejection: NullableJson
  subject_id: Nullable<Id>
  received_at: Date
  resolved_at: Nullable<Date>
}

export type BankAccountsTable = {
  company_id: Id
  account_id: Id
  account: string
  currency: string
  name: Nullable<string>
  bank: Nullable<string>
  kind: Defaulted<string>
  last_booked_on: Nullable<Day>
  last_read_at: Nullable<Date>
  created_at: Date
}

export type StatementsTable = {
  company_id: Id
  statement_id: Id
  import_id: Id
  account_id: Id
  format: string
  number: Nullable<string>
  currency: string
  opening_minor: Nullable<bigint>
  closing_minor: Nullable<bigint>
  opening_on: Nullable<Day>
  closing_on: Nullable<Day>
  balanced: Nullable<boolean>
  difference_minor: Nullable<bigint>
  confirmed_by: Nullable<string>
  confirmed_at: Nullable<Date>
}

export type StatementLinesTable = {
  company_id: Id
  line_id: Id
  statement_id: Id
  import_id: Id
  account_id: Id
  fingerprint: string
  occurrence: number
  booked_on: Day
  value_on: Nullable<Day>
  amount_minor: bigint
  currency: string
  title: string
  counterparty_name: Nullable<string>
  counterparty_account: Nullable<string>
  credited_account: Nullable<string>
  bank_reference: Nullable<string>
  customer_reference: Nullable<string>
  end_to_end_id: Nullable<string>
  operation: Nullable<string>
  state: string
  reversal: Defaulted<boolean>
  original_minor: Nullable<bigint>
  original_currency: Nullable<string>
  charges_minor: Nullable<bigint>
  not_a_payment: Nullable<string>
  payment_id: Nullable<Id>
}
