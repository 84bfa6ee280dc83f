// Notes on a record: what a reader had to assume or mend, as a code with facts, so that each language has its own sentence.
import type { FailureFacts } from '#values/failure'

/** `ksef.several-due-dates {"days":"2026-03-15, 2026-04-15"}`: a code alone, or a code, a blank and its facts as JSON. */
export const writeNote = (code: string, facts: FailureFacts = {}): string =>
  Object.keys(facts).length === 0 ? code : `${code} ${JSON.stringify(facts)}`

/** The code and facts of a written note; a text that is no note of ours comes back as its own code without facts. */
export function readNote(note: string): { readonly code: string; readonly facts: FailureFacts } {
  const blank = note.indexOf(' ')
  if (blank < 0) return { code: note, facts: {} }
  try {
    const facts: unknown = JSON.parse(note.slice(blank + 1))
    if (typeof facts !== 'object' || facts === null) return { code: note, facts: {} }
    const plain = Object.entries(facts).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    return { code: note.slice(0, blank), facts: Object.fromEntries(plain) as FailureFacts }
  } catch {
    return { code: note, facts: {} }
  }
}
