// What is agreed with customers, who speaks for them, and what people have to do.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Defaulted, DefaultedJson, Json, Nullable } from './column.ts'

export type InstalmentsTable = {
  company_id: Id
  hold_id: Id
  ordinal: number
  due_on: Day
  amount_minor: bigint
}

export type TasksTable = {
  company_id: Id
  task_id: Id
  kind: string
  key: string
  customer_id: Nullable<Id>
  invoice_id: Nullable<Id>
  payment_id: Nullable<Id>
  facts: DefaultedJson
  due_on: Day
  assignee_user_id: Nullable<string>
  created_by: string
  created_at: Date
  done_at: Nullable<Date>
  done_by: Nullable<string>
  snoozed_until: Nullable<Day>
}

export type NotesTable = {
  company_id: Id
  note_id: Id
  customer_id: Id
  text: string
  mentions: Defaulted<string[]>
  created_by: string
  created_by_name: Nullable<string>
  created_at: Date
  removed_at: Nullable<Date>
}

export type ContactsTable = {
  company_id: Id
  contact_id: Id
  customer_id: Id
  name: string
  role: string
  email: Nullable<string>
  phone: Nullable<string>
  language: Nullable<string>
  created_at: Date
  removed_at: Nullable<Date>
}

export type CustomerMergesTable = {
  company_id: Id
  merge_id: Id
  from_customer_id: Id
  into_customer_id: Id
  moved: Json
  created_by: string
  created_at: Date
  undone_at: Nullable<Date>
  undone_by: Nullable<string>
}

export type PortalLinksTable = {
  company_id: Id
  link_id: Id
  customer_id: Id
  token_hash: string
  sealed_token: Uint8Array
  created_at: Date
  expires_at: Date
  revoked_at: Nullable<Date>
  last_seen_at: Nullable<Date>
  visits: Defaulted<number>
}
