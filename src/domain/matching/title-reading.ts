// All that a title says, read against the register of one company.
import type { Book } from './book.ts'
import { collectiveIds } from './collective-id.ts'
import { creditorReferences } from './creditor-reference.ts'
import { canonicalKsefNumber, differingCharacters, ksefMentions, ksefRepairKeys } from './ksef-number.ts'
import { invoiceWords, monthOfWord } from './lexicon.ts'
import { readLists } from './list-reading.ts'
import { type Reading, readNumbers } from './number-reading.ts'
import { type Span, splitPayment } from './split-payment.ts'
import { type Role, titleRoles } from './title-roles.ts'
import { type Atom, type TitleText, titleText } from './title-text.ts'
import type { MarkKind, TitleMark } from './types.ts'

/** An unmistakable reference and the invoices it names. */
export type HardReference = {
  readonly slots: readonly number[]
  readonly kind: 'ksef' | 'ksef-repaired' | 'link' | 'reference' | 'order'
  readonly span: Span
  readonly written: string
}

export type TitleReading = {
  readonly title: TitleText
  readonly roles: readonly Role[]
  readonly readings: readonly Reading[]
  readonly hard: readonly HardReference[]
  readonly taxIds: readonly string[]
  /** Months 1–12 that words name. */
  readonly months: readonly number[]
  /** Number-like groups that nothing explains. */
  readonly unread: readonly Atom[]
  readonly splitPayment: boolean
  readonly marks: readonly TitleMark[]
}

type Taken = { readonly span: Span; readonly kind: MarkKind; readonly refersTo: string }

function ksefReferences(book: Book, text: string, taken: Taken[]): HardReference[] {
  const found: HardReference[] = []
  for (const mention of ksefMentions(text)) {
    const span = { start: mention.start, end: mention.end }
    taken.push({ span, kind: 'ksef-number', refersTo: mention.number })
    const exact = book.byKsef.get(mention.number)
    if (exact.length > 0) {
      found.push({ slots: exact, kind: 'ksef', span, written: mention.number })
      continue
    }
    const near = [...new Set(ksefRepairKeys(mention.number).flatMap((key) => [...book.byKsef.get(key)]))].filter((slot) => {
      const own = canonicalKsefNumber(book.invoices[slot]?.ksefNumber ?? '')
      return own !== null && differingCharacters(own, mention.number) <= 2
    })
    if (near.length === 1) found.push({ slots: near, kind: 'ksef-repaired', span, written: mention.number })
  }
  return found
}

function creditorReferenceHits(book: Book, text: string, taken: Taken[]): HardReference[] {
  return creditorReferences(text).flatMap((reference): HardReference[] => {
    const span = { start: reference.start, end: reference.end }
    const bare = reference.reference.replace(/^0+/, '')
    const slots = [
      ...new Set([...book.byExact.get(reference.reference), ...book.byExact.get(bare), ...book.byOrder.get(reference.reference)]),
    ]
    if (slots.length === 0) return []
    taken.push({ span, kind: 'reference', refersTo: reference.reference })
    return [{ slots, kind: 'reference', span, written: reference.reference }]
  })
}

/** Order references of invoices, whatever stands between their parts. */
function orderReferences(book: Book, title: TitleText): HardReference[] {
  const found: HardReference[] = []
  const { atoms } = title
  for (let from = 0; from < atoms.length; from++) {
    let text = ''
    for (let to = from; to < Math.min(atoms.length, from + book.longest + 2); to++) {
      const atom = atoms[to]
      const first = atoms[from]
      if (atom === undefined || first === undefined || (to > from && atom.separator.length > 3)) break
      text += atom.text
      if (text.length < 4 || !/\d/.test(text)) continue
      const slots = book.byOrder.get(text)
      if (slots.length > 0) found.push({ slots, kind: 'order', span: { start: first.start, end: atom.end }, written: text })
    }
  }
  return found
}

const numberLike = (atoms: readonly Atom[], at: number): boolean => {
  const atom = atoms[at]
  if (atom === undefined || !atom.digits) return false
  const before = atoms[at - 1]
  const after = atoms[at + 1]
  const joinedToDigits =
    (after?.digits === true && /^\s?[-/._\\]\s?$/.test(after.separator)) ||
    (before?.digits === true && /^\s?[-/._\\,;]\s?$/.test(atom.separator))
  const named = before !== undefined && !before.digits && before.text.length > 1 && invoiceWords.has(before.text)
  return joinedToDigits || named || atom.text.length >= 4
}

function unreadAtoms(title: TitleText, roles: readonly Role[], readings: readonly Reading[], hard: readonly HardReference[]): Atom[] {
  const read = new Uint8Array(title.atoms.length)
  for (const reading of readings) read.fill(1, reading.from, reading.to + 1)
  return title.atoms.filter(
    (atom, at) =>
      roles[at] === 'free' &&
      read[at] !== 1 &&
      numberLike(title.atoms, at) &&
      !hard.some((each) => atom.start >= each.span.start && atom.end <= each.span.end),
  )
}

/** What a payment says of itself beside its title: it came by our link for one invoice. */
export function withLink(book: Book, title: TitleReading, paysInvoiceId: string | undefined): TitleReading {
  const slot = paysInvoiceId === undefined ? undefined : book.slotOf(paysInvoiceId)
  if (slot === undefined) return title
  const link: HardReference = { slots: [slot], kind: 'link', span: { start: 0, end: 0 }, written: book.invoices[slot]?.number ?? '' }
  return { ...title, hard: [link, ...title.hard] }
}

/** Reads a title; its work is bounded by the part of the title that is read at all. */
export function readTitle(book: Book, raw: string): TitleReading {
  const title = titleText(raw)
  const taken: Taken[] = []
  const split = splitPayment(title.text)
  if (split !== null) {
    taken.push({ span: split.vat, kind: 'amount', refersTo: title.text.slice(split.vat.start, split.vat.end).trim() })
    if (split.taxId !== undefined)
      taken.push({ span: split.taxId, kind: 'tax-id', refersTo: title.text.slice(split.taxId.start, split.taxId.end).trim() })
  }
  for (const { id, start, end } of collectiveIds(title.text)) taken.push({ span: { start, end }, kind: 'collective-id', refersTo: id })
  const hard = [...ksefReferences(book, title.text, taken), ...creditorReferenceHits(book, title.text, taken)]
  const roles = titleRoles(title, taken)
  hard.push(...orderReferences(book, title))
  const full = title.atoms.some((atom) => atom.digits) ? readNumbers(book, title.atoms, roles.of) : []
  const readings = full.length === 0 ? full : [...full, ...readLists(book, title.atoms, roles.of, full)]
  const months = [
    ...new Set(
      title.atoms
        .filter((atom) => !atom.digits)
        .map((atom) => monthOfWord(atom.text))
        .filter((month) => month > 0),
    ),
  ]
  const unread = unreadAtoms(title, roles.of, readings, hard)
  return {
    title,
    roles: roles.of,
    readings,
    hard,
    taxIds: roles.taxIds,
    months,
    unread,
    splitPayment: split !== null,
    marks: [
      ...roles.marks,
      ...unread.map((atom): TitleMark => ({ start: atom.start, end: atom.end, kind: 'unread', refersTo: atom.text })),
    ],
  }
}
