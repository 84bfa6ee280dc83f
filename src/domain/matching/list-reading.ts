// Lists and ranges in a title whose members take the year, month or prefix from a number written in full: `12, 15 i 18/11/2025`, `120-123/2025`.
import type { Book } from './book.ts'
import { invoiceWords } from './lexicon.ts'
import type { Reading } from './number-reading.ts'
import { fieldsKey } from './number-scheme.ts'
import type { Role } from './title-roles.ts'
import type { Atom } from './title-text.ts'

const listSeparator = /^\s*[,;+&/]?\s*$/
const rangeSeparator = /^\s*(-|\.\.+|–)\s*$/
const conjunctions = new Set(['I', 'ORAZ', 'AND', 'A', 'NR', 'U'])
const rangeWords = new Set(['DO', 'TO'])
const rangeLimit = 60

/** Slots with the number of `slot` but another running number (and month), same letters. */
function siblings(book: Book, slot: number, run: string, month: string | null): number[] {
  const own = book.fieldsOf(slot)
  if (own.run < 0) return []
  const fields = [...own.fields]
  fields[own.run] = run
  if (month !== null) {
    if (own.month < 0) return []
    fields[own.month] = month
  }
  const letters = own.letters.join(' ')
  return book.byFields
    .get(fieldsKey(fields))
    .filter((other) => {
      if (book.invoices[other] === null) return false
      const theirs = book.fieldsOf(other)
      return theirs.fields.every((field, at) => field === fields[at]) && theirs.letters.join(' ') === letters
    })
    .slice(0, 8)
}

/** What stands between two atoms of a list: nothing that a list would not have. */
function link(atoms: readonly Atom[], left: number, right: number): 'list' | 'range' | 'blank' | null {
  let range = false
  let strong = false
  for (let at = left + 1; at <= right; at++) {
    const atom = atoms[at]
    if (atom === undefined) return null
    if (rangeSeparator.test(atom.separator)) range = true
    else if (!listSeparator.test(atom.separator) && !(at < right && /^[\s,;:.]*$/.test(atom.separator))) return null
    if (/[,;+&]/.test(atom.separator)) strong = true
    if (at === right) break
    if (atom.digits) return null
    if (rangeWords.has(atom.text)) range = true
    else if (conjunctions.has(atom.text)) strong = true
    else if (!invoiceWords.has(atom.text) && !(atom.text === 'FV')) return null
  }
  return range ? 'range' : strong ? 'list' : 'blank'
}

const union = (rows: readonly (readonly number[])[]): number[] => [...new Set(rows.flat())].slice(0, 8)

/** The running numbers that a short token may stand for after `full`: itself, or with the leading digits of `full` (`1001, 02`). */
function runsOf(token: string, value: string, full: string): string[] {
  return token.length < full.length ? [value, full.slice(0, full.length - token.length) + token] : [value]
}

type Walk = { readonly book: Book; readonly atoms: readonly Atom[]; readonly roles: readonly Role[]; readonly taken: Uint8Array }

function nextDigits(walk: Walk, from: number, step: 1 | -1): number {
  for (let at = from + step; at >= 0 && at < walk.atoms.length && Math.abs(at - from) <= 3; at += step) {
    if (walk.taken[at] === 1) return -1
    if (walk.atoms[at]?.digits === true) return walk.roles[at] === 'hard' ? -1 : at
  }
  return -1
}

/** Members between two running numbers of a range, both ends left out. */
function between(walk: Walk, parent: Reading, a: string, b: string): number[] {
  const [low, high] = Number(a) < Number(b) ? [Number(a), Number(b)] : [Number(b), Number(a)]
  if (!Number.isSafeInteger(high) || high - low > rangeLimit) return []
  const slots: number[] = []
  for (let run = low + 1; run < high; run++)
    for (const slot of parent.slots.slice(0, 2)) slots.push(...siblings(walk.book, slot, run.toString(), null))
  return [...new Set(slots)]
}

function member(walk: Walk, parent: Reading, at: number, step: 1 | -1, near: number): Reading[] {
  const atom = walk.atoms[at]
  if (atom === undefined) return []
  const kind = step === 1 ? link(walk.atoms, near, at) : link(walk.atoms, at, near)
  if (kind === null) return []
  const beside = walk.atoms[at + 1]
  const pair = beside?.digits === true && walk.taken[at + 1] !== 1 && /^\s?[/.]\s?$/.test(beside.separator) && kind !== 'range'
  const owns = parent.slots.map((slot) => ({ slot, fields: walk.book.fieldsOf(slot) }))
  const slots = union(
    owns.map(({ slot, fields }) => {
      const full = fields.fields[fields.run] ?? ''
      if (pair) return siblings(walk.book, slot, atom.value, beside.value)
      for (const run of runsOf(atom.text, atom.value, full)) {
        const hits = siblings(walk.book, slot, run, null)
        if (hits.some((hit) => kind !== 'blank' || walk.book.customerOf[hit] === walk.book.customerOf[slot])) return hits
      }
      return []
    }),
  )
  if (slots.length === 0) return []
  const to = pair ? at + 1 : at
  const reading: Reading = { slots, from: at, to, via: 'inherited', letters: parent.letters, role: walk.roles[at] ?? 'free', parent }
  if (kind !== 'range') return [reading]
  const own = owns[0]
  const first = walk.book.fieldsOf(slots[0] ?? 0)
  const inner = own === undefined ? [] : between(walk, parent, own.fields.fields[own.fields.run] ?? '', first.fields[first.run] ?? '')
  return [
    reading,
    ...inner.map(
      (slot): Reading => ({ slots: [slot], from: at, to, via: 'range', letters: parent.letters, role: walk.roles[at] ?? 'free', parent }),
    ),
  ]
}

/** Readings that the full ones lend their missing parts to; `full` stays as it is. */
export function readLists(book: Book, atoms: readonly Atom[], roles: readonly Role[], full: readonly Reading[]): Reading[] {
  const walk: Walk = { book, atoms, roles, taken: new Uint8Array(atoms.length) }
  for (const reading of full) walk.taken.fill(1, reading.from, reading.to + 1)
  const found: Reading[] = []
  for (const parent of full) {
    if (parent.letters === 'other' || parent.role === 'contract') continue
    for (const step of [-1, 1] as const) {
      let near = step === 1 ? parent.to : parent.from
      let lender = parent
      for (;;) {
        let at = nextDigits(walk, near, step)
        if (
          at > 0 &&
          step === -1 &&
          walk.atoms[at - 1]?.digits === true &&
          /^\s?[/.]\s?$/.test(walk.atoms[at]?.separator ?? '') &&
          walk.taken[at - 1] !== 1
        )
          at--
        const members = at < 0 ? [] : member(walk, lender, at, step, near)
        const first = members[0]
        if (first === undefined) break
        walk.taken.fill(1, first.from, first.to + 1)
        found.push(...members)
        near = step === 1 ? first.to : first.from
        if (first.via === 'inherited' && first.from !== first.to) lender = { ...first, letters: parent.letters }
      }
    }
  }
  return found
}
