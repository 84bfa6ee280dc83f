// First steps of a company, notes on payments, and answers kept for whoever asks twice.
import type { Id } from '#values/id'
import type { Nullable, NullableJson } from './column.ts'

export type OnboardingStepsTable = {
  company_id: Id
  step: string
  state: string
  decided_by: string
  decided_at: Date
}

export type PaymentNotesTable = {
  company_id: Id
  note_id: Id
  payment_id: Id
  text: string
  created_by: string
  author: Nullable<string>
  created_at: Date
  removed_at: Nullable<Date>
}

export type KeptAnswersTable = {
  company_id: Id
  caller: string
  key: string
  route: string
  started_at: Date
  /** Null while the first asking still runs. */
  answer: NullableJson
}
