// Invoice numbers of the register as a title writes them: whole, with other separators, zeros lost, year shortened, reordered or broken by a stray blank.
import type { Book } from './book.ts'
import { invoiceWords } from './lexicon.ts'
import { fieldsKey, normalField } from './number-scheme.ts'
import type { Role } from './title-roles.ts'
import type { Atom } from './title-text.ts'

/** How the number was read, best first. */
export type ReadingVia = 'exact' | 'wrapped' | 'fields' | 'merged' | 'reordered' | 'inherited' | 'range'
/** How letters around the digits stand to the letters of the number. */
export type LettersFit = 'same' | 'missing' | 'other'

/** Atoms `from`–`to` name one of the invoices in `slots` (several when the register has the number more than once). */
export type Reading = {
  readonly slots: readonly number[]
  readonly from: number
  readonly to: number
  readonly via: ReadingVia
  readonly letters: LettersFit
  readonly role: Role
  /** The reading that this one took its year or prefix from. */
  readonly parent?: Reading
}

const joined = /^[\s]{0,2}[-/._\\:#–]?[\s]{0,2}$/
const blank = /^\s{1,2}$/
const candidateLimit = 24
const windowLimit = 6

const viaScore: Readonly<Record<ReadingVia, number>> = {
  exact: 8,
  wrapped: 7.8,
  fields: 7,
  merged: 6,
  reordered: 4,
  inherited: 5,
  range: 5,
}
const lettersScore: Readonly<Record<LettersFit, number>> = { same: 3, missing: 1, other: -4 }
const roleScore: Readonly<Record<Role, number>> = { free: 0, soft: -3, contract: -7, hard: -20 }

/** Higher is a better reading; used to choose between readings of the same atoms. */
export const readingScore = (reading: Reading): number =>
  viaScore[reading.via] + lettersScore[reading.letters] + roleScore[reading.role] + (reading.to - reading.from) * 0.5

const isGeneric = (letters: string): boolean => invoiceWords.has(letters) || letters === 'R' || letters === 'ROK' || letters === 'I'

/** The neighbouring letter groups of a number that somebody wrote as one: `FAKS1` for `FAK-S1`. */
function together(own: readonly string[], written: string): readonly string[] | null {
  if (own.length < 2 || own.includes(written)) return null
  for (let from = 0; from < own.length; from++) {
    let text = ''
    for (let to = from; to < own.length && text.length < written.length; to++) {
      text += own[to] ?? ''
      if (text === written) return own.slice(from, to + 1)
    }
  }
  return null
}

/** Letters in, before and behind the atoms, compared with the letters of the number. */
export function lettersFit(book: Book, atoms: readonly Atom[], from: number, to: number, slot: number): LettersFit {
  const own = book.fieldsOf(slot).letters
  const before = atoms[from - 1]
  const after = atoms[to + 1]
  const first = atoms[from]
  const seen: string[] = []
  for (let at = from; at <= to; at++) {
    const atom = atoms[at]
    if (atom !== undefined && !atom.digits) seen.push(atom.text)
  }
  if (first?.digits === true && before !== undefined && !before.digits && joined.test(first.separator)) {
    const glued = !/\s/.test(first.separator)
    const whole = `${atoms[from - 2]?.digits === false ? (atoms[from - 2]?.text ?? '') : ''}${before.text}`
    if (own.includes(whole) || together(own, before.text) !== null) seen.push(own.includes(whole) ? whole : before.text)
    else if (whole !== before.text && invoiceWords.has(whole)) seen.push('FV')
    else if (
      own.includes(before.text) ||
      (!isGeneric(before.text) && (book.numberLetters.has(before.text) || (glued && before.text.length <= 4)))
    )
      seen.push(before.text)
  }
  for (let at = from - 2; seen.length > 0 && at >= 0; at--) {
    const further = atoms[at]
    if (further === undefined || further.digits || !own.includes(further.text) || !joined.test(atoms[at + 1]?.separator ?? ',')) break
    seen.push(further.text)
  }
  if (after !== undefined && !after.digits && joined.test(after.separator)) {
    if (own.includes(after.text) || (/[-/]/.test(after.separator) && book.numberLetters.has(after.text) && !isGeneric(after.text)))
      seen.push(after.text)
  }
  const spelled = new Set(seen.flatMap((letters) => together(own, letters) ?? [letters]))
  for (const letters of spelled) if (!own.includes(letters) && !isGeneric(letters)) return 'other'
  if (own.every((letters) => spelled.has(letters))) return 'same'
  return book.invoices[slot]?.type === 'credit-note' ? 'other' : 'missing'
}

/** The slots whose letters fit best. */
function fitting(
  book: Book,
  atoms: readonly Atom[],
  from: number,
  to: number,
  slots: readonly number[],
): { slots: number[]; letters: LettersFit } {
  const by: Record<LettersFit, number[]> = { same: [], missing: [], other: [] }
  for (const slot of slots.slice(0, candidateLimit)) {
    if (book.invoices[slot] !== null) by[lettersFit(book, atoms, from, to, slot)].push(slot)
  }
  const letters = by.same.length > 0 ? 'same' : by.missing.length > 0 ? 'missing' : 'other'
  return { slots: by[letters], letters }
}

function worstRole(roles: readonly Role[], from: number, to: number): Role {
  let worst: Role = 'free'
  for (let at = from; at <= to; at++) {
    const role = roles[at] ?? 'free'
    if (roleScore[role] < roleScore[worst]) worst = role
  }
  return worst
}

/** Collects readings of one title. */
class Reader {
  readonly found: Reading[] = []
  readonly #book: Book
  readonly #atoms: readonly Atom[]
  readonly #roles: readonly Role[]

  constructor(book: Book, atoms: readonly Atom[], roles: readonly Role[]) {
    this.#book = book
    this.#atoms = atoms
    this.#roles = roles
  }

  #take(slots: readonly number[], from: number, to: number, via: ReadingVia): void {
    const fit = fitting(this.#book, this.#atoms, from, to, slots)
    if (fit.slots.length === 0) return
    const own = this.#book.fieldsOf(fit.slots[0] ?? 0)
    if (
      own.fields.length === 1 &&
      (this.#atoms[to]?.value.length ?? 0) < 4 &&
      fit.letters !== 'same' &&
      own.letters.some((letters) => !isGeneric(letters))
    )
      return
    const role = worstRole(this.#roles, from, to)
    const spelled = role === 'contract' && fit.letters === 'same' && own.letters.some((letters) => !isGeneric(letters))
    this.found.push({ slots: fit.slots, from, to, via, letters: fit.letters, role: spelled ? 'free' : role })
  }

  /** A separator in the title must stand where the number has a break: FV/1120/25 is not FV/11/2025. A blank may be one too many, a break may be left out. */
  #groupsAgree(slot: number, from: number, to: number): boolean {
    const breaks = new Set<number>()
    let length = 0
    for (const group of this.#book.invoices[slot]?.number.match(/\d+/g) ?? []) {
      length += group.length
      breaks.add(length)
    }
    length = 0
    for (let at = from; at <= to; at++) {
      const atom = this.#atoms[at]
      if (atom === undefined) continue
      if (at > from && length > 0 && /[^\s]/.test(atom.separator) && !breaks.has(length)) return false
      if (atom.digits) length += atom.text.length
    }
    return true
  }

  /** Letters and digits joined, whatever stands between them: also a number broken by a line end. */
  whole(from: number): void {
    let text = ''
    let digits = 0
    for (let to = from; to < Math.min(this.#atoms.length, from + this.#book.longest + 3); to++) {
      const atom = this.#atoms[to]
      if (atom === undefined || this.#roles[to] === 'hard' || (to > from && !joined.test(atom.separator))) return
      text += atom.text
      if (atom.digits) digits += atom.text.length
      if (digits === 0 || text.length < 2) continue
      const slots = this.#book.byExact.get(text).filter((slot) => this.#groupsAgree(slot, from, to))
      if (slots.length > 0 && (digits >= 4 || text.length > digits || to === from))
        this.#take(slots, from, to, text.length > digits ? 'exact' : 'fields')
    }
  }

  /** Digit groups, zeros and century dropped, in any order; a blank within a group may be one too many. */
  groups(from: number): void {
    const groups: string[] = []
    const gaps: number[] = []
    for (let to = from; to < Math.min(this.#atoms.length, from + windowLimit * 2); to++) {
      const atom = this.#atoms[to]
      if (atom === undefined || this.#roles[to] === 'hard' || (to > from && !joined.test(atom.separator))) return
      if (!atom.digits) {
        if (!this.#book.numberLetters.has(atom.text) || (isGeneric(atom.text) && /\s/.test(atom.separator))) return
        continue
      }
      if (to > from && blank.test(atom.separator) && this.#atoms[to - 1]?.digits === true) gaps.push(groups.length)
      groups.push(atom.text)
      if (groups.length > windowLimit) return
      this.#look(groups, from, to)
      for (const gap of gaps) {
        const merged = [...groups.slice(0, gap - 1), `${groups[gap - 1] ?? ''}${groups[gap] ?? ''}`, ...groups.slice(gap + 1)]
        this.#look(merged, from, to, this.#lineEnds(from, gap, to) ? 'wrapped' : 'merged')
      }
    }
  }

  /** Running number, month and year written as one group: `0192025`, `20251207`. */
  glued(at: number): void {
    const text = this.#atoms[at]?.text ?? ''
    if (text.length < 5 || text.length > 13) return
    const cuts: (readonly string[])[] = []
    const tail = /^(\d+?)(0[1-9]|1[0-2])?(20\d\d)$/.exec(text)
    const head = /^(20\d\d)(0[1-9]|1[0-2])?(\d+)$/.exec(text)
    if (tail !== null) cuts.push([text.slice(0, -4), text.slice(-4)], [tail[1] ?? '', tail[2] ?? '', tail[3] ?? ''])
    if (head !== null) cuts.push([text.slice(0, 4), text.slice(4)], [head[1] ?? '', head[2] ?? '', head[3] ?? ''])
    for (const cut of cuts) if (cut.every((group) => group !== '')) this.#look(cut, at, at, 'merged')
    const short = /^(\d{2,})(2\d)$/.exec(text)
    if (short?.[1] !== undefined && short[2] !== undefined && this.#atoms[at - 1]?.digits === false && this.#atoms[at]?.separator === '')
      this.#look([short[1], short[2]], at, at, 'merged')
  }

  /** True when the blank before the digit group `gap` stands where a bank ends its 35-character lines. */
  #lineEnds(from: number, gap: number, to: number): boolean {
    let group = -1
    for (let at = from; at <= to; at++) {
      const atom = this.#atoms[at]
      if (atom?.digits !== true || ++group !== gap) continue
      return atom.separator.includes('\n') || (atom.start - 1) % 36 === 35 || (atom.start - 1) % 35 === 0
    }
    return false
  }

  #look(groups: readonly string[], from: number, to: number, broken: 'wrapped' | 'merged' | null = null): void {
    if (!this.#book.fieldCounts.has(groups.length)) return
    const fields = groups.map(normalField)
    const slots = this.#book.byFields.get(fieldsKey(fields))
    if (slots.length === 0) return
    const ordered: number[] = []
    const others: number[] = []
    for (const slot of slots.slice(0, candidateLimit)) {
      const own = this.#book.fieldsOf(slot).fields
      if (own.every((field, at) => field === fields[at])) ordered.push(slot)
      else others.push(slot)
    }
    if (ordered.length > 0) this.#take(ordered, from, to, broken ?? 'fields')
    else if (broken === null && others.length > 0) this.#take(others, from, to, 'reordered')
  }
}

/** The best readings of a title that do not overlap, in the order of the title. */
export function readNumbers(book: Book, atoms: readonly Atom[], roles: readonly Role[]): Reading[] {
  const reader = new Reader(book, atoms, roles)
  for (const [at, atom] of atoms.entries()) {
    if (roles[at] === 'hard') continue
    reader.whole(at)
    if (!atom.digits) continue
    reader.groups(at)
    reader.glued(at)
  }
  const taken = new Uint8Array(atoms.length)
  const kept: Reading[] = []
  for (const reading of reader.found.sort((a, b) => readingScore(b) - readingScore(a) || a.from - b.from || b.to - a.to)) {
    if (taken.subarray(reading.from, reading.to + 1).some((used) => used === 1)) continue
    taken.fill(1, reading.from, reading.to + 1)
    kept.push(reading)
  }
  return kept.sort((a, b) => a.from - b.from)
}
