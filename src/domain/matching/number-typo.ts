// Numbers with one slip of the finger: two neighbours swapped, one digit wrong, missing or too many.
import type { Book } from './book.ts'
import type { TitleReading } from './title-reading.ts'
import type { Evidence } from './types.ts'

export type Slip = 'swapped' | 'changed' | 'lost-or-added'

/** How `b` comes from `a` by one swap of neighbours, one changed, one lost or one added character; null when it does not. */
export function slipBetween(a: string, b: string): Slip | null {
  if (a === b || Math.abs(a.length - b.length) > 1) return null
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  if (a.length === b.length) {
    if (a[from] === b[from + 1] && a[from + 1] === b[from] && a.slice(from + 2) === b.slice(from + 2)) return 'swapped'
    return a.slice(from + 1) === b.slice(from + 1) ? 'changed' : null
  }
  const one = a.length < b.length ? a.slice(from) === b.slice(from + 1) : a.slice(from + 1) === b.slice(from)
  return one ? 'lost-or-added' : null
}

/** Swapped neighbours are by far the commonest slip. */
const slipWeights: Readonly<Record<Slip, number>> = { swapped: 4.4, changed: 3.8, 'lost-or-added': 3.1 }

/** Forms of a number's digits that a payer may have meant to type. */
function forms(book: Book, slot: number): string[] {
  const number = book.invoices[slot]?.number ?? ''
  const { fields, year } = book.fieldsOf(slot)
  const long = fields.map((field, at) => (at === year ? `20${field.padStart(2, '0')}` : field))
  return [...new Set([number.replace(/\D/g, ''), fields.join(''), long.join(''), fields.filter((_, at) => at !== year).join('')])].filter(
    (each) => each.length >= 3,
  )
}

/** Evidence that the title names the invoice but for one slip; null when it does not. A number of the customer that is written right is no slip. */
export function typoEvidence(book: Book, title: TitleReading, slot: number): Evidence | null {
  const { atoms } = title.title
  const wanted = forms(book, slot)
  const customer = book.customerOf[slot]
  const read = new Uint8Array(atoms.length)
  for (const reading of title.readings) {
    if (reading.letters !== 'other' && reading.role !== 'contract' && reading.slots.some((other) => book.customerOf[other] === customer))
      read.fill(1, reading.from, reading.to + 1)
  }
  let best: Evidence | null = null
  for (let from = 0; from < atoms.length; from++) {
    let digits = ''
    for (let to = from; to < Math.min(atoms.length, from + 8); to++) {
      const atom = atoms[to]
      const first = atoms[from]
      if (atom === undefined || first === undefined || title.roles[to] === 'hard' || title.roles[to] === 'contract' || read[to] === 1) break
      if (to > from && !/^\s{0,2}[-/._\\]?\s{0,2}$/.test(atom.separator)) break
      if (!atom.digits) {
        if (to === from) break
        continue
      }
      digits += atom.text
      if (digits.length > 22) break
      const stripped = digits.replace(/^0+/, '')
      const slips = wanted.map((form) => slipBetween(form, digits) ?? slipBetween(form, stripped)).filter((slip) => slip !== null)
      if (slips.length === 0) continue
      const weight = Math.max(...slips.map((slip) => slipWeights[slip])) - (digits.length >= 6 ? 0 : digits.length >= 5 ? 1.2 : 3)
      if (best !== null && best.weight >= weight) continue
      const invoice = book.invoices[slot]
      best = {
        kind: 'number-typo',
        weight,
        because: 'number.typo',
        facts: { number: invoice?.number ?? '', written: title.title.text.slice(first.start, atom.end) },
        invoiceId: invoice?.id ?? '',
        span: { start: first.start, end: atom.end },
      }
    }
  }
  return best
}
