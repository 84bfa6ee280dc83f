// Letterhead, terms of customers, templates, issued documents, links to pay and rates of interest.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Defaulted, Json, Nullable } from './column.ts'

export type LetterSettingsTable = {
  company_id: Id
  address: Nullable<string>
  bank_name: Nullable<string>
  bank_account: Nullable<string>
  logo_file_id: Nullable<Id>
  sms_plain: Defaulted<boolean>
  note_pattern: Defaulted<string>
  term_days: Defaulted<number>
  maturity: Defaulted<string>
  crediting: Defaulted<string>
  big_name: Nullable<string>
  big_seat: Nullable<string>
  changed_at: Date
}

export type CustomerTermsTable = {
  company_id: Id
  customer_id: Id
  debtor: string
  regime: string
  basis_points: Nullable<number>
  compensation: Defaulted<boolean>
  email_demands: Defaulted<boolean>
  changed_by: string
  changed_at: Date
}

export type MessageTemplatesTable = {
  company_id: Id
  template_id: string
  version: number
  kind: string
  tone: string
  language: string
  subject: string
  title: string
  body: string
  sms: string
  ready: Defaulted<boolean>
  made_by: string
  made_by_name: Nullable<string>
  made_at: Date
}

export type DocumentsTable = {
  company_id: Id
  document_id: Id
  kind: string
  number: Nullable<string>
  series: string
  ordinal: number
  customer_id: Id
  issued_on: Day
  language: string
  amount_minor: bigint
  currency: string
  facts: Json
  file_id: Nullable<Id>
  invoice_id: Nullable<Id>
  created_by: string
  created_by_name: Nullable<string>
  created_at: Date
  cancelled_at: Nullable<Date>
  cancelled_by: Nullable<string>
  cancelled_why: Nullable<string>
}

export type PaymentLinksTable = {
  company_id: Id
  link_id: Id
  invoice_id: Id
  amount_minor: bigint
  currency: string
  connection_id: Id
  reference: string
  url: Nullable<string>
  external_id: Nullable<string>
  failure: Nullable<string>
  attempts: Defaulted<number>
  asked_at: Date
  made_at: Nullable<Date>
  expires_at: Nullable<Date>
  ended_at: Nullable<Date>
  ended_why: Nullable<string>
}

export type InvoiceFilesTable = {
  company_id: Id
  invoice_id: Id
  source_url: string
  file_id: Nullable<Id>
  failure: Nullable<string>
  attempts: Defaulted<number>
  asked_at: Date
}

export type InterestRatesTable = {
  company_id: Id
  table_id: string
  from_on: Day
  basis_points: number
  known_through: Day
  source: string
  made_by: string
  made_at: Date
}
