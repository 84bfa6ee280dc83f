// Which parts of a title are dates, amounts, tax numbers, accounts or contract numbers rather than invoice numbers.
import { findDay } from '#values/day'
import { parseIban } from '#values/iban'
import { parseNip } from '#values/nip'
import { introducesContract, introducesDate, introducesPeriod, invoiceWords } from './lexicon.ts'
import type { Span } from './split-payment.ts'
import type { Atom, TitleText } from './title-text.ts'
import type { MarkKind, TitleMark } from './types.ts'

/** `hard`: surely not an invoice number. `soft`: looks like something else, but a hit in the register decides. `contract`: a number of another document. */
export type Role = 'free' | 'soft' | 'contract' | 'hard'
export type Roles = { readonly of: Role[]; readonly marks: TitleMark[]; readonly taxIds: string[] }

const datePattern = /(?<![\d/])(?:(20\d\d)([-./ ])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-./])(\d{1,2})\6(20\d\d|\d\d))(?![\d]|[/-]\d)/g
const amountPattern = /(?<![\d/,.-])(\d{1,3}(?:[ .]\d{3})+|\d+)[,.](\d{2})(?![\d/]|[,.-]\d)(\s?(?:ZL|PLN|EUR|USD|GBP|CHF|CZK))?/g
const wholeAmountPattern = /(?<![\d/,.-])(\d{1,3}(?: \d{3})+|\d+)\s?(?:,-\s?)?(?:ZL|PLN|EUR|USD|GBP|CHF|CZK)\b/g
const amountWords = /(KWOT\w*|VAT|NETTO|BRUTTO|RAZEM|SUMA|WARTOSC\w*|AMOUNT|TOTAL|WPLATA)\W*$/
const nipPattern = /(?<![\d-])(?:PL)?(\d{3}-\d{3}-\d{2}-\d{2}|\d{3}-\d{2}-\d{2}-\d{3}|\d{10})(?![\d-])/g
const accountPattern = /(?<!\d)(?:PL ?)?\d{2}(?: ?\d{4}){6}(?!\d)/g

/** Collects what the text says of itself; `atoms` that a mark covers get its role. */
class RoleBook {
  readonly #atoms: readonly Atom[]
  readonly of: Role[]
  readonly marks: TitleMark[] = []

  constructor(atoms: readonly Atom[]) {
    this.#atoms = atoms
    this.of = atoms.map(() => 'free')
  }

  set(span: Span, role: Role, kind: MarkKind, refersTo: string): void {
    let any = false
    for (const [at, atom] of this.#atoms.entries()) {
      if (atom.start < span.start || atom.end > span.end || this.of[at] === 'hard') continue
      this.of[at] = role
      any = true
    }
    if (any) this.marks.push({ start: span.start, end: span.end, kind, refersTo })
  }
}

const spanOf = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length })
const wordBefore = (text: string, at: number): string => /([A-Z]+)[\W_]*$/.exec(text.slice(Math.max(0, at - 24), at))?.[1] ?? ''

function dates(text: string, book: RoleBook): void {
  for (const match of text.matchAll(datePattern)) {
    const [year, month, day] = match[1] === undefined ? [match[8], match[7], match[5]] : [match[1], match[3], match[4]]
    const full = (year ?? '').length === 2 ? `20${year}` : (year ?? '')
    const found = findDay(Number(full), Number(month), Number(day))
    if (found === null) continue
    const certain = introducesDate(wordBefore(text, match.index))
    book.set(spanOf(match), certain ? 'hard' : 'soft', 'date', found)
  }
}

/** Behind "z dnia" a date stays one when the end of a line breaks it. */
function brokenDates(text: string, book: RoleBook): void {
  for (const match of text.matchAll(/\b(?:DNIA|DN|DATA|DATED|WYST|Z)\W{0,3}(\d[\d./-]*\s{1,2}[\d./-]*\d)(?![\d]|[/-]\d)/g)) {
    const bare = (match[1] ?? '').replace(/\s/g, '')
    const parts = /^(20\d\d)[-./](\d{1,2})[-./](\d{1,2})$|^(\d{1,2})[-./](\d{1,2})[-./](20\d\d|\d\d)$/.exec(bare)
    if (parts === null) continue
    const year = parts[1] ?? ((parts[6] ?? '').length === 2 ? `20${parts[6]}` : (parts[6] ?? ''))
    const found = findDay(Number(year), Number(parts[2] ?? parts[5]), Number(parts[3] ?? parts[4]))
    const end = match.index + match[0].length
    if (found !== null) book.set({ start: end - (match[1] ?? '').length, end }, 'hard', 'date', found)
  }
}

