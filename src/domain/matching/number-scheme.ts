// How a seller numbers his invoices, learnt from the numbers themselves: which part is the year, the month, the running number.
import { type Day, monthOf, yearOf } from '#values/day'
import { type NumberPart, numberParts, withoutLeadingZeros } from '#values/invoice-number'
import { withoutConfusedDigits } from './title-text.ts'

/** An invoice number taken apart: `fields` are its digit groups without zeros, years as two digits; indexes are −1 where the scheme has no such part. */
export type NumberFields = {
  readonly fields: readonly string[]
  readonly run: number
  readonly year: number
  readonly month: number
  readonly letters: readonly string[]
  /** Digits of the running number as the seller writes it. */
  readonly runWidth: number
}

/** How a long group is glued together: digits of year and month in front of or behind the running number. */
const gluedForms = ['YYYYMM', 'YYYY', 'YYMM', 'YY', '-MMYYYY', '-YYYY', '-MMYY'] as const
type Glued = (typeof gluedForms)[number]

type Position = { year: number; month: number; changes: number; last: string; readonly glued: Map<Glued, number> }
type Shape = { count: number; readonly positions: Position[]; roles: Roles | null; rolesAt: number }
type Roles = { readonly year: number; readonly month: number; readonly run: number; readonly glued: readonly (Glued | null)[] }

const pad2 = (value: number): string => value.toString().padStart(2, '0')

function gluedText(form: Glued, year: number, month: number): string {
  return form
    .replace('-', '')
    .replace('YYYY', year.toString())
    .replace('YY', pad2(year % 100))
    .replace('MM', pad2(month))
}

const shortYear = (field: string): string =>
  field.length === 4 && (field.startsWith('20') || field.startsWith('19')) ? withoutLeadingZeros(field.slice(2)) : field

/** A digit group as a key knows it: no leading zeros, a year as two digits. */
export const normalField = (digits: string): string => shortYear(withoutLeadingZeros(digits))

/** The same key for the same digit groups in any order. */
export const fieldsKey = (fields: readonly string[]): string => (fields.length === 1 ? (fields[0] ?? '') : [...fields].sort().join('|'))

function bestPosition(shape: Shape, hits: (position: Position) => number, taken: ReadonlySet<number>): number {
  let best = -1
  for (const [at, position] of shape.positions.entries()) {
    if (taken.has(at) || hits(position) < shape.count * 0.8) continue
    if (best === -1 || hits(position) >= hits(shape.positions[best] ?? position)) best = at
  }
  return best
}

function rolesOf(shape: Shape): Roles {
  const taken = new Set<number>()
  const glued = shape.positions.map((position) => gluedForms.find((form) => (position.glued.get(form) ?? 0) >= shape.count * 0.9) ?? null)
  for (const [at, form] of glued.entries()) if (form !== null) taken.add(at)
  const hasGluedRun = taken.size > 0
  const year = hasGluedRun ? -1 : bestPosition(shape, (position) => position.year, taken)
  if (year >= 0) taken.add(year)
  const month = shape.positions.length - taken.size > 1 ? bestPosition(shape, (position) => position.month, taken) : -1
  if (month >= 0) taken.add(month)
  let run = -1
  for (const [at, position] of shape.positions.entries()) {
    if (taken.has(at) && !(hasGluedRun && glued[at] !== null)) continue
    if (run === -1 || position.changes > (shape.positions[run]?.changes ?? 0)) run = at
  }
  return { year, month, run, glued }
}

/** The schemes of one company. */
export class NumberSchemes {
  readonly #shapes = new Map<string, Shape>()

  #shape(parts: readonly NumberPart[]): Shape {
    const key = parts.map((part) => (part.digits ? (part.text.length >= 6 ? '9+' : '9') : 'A')).join(' ')
    let shape = this.#shapes.get(key)
    if (shape === undefined) {
      shape = { count: 0, positions: [], roles: null, rolesAt: 0 }
      this.#shapes.set(key, shape)
    }
    return shape
  }

  /** Takes one more number of the seller into account. */
  learn(number: string, issueOn: Day): void {
    const parts = numberParts(withoutConfusedDigits(number))
    const shape = this.#shape(parts)
    shape.count++
    const year = yearOf(issueOn)
    const month = monthOf(issueOn)
    let at = 0
    for (const part of parts) {
      if (!part.digits) continue
      const position = shape.positions[at] ?? { year: 0, month: 0, changes: 0, last: '', glued: new Map() }
      shape.positions[at] = position
      at++
      const text = part.text
      if ((text.length === 4 && Math.abs(Number(text) - year) <= 1) || (text.length === 2 && Number(text) === year % 100)) position.year++
      if (text.length <= 2 && Number(text) === month) position.month++
      if (text !== position.last) position.changes++
      position.last = text
      if (text.length < 5) continue
      for (const form of gluedForms) {
        const expected = gluedText(form, year, month)
        if (text.length > expected.length && (form.startsWith('-') ? text.endsWith(expected) : text.startsWith(expected))) {
          position.glued.set(form, (position.glued.get(form) ?? 0) + 1)
        }
      }
    }
  }

  #roles(shape: Shape): Roles {
    if (shape.roles === null || shape.count >= shape.rolesAt * 2) {
      shape.roles = rolesOf(shape)
      shape.rolesAt = shape.count
    }
    return shape.roles
  }

  /** Takes a number of the seller apart by what was learnt so far. */
  fieldsOf(number: string): NumberFields {
    const parts = numberParts(withoutConfusedDigits(number))
    const roles = this.#roles(this.#shape(parts))
    const fields: string[] = []
    const letters: string[] = []
    let run = -1
    let year = -1
    let month = -1
    let runWidth = 0
    let at = -1
    for (const part of parts) {
      if (!part.digits) {
        letters.push(part.text)
        continue
      }
      at++
      const form = roles.glued[at] ?? null
      if (form === null) {
        if (at === roles.year) year = fields.length
        if (at === roles.month) month = fields.length
        if (at === roles.run) {
          run = fields.length
          runWidth = part.text.length
        }
        fields.push(normalField(part.text))
        continue
      }
      const width = form.replace('-', '').length
      const behind = form.startsWith('-')
      const stamp = behind ? part.text.slice(-width) : part.text.slice(0, width)
      const running = behind ? part.text.slice(0, -width) : part.text.slice(width)
      if (behind) {
        run = fields.length
        fields.push(withoutLeadingZeros(running))
      }
      for (const piece of form.replace('-', '').match(/YYYY|YY|MM/g) ?? []) {
        const from = form.replace('-', '').indexOf(piece)
        if (piece === 'MM') month = fields.length
        else year = fields.length
        fields.push(normalField(stamp.slice(from, from + piece.length)))
      }
      if (!behind) {
        run = fields.length
        fields.push(withoutLeadingZeros(running))
      }
      runWidth = running.length
    }
    return { fields, run, year, month, letters, runWidth }
  }
}
