// Suppressed addresses and the choices of what each person is told.
import type { Id } from '#values/id'
import type { DefaultedJson, Nullable } from './column.ts'

export type SuppressedAddressesTable = {
  company_id: Id
  suppression_id: Id
  address: string
  reason: string
  detail: Nullable<string>
  customer_id: Nullable<Id>
  outbox_id: Nullable<Id>
  created_by: string
  created_at: Date
  lifted_by: Nullable<string>
  lifted_at: Nullable<Date>
}

export type AlertChoicesTable = {
  company_id: Id
  user_id: string
  media: DefaultedJson
  quiet_from: Nullable<string>
  quiet_until: Nullable<string>
  digest_at: Nullable<string>
  large_from_minor: Nullable<bigint>
  unplaced_days: Nullable<number>
  email: Nullable<string>
  phone: Nullable<string>
  slack: Nullable<string>
  telegram: Nullable<string>
  telegram_name: Nullable<string>
  link_code: Nullable<string>
  link_code_until: Nullable<Date>
  changed_at: Date
}

export type AlertTeamsTable = {
  company_id: Id
  team: string
  user_ids: string[]
  email: Nullable<string>
  slack: Nullable<string>
  changed_by: string
  changed_at: Date
}
