// What a title's numbers mean for one customer: which of his invoices each names and how strongly.
import type { Book } from './book.ts'
import { invoiceWords } from './lexicon.ts'
import type { Reading } from './number-reading.ts'
import type { TitleReading } from './title-reading.ts'
import type { Evidence } from './types.ts'

/** One invoice that the title names, with how surely (log odds) and why. */
export type Mention = { readonly slot: number; readonly weight: number; readonly evidence: Evidence }
/** One place of the title and the invoices of the customer that it may mean. */
export type MentionToken = { readonly from: number; readonly to: number; readonly options: readonly Mention[] }

export const strongMention = 4.9
export const mediumMention = 3

const codes = {
  exact: 'number.exact',
  wrapped: 'number.broken',
  fields: 'number.exact',
  merged: 'number.broken',
  reordered: 'number.reordered',
  inherited: 'number.listed',
  range: 'number.range',
} as const

const hardWeights = { ksef: 14, 'ksef-repaired': 9, link: 14, reference: 10 } as const
const hardCodes = {
  ksef: 'ksef.exact',
  'ksef-repaired': 'ksef.repaired',
  link: 'reference.link',
  reference: 'reference.rf',
  order: 'order.reference',
} as const

/** A single running number says little when it is short. */
const byLength = (digits: number): number => (digits >= 6 ? 7 : digits >= 4 ? 5.5 : digits === 3 ? 3.5 : 2)

function readingWeight(book: Book, reading: Reading, slot: number): number {
  const { fields, letters, run, runWidth } = book.fieldsOf(slot)
  const generic = letters.every((each) => invoiceWords.has(each))
  let weight = fields.length >= 2 ? 7 : byLength(Math.max((fields[run] ?? '').length, runWidth - 1))
  if (reading.letters === 'same') weight += letters.length === 0 ? 0 : fields.length < 2 && !generic ? 2 : 0.7
  else if (reading.letters === 'missing') weight -= generic ? 0 : 0.8
  else weight -= 4.5
  if (reading.via === 'reordered') weight -= 2
  else if (reading.via === 'merged') weight -= 1
  else if (reading.via === 'inherited' || reading.via === 'range') weight -= 0.8
  if (reading.role === 'contract') weight -= 4.5
  else if (reading.role === 'soft') weight -= 1.5
  return weight
}

function evidenceOf(book: Book, title: TitleReading, reading: Reading, slot: number, weight: number): Evidence {
  const invoice = book.invoices[slot]
  const start = title.title.atoms[reading.from]?.start ?? 0
  const end = title.title.atoms[reading.to]?.end ?? 0
  return {
    kind: 'number',
    weight,
    because: codes[reading.via],
    facts: { number: invoice?.number ?? '', written: title.title.text.slice(start, end).trim() },
    ...(invoice === null || invoice === undefined ? {} : { invoiceId: invoice.id }),
    span: { start, end },
  }
}

/** Readings of whole numbers that are this customer's. */
export function customerMentions(book: Book, title: TitleReading, customer: number): MentionToken[] {
  const tokens: MentionToken[] = []
  for (const hard of title.hard) {
    const own = hard.slots.filter((slot) => book.customerOf[slot] === customer && book.invoices[slot] !== null)
    if (own.length === 0) continue
    const weight = hard.kind === 'order' ? (hard.written.length >= 6 ? 9 : 5) : hardWeights[hard.kind]
    const code = hardCodes[hard.kind]
    const kind = hard.kind === 'ksef' || hard.kind === 'ksef-repaired' ? 'ksef-number' : hard.kind
    tokens.push({
      from: -1,
      to: -1,
      options: own.slice(0, 6).map((slot) => ({
        slot,
        weight: own.length > 1 ? weight - 2 : weight,
        evidence: {
          kind,
          weight,
          because: code,
          facts: { number: book.invoices[slot]?.number ?? '', written: hard.written },
          invoiceId: book.invoices[slot]?.id ?? '',
          span: hard.span,
        },
      })),
    })
  }
  for (const reading of title.readings) {
    const own = reading.slots.filter((slot) => book.customerOf[slot] === customer)
    if (own.length === 0) continue
    if (reading.parent !== undefined && !reading.parent.slots.some((slot) => book.customerOf[slot] === customer)) continue
    const options = own
      .slice(0, 6)
      .map((slot) => {
        const weight = readingWeight(book, reading, slot)
        return { slot, weight, evidence: evidenceOf(book, title, reading, slot, weight) }
      })
      .filter((option) => option.weight > 0)
    if (options.length > 0) tokens.push({ from: reading.from, to: reading.to, options })
  }
  return tokens
}

