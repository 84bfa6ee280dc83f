// Titles and amounts of payments before they get a payer and a day: lists, ranges, KSeF numbers, titles without a number.
import type { CaseCustomer, CaseInvoice } from './case-types.ts'
import { variantOf } from './handwriting.ts'
import type { Random } from './random.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Seller } from './world.ts'

export type Allocation = { readonly invoiceId: string; readonly amount: number }
export type Draft = {
  readonly category: string
  readonly title: string
  readonly amount: number
  readonly allocations: readonly Allocation[]
  readonly days: number
  readonly payerName?: string
  readonly payerAccount?: string
  readonly currency?: string
  readonly amountsMatter?: boolean
  readonly source?: 'gateway'
  readonly gatewayReference?: string
  readonly payerEmail?: string
  readonly anonymous?: true
}

export const whole = (invoices: readonly CaseInvoice[]): Allocation[] =>
  invoices.map((invoice) => ({ invoiceId: invoice.id, amount: invoice.total }))
const sum = (invoices: readonly CaseInvoice[]): number => invoices.reduce((total, invoice) => total + invoice.total, 0)
export const monthNames = [
  'styczeń',
  'luty',
  'marzec',
  'kwiecień',
  'maj',
  'czerwiec',
  'lipiec',
  'sierpień',
  'wrzesień',
  'październik',
  'listopad',
  'grudzień',
]

/** What one customer's payments are made with. */
export type Desk = {
  readonly random: Random
  readonly words: Vocabulary
  readonly seller: Seller
  readonly customer: CaseCustomer
  readonly party: string
  readonly partyAccount: string
  readonly last: { number: string; total: number }
  readonly skipped: Map<number, CaseInvoice[]>
}

export function around(desk: Desk, number: string): string {
  const { random, words } = desk
  const dated = random.chance(0.08) ? random.pick([' z dnia 12.03.2025', ' z dn. 2025-04-07', ' z 05-06-2025']) : ''
  const contract = random.chance(0.07)
    ? ` ${random.pick(words.contracts)} ${random.pick(['', 'U', 'K'])}${random.between(100, 9_999)}/${random.between(2022, 2026)}`
    : ''
  const tail = random.chance(0.25) ? ` ${random.pick(words.after)}` : ''
  return random.chance(0.15) ? `${number}${dated}${contract}${tail}` : `${random.pick(words.before)} ${number}${dated}${contract}${tail}`
}

/** The part of a number that changes within a month, and what surrounds it: null when they cannot be told apart. */
function runPlace(a: string, b: string): { head: string; runs: readonly [string, string]; tail: string } | null {
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  while (from > 0 && /\d/.test(a[from - 1] ?? '')) from--
  let tail = 0
  while (tail < Math.min(a.length, b.length) - from && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  while (tail > 0 && /\d/.test(a[a.length - tail] ?? '') && /\d/.test(a[a.length - tail - 1] ?? '')) tail--
  const runs = [a.slice(from, a.length - tail), b.slice(from, b.length - tail)] as const
  return runs.every((run) => /^\d{1,6}$/.test(run)) ? { head: a.slice(0, from), runs, tail: a.slice(a.length - tail) } : null
}

export function several(desk: Desk, group: readonly CaseInvoice[], credit: CaseInvoice | null): Draft {
  const { random, words } = desk
  const numbers = group.map((invoice) => (random.chance(0.3) ? variantOf(random, invoice.number) : invoice.number))
  const link = random.pick(words.listLinks)
  const amount = sum(group)
  const base = { amount, allocations: whole(group), days: random.between(5, 30) }
  if (credit !== null && amount + credit.total > 0) {
    const listed = random.chance(0.75)
    return {
      ...base,
      category: listed ? 'many-less-credit' : 'credit-unlisted',
      amount: amount + credit.total,
      allocations: whole([...group, credit]),
      title: around(desk, numbers.join(link)) + (listed ? ` ${random.pick(words.lessWords)} ${credit.number}` : ''),
    }
  }
  if (group.length === 1) return { ...base, category: 'exact', title: around(desk, numbers[0] ?? '') }
  const [a, b] = group
  const place = a === undefined || b === undefined ? null : runPlace(a.number, b.number)
  if (group.length === 2 && place !== null && random.chance(0.4))
    return { ...base, category: 'many-inherited', title: around(desk, place.head + place.runs.join(link) + place.tail) }
  const last = group.at(-1)
  const end = a === undefined || last === undefined ? null : runPlace(a.number, last.number)
  if (group.length > 2 && end !== null && Number(end.runs[1]) - Number(end.runs[0]) === group.length - 1 && random.chance(0.5)) {
    return {
      ...base,
      category: 'many-range',
      title: around(desk, `${end.head}${end.runs.join(random.pick(['-', ' - ', ' do ']))}${end.tail}`),
    }
  }
  if (random.chance(0.25)) return unnamed(desk, { ...base, category: 'many-unlisted', title: random.pick(words.blank) }, group)
  return { ...base, category: 'many-listed', title: around(desk, numbers.join(link)) }
}

export function ksefTitle(random: Random, invoice: CaseInvoice): { title: string; category: string } {
  const number = invoice.ksefNumber ?? ''
  if (random.chance(0.25)) {
    const at = random.between(20, 31)
    return {
      category: 'ksef-damaged',
      title: number.slice(0, at) + random.pick(['0', 'A', '7', 'F'].filter((each) => each !== number[at])) + number.slice(at + 1),
    }
  }
  return {
    category: 'ksef-number',
    title: random.pick([
      number,
      number.toLowerCase(),
      number.replaceAll('-', ''),
      `KSeF: ${number}`,
      `nr KSeF ${number} ${invoice.number}`,
      `${number.slice(0, 19)} ${number.slice(19)}`,
    ]),
  }
}

/** Without a number an older debt of the same amount is meant by law (civil code, art. 451 § 3): most payers then write the number, the rest stand apart. */
export function unnamed(desk: Desk, draft: Draft, group: readonly CaseInvoice[]): Draft {
  if (!group.some((invoice) => desk.skipped.has(invoice.total))) return draft
  const only = group.length === 1 ? group[0] : undefined
  const older = only === undefined ? undefined : desk.skipped.get(only.total)
  const oldest = older?.shift()
  if (only === undefined || older === undefined || oldest === undefined || desk.random.chance(0.9)) {
    if (oldest !== undefined) older?.unshift(oldest)
    return {
      ...draft,
      category: group.length > 1 ? 'many-listed' : 'exact',
      title: around(desk, group.map((invoice) => invoice.number).join(', ')),
    }
  }
  older.push(only)
  return { ...draft, category: 'blank-after-skip', title: desk.random.pick(desk.words.blank), allocations: whole([oldest]) }
}
