// Companies, their people and their API tokens.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Defaulted, DefaultedJson, Json, Nullable } from './column.ts'

export type InstallationTable = {
  key: string
  value: Json
}

export type CompaniesTable = {
  company_id: Id
  name: string
  nip: Nullable<string>
  time_zone: Defaulted<string>
  base_currency: Defaulted<string>
  language: Defaulted<string>
  demo: Defaulted<boolean>
  sending_mode: Defaulted<string>
  locked_until: Nullable<Day>
  settings: DefaultedJson
  created_at: Date
}

export type MembersTable = {
  company_id: Id
  user_id: string
  role: string
  created_at: Date
}

export type InvitationsTable = {
  company_id: Id
  invitation_id: Id
  email: string
  role: string
  token_hash: string
  created_by: string
  created_at: Date
  expires_at: Date
  accepted_at: Nullable<Date>
  revoked_at: Nullable<Date>
}

export type ApiTokensTable = {
  company_id: Id
  token_id: Id
  name: string
  token_hash: string
  hint: string
  scopes: string[]
  created_by: string
  created_at: Date
  expires_at: Nullable<Date>
  last_used_at: Nullable<Date>
  revoked_at: Nullable<Date>
}
