// Owners of segments, and changes of many customers at once.
import type { Id } from '#values/id'
import type { Json, Nullable, NullableJson } from './column.ts'

export type OwnerRulesTable = {
  company_id: Id
  /** Empty: customers without a segment. */
  segment: string
  owner_user_id: string
  changed_by: string
  changed_at: Date
}

export type CustomerChangesTable = {
  company_id: Id
  change_id: Id
  customers: Json
  rule: NullableJson
  made_by: string
  made_at: Date
  undone_at: Nullable<Date>
  undone_by: Nullable<string>
}