/** Atoms of a number in full are no part of another; a date that only looks like one of somebody else's numbers may be. */
const readsWell = (reading: Reading, own: readonly number[]): boolean =>
  reading.letters !== 'other' &&
  reading.via !== 'reordered' &&
  (reading.role === 'free' || (reading.role === 'soft' && reading.slots.some((slot) => own.includes(slot))))

/** Running numbers without year or month: they count for the invoices of a customer who is known otherwise. */
export function partMentions(book: Book, title: TitleReading, slots: readonly number[]): Mention[] {
  const { atoms } = title.title
  const byValue = new Map<string, number[]>()
  for (const [at, atom] of atoms.entries()) {
    if (!atom.digits || title.roles[at] === 'hard') continue
    const row = byValue.get(atom.value)
    if (row === undefined) byValue.set(atom.value, [at])
    else row.push(at)
  }
  if (byValue.size === 0) return []
  const read = new Uint8Array(atoms.length)
  for (const reading of title.readings) if (readsWell(reading, slots)) read.fill(1, reading.from, reading.to + 1)
  const found: Mention[] = []
  for (const slot of slots) {
    const own = book.fieldsOf(slot)
    const run = own.fields[own.run]
    if (run === undefined || !byValue.has(run)) continue
    let best: Mention | null = null
    for (const at of byValue.get(run) ?? []) {
      const atom = atoms[at]
      if (atom === undefined || read[at] === 1) continue
      const weight = partWeight(book, title, at, slot)
      if (best !== null && best.weight >= weight) continue
      const invoice = book.invoices[slot]
      best = {
        slot,
        weight,
        evidence: {
          kind: 'number-part',
          weight,
          because: 'number.part',
          facts: { number: invoice?.number ?? '', written: atom.text },
          invoiceId: invoice?.id ?? '',
          span: { start: atom.start, end: atom.end },
        },
      }
    }
    if (best !== null && best.weight > 0.5) found.push(best)
  }
  return found.sort((a, b) => b.weight - a.weight || a.slot - b.slot)
}

function partWeight(book: Book, title: TitleReading, at: number, slot: number): number {
  const { atoms } = title.title
  const own = book.fieldsOf(slot)
  const length = (own.fields[own.run] ?? '').length
  const near = (index: number): string | undefined => {
    const atom = atoms[index]
    const later = index > at ? atom : atoms[at]
    return atom?.digits === true && later !== undefined && /^\s?[-/._\\ ]\s?$/.test(later.separator) ? atom.value : undefined
  }
  const beside = [near(at - 1), near(at + 1)]
  const month = own.fields[own.month]
  const year = own.fields[own.year]
  const before = atoms[at - 1]
  const named = before !== undefined && !before.digits && (invoiceWords.has(before.text) || own.letters.includes(before.text))
  let weight = length >= 6 ? 5 : length >= 4 ? 4 : length === 3 ? 2.6 : 1.4
  if (month !== undefined && beside.includes(month)) weight += 2
  else if (year !== undefined && (beside.includes(year) || beside.includes(`20${year.padStart(2, '0')}`))) weight += 1.5
  else if (beside.some((each) => each !== undefined)) weight -= 1.5
  if (named) weight += 0.8
  if (title.roles[at] === 'contract') weight -= 2.5
  if (title.roles[at] === 'soft') weight -= 1
  return Math.min(weight, 5.2)
}
