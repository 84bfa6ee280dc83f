// Policies of reminders, their versions, whom they are for, and steps taken without a message.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Defaulted, Json, Nullable } from './column.ts'

export type DunningPoliciesTable = {
  company_id: Id
  policy_id: Id
  name: string
  steps: Json
  is_default: Defaulted<boolean>
  created_at: Date
  version: Defaulted<number>
  removed_at: Nullable<Date>
}

export type DunningPolicyVersionsTable = {
  company_id: Id
  policy_id: Id
  version: number
  name: string
  content: Json
  created_by: string
  created_at: Date
}

export type DunningAssignmentsTable = {
  company_id: Id
  assignment_id: Id
  policy_id: Nullable<Id>
  segment: Nullable<string>
  customer_id: Nullable<Id>
  invoice_id: Nullable<Id>
  created_by: string
  created_at: Date
}

export type DunningTakenStepsTable = {
  company_id: Id
  invoice_id: Id
  step_id: string
  customer_id: Id
  on_day: Day
  created_at: Date
}
