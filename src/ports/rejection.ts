// What a shelf says of a record or a line that it cannot take: kept and shown to a person, never dropped.
import type { FailureFacts } from '#values/failure'

/** `code` names the sentence (`record.no-number`), `facts` fill it, `at` is the place in the file or the record. */
export type Rejection = { readonly code: string; readonly facts: FailureFacts; readonly at?: string }

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly rejection: Rejection }

export const accepted = <T>(value: T): Parsed<T> => ({ ok: true, value })

export const rejected = (code: string, facts: FailureFacts = {}, at?: string): { readonly ok: false; readonly rejection: Rejection } => ({
  ok: false,
  rejection: at === undefined ? { code, facts } : { code, facts, at },
})
