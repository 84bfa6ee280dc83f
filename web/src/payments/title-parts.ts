// Cuts the title of a payment into what was recognised and the rest, for showing.
export type Mark = { readonly start: number; readonly end: number; readonly kind: string; readonly refersTo: string }
export type TitlePart = { readonly text: string; readonly mark: Mark | null }

/** Unread words stay plain; of marks that overlap the earlier and longer one is shown. */
export function titleParts(title: string, marks: readonly Mark[]): readonly TitlePart[] {
  const ordered = marks
    .filter((mark) => mark.kind !== 'unread' && mark.end > mark.start && mark.start >= 0 && mark.end <= title.length)
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const parts: TitlePart[] = []
  let at = 0
  for (const mark of ordered) {
    if (mark.start < at) continue
    if (mark.start > at) parts.push({ text: title.slice(at, mark.start), mark: null })
    parts.push({ text: title.slice(mark.start, mark.end), mark })
    at = mark.end
  }
  if (at < title.length) parts.push({ text: title.slice(at), mark: null })
  return parts.filter((part) => part.text.trim() !== '')
}
