// Customers, their invoices, payments and what was learnt of payers.
import type { GeneratedAlways } from 'kysely'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Defaulted, DefaultedJson, Nullable } from './column.ts'

export type CustomersTable = {
  company_id: Id
  customer_id: Id
  name: string
  name_folded: string
  tax_id: Nullable<string>
  email: Nullable<string>
  phone: Nullable<string>
  address: Nullable<string>
  language: Defaulted<string>
  segment: Nullable<string>
  owner_user_id: Nullable<string>
  created_at: Date
  merged_into: Nullable<Id>
  payment_term_days: Nullable<number>
  /** When his personal data were erased on request; the books stay. */
  erased_at: Nullable<Date>
  /** His owner came by the rule of his segment and goes with it; false where a person chose. */
  owner_by_rule: Defaulted<boolean>
}

export type CustomerSourcesTable = {
  company_id: Id
  source_key: string
  external_id: string
  customer_id: Id
}

export type LearntTable = {
  company_id: Id
  learnt_id: Id
  kind: string
  key: string
  customer_id: Nullable<Id>
  payment_id: Nullable<Id>
  invoice_id: Nullable<Id>
  times: Defaulted<number>
  created_by: string
  created_at: Date
  last_seen_at: Date
  removed_at: Nullable<Date>
}

export type InvoicesTable = {
  company_id: Id
  invoice_id: Id
  source_key: string
  external_id: string
  connection_id: Nullable<Id>
  import_id: Nullable<Id>
  number: string
  number_key: string
  type: string
  issue_on: Day
  due_on: Nullable<Day>
  sale_on: Nullable<Day>
  currency: string
  total_minor: bigint
  net_minor: Nullable<bigint>
  source_settled_minor: Defaulted<bigint>
  customer_id: Id
  order_reference: Nullable<string>
  ksef_number: Nullable<string>
  corrects: Defaulted<string[]>
  lines: DefaultedJson
  payment_url: Nullable<string>
  view_url: Nullable<string>
  pdf_url: Nullable<string>
  pay_to_account: Nullable<string>
  cancelled: Defaulted<boolean>
  split_payment: Defaulted<boolean>
  created_at: Date
  changed_at: Date
}

export type PaymentsTable = {
  company_id: Id
  payment_id: Id
  source: string
  source_key: string
  external_id: string
  import_id: Nullable<Id>
  line_id: Nullable<Id>
  connection_id: Nullable<Id>
  booked_on: Day
  amount_minor: bigint
  currency: string
  payer_name: Nullable<string>
  payer_account: Nullable<string>
  payer_email: Nullable<string>
  title: string
  credited_account: Nullable<string>
  gateway_reference: Nullable<string>
  order_reference: Nullable<string>
  link_reference: Nullable<string>
  customer_id: Nullable<Id>
  outside_reason: Nullable<string>
  snoozed_until: Nullable<Day>
  created_at: Date
  /** Payer and title as they are searched; the database writes it. */
  search_text: GeneratedAlways<string>
}
