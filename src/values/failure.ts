// The one error that the shell throws: a stable code and the facts for its sentence.

/** Facts that the sentence of a failure names; plain values only, never secrets. */
export type FailureFacts = Readonly<Record<string, string | number | boolean>>

/** Thrown by flows and shelves; `code` is stable (`allocation.currency-mismatch`) and maps to HTTP and to a sentence once, in contract/failures. */
export class Failure extends Error {
  readonly code: string
  readonly facts: FailureFacts

  constructor(code: string, facts: FailureFacts = {}, options?: { readonly cause?: unknown }) {
    super(Object.keys(facts).length === 0 ? code : `${code} ${JSON.stringify(facts)}`, options)
    this.name = 'Failure'
    this.code = code
    this.facts = facts
  }
}

export const isFailure = (error: unknown, code?: string): error is Failure =>
  error instanceof Failure && (code === undefined || error.code === code)
