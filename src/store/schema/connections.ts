// Connections to outside systems, their calls and webhooks.
import type { Id } from '#values/id'
import type { Defaulted, DefaultedJson, Json, Nullable, NullableJson } from './column.ts'

export type ConnectionsTable = {
  company_id: Id
  connection_id: Id
  shelf: string
  plugin_id: string
  name: string
  settings: Json
  secrets: Nullable<Uint8Array>
  kinds: string[]
  state: Defaulted<string>
  failure: NullableJson
  cursors: DefaultedJson
  memory: DefaultedJson
  webhook_key: string
  last_attempt_at: Nullable<Date>
  last_success_at: Nullable<Date>
  created_at: Date
  removed_at: Nullable<Date>
}

export type ConnectionCallsTable = {
  company_id: Id
  call_id: Id
  connection_id: Id
  at: Date
  method: string
  url: string
  status: Nullable<number>
  duration_ms: number
  failure: Nullable<string>
}

export type WebhookEventsTable = {
  company_id: Id
  connection_id: Id
  event_id: string
  received_at: Date
  streams: string[]
}
