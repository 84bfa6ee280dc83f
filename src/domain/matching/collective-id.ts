// Collective identifiers of KSeF (one for several invoices) in a title: found by their announcement, kept for the shell to resolve.

/** `id` as written; `start` and `end` are offsets of the title. KSeF does not publish the form, so the word before it is what tells. */
export type CollectiveId = { readonly id: string; readonly start: number; readonly end: number }

const announced =
  /\b(?:IDENTYFIKATOR\w*\s+ZBIORCZ\w*|ID\.?\s*ZBIORCZ\w*|ZBIORCZ\w*\s+(?:ID\w*|NR|NUMER)(?:\s+KSEF)?|KSEF\s+ZBIORCZ\w*|IZ(?=[\s:]))[\s:.#-]*((?=[0-9A-Z-]*\d)[0-9A-Z][0-9A-Z-]{7,40})/g

/** The identifiers that a folded title announces. */
export function collectiveIds(text: string): CollectiveId[] {
  if (!text.includes('Z')) return []
  return [...text.matchAll(announced)].map((match) => {
    const id = match[1] ?? ''
    const end = match.index + match[0].length
    return { id, start: end - id.length, end }
  })
}