function amounts(text: string, book: RoleBook): void {
  for (const match of text.matchAll(amountPattern)) {
    const certain = match[3] !== undefined || amountWords.test(text.slice(Math.max(0, match.index - 20), match.index))
    book.set(spanOf(match), certain ? 'hard' : 'soft', 'amount', `${(match[1] ?? '').replace(/[ .]/g, '')}.${match[2]}`)
  }
  for (const match of text.matchAll(wholeAmountPattern)) book.set(spanOf(match), 'hard', 'amount', (match[1] ?? '').replaceAll(' ', ''))
}

function identifiers(text: string, book: RoleBook, taxIds: string[]): void {
  for (const match of text.matchAll(accountPattern)) {
    if (parseIban(match[0].replaceAll(' ', '')) !== null) book.set(spanOf(match), 'hard', 'reference', 'account')
  }
  for (const match of text.matchAll(nipPattern)) {
    const nip = parseNip((match[1] ?? '').replaceAll('-', ''))
    if (nip === null) continue
    taxIds.push(nip)
    const certain = match[0].includes('-') || wordBefore(text, match.index) === 'NIP'
    book.set(spanOf(match), certain ? 'hard' : 'soft', 'tax-id', nip)
  }
}

const namesInvoice = (atom: Atom): boolean =>
  atom.text.length > 1 && !/^(NR|NO|RE|RA|DO|ZA)$/.test(atom.text) && invoiceWords.has(atom.text)

/** Numbers that follow a word such as umowa or zamówienie, with their letters and separators: `UMOWA NR U9531/2024`. */
function contracts(title: TitleText, book: RoleBook): void {
  const { atoms, text } = title
  for (const [at, atom] of atoms.entries()) {
    const next = atoms[at + 1]
    const broken = next?.digits === false && next.separator === '\n'
    const word = broken ? atom.text + next.text : atom.text
    if (atom.digits || (!introducesContract(word) && !introducesPeriod(word))) continue
    let from = broken ? at + 2 : at + 1
    while (from < atoms.length && /^(NR|NO|NUMER|Z|ZA|DNIA|KLIENTA|OD|R|ROKU)$/.test(atoms[from]?.text ?? '')) from++
    let to = from
    while (to < atoms.length && (to === from || /^[-/._\\]?$/.test(atoms[to]?.separator ?? ' '))) to++
    const first = atoms[from]
    const last = atoms[to - 1]
    if (
      first === undefined ||
      last === undefined ||
      first.start - (broken ? next.end : atom.end) > 12 ||
      !/^[\s:.#/-]*(?:[A-Z]+[\s:.#]*)*$/.test(text.slice(broken ? next.end : atom.end, first.start))
    )
      continue
    const group = atoms.slice(from, to)
    if (!group.some((each) => each.digits) || group.some((each) => namesInvoice(each))) continue
    book.set(
      { start: first.start, end: last.end },
      'contract',
      introducesPeriod(word) ? 'date' : 'contract',
      text.slice(first.start, last.end),
    )
  }
}

/** Roles of every atom of a title. `taken` spans were parsed before (KSeF number, split-payment fields) and are hard. */
export function titleRoles(
  title: TitleText,
  taken: readonly { readonly span: Span; readonly kind: MarkKind; readonly refersTo: string }[],
): Roles {
  const book = new RoleBook(title.atoms)
  const taxIds: string[] = []
  for (const each of taken) book.set(each.span, 'hard', each.kind, each.refersTo)
  if (title.atoms.some((atom) => atom.digits)) {
    identifiers(title.text, book, taxIds)
    contracts(title, book)
    dates(title.text, book)
    if (/\s\d/.test(title.text)) brokenDates(title.text, book)
    amounts(title.text, book)
  }
  return { of: book.of, marks: book.marks, taxIds }
}
