// What a payment may mean when its title names no invoice in full: the amount, parts of numbers, slips, sets, and at last the oldest debt.
import { monthKey, monthOf } from '#values/day'
import { formatDecimal } from '#values/decimal'
import { money } from '#values/money'
import { saysAdvance, saysAll } from './lexicon.ts'
import { partMentions } from './mentions.ts'
import { typoEvidence } from './number-typo.ts'
import { type CustomerCase, issuedBy, openOf, type Part, undecidedBefore } from './proposal.ts'
import { subsetSums } from './subset-sum.ts'
import type { Evidence } from './types.ts'
import { amountWeight, type Draft } from './weigh.ts'

const equalLimit = 40
const setPoolLimit = 60

const evidence = (kind: Evidence['kind'], weight: number, because: string, facts: Evidence['facts'] = {}): Evidence => ({
  kind,
  weight,
  because,
  facts,
})

const dueOf = (at: CustomerCase, slot: number): string => {
  const invoice = at.view.book.invoices[slot]
  return invoice?.dueOn ?? invoice?.issueOn ?? ''
}

/** A suggestion for another payment waits for this invoice. */
const waits = (at: CustomerCase, slot: number): boolean => at.view.pending.has(slot)

/** True when a later invoice of the same total was settled while this one stayed open: whoever pays now may well have forgotten it again. */
function wasSkipped(at: CustomerCase, slot: number): boolean {
  const invoice = at.view.book.invoices[slot]
  if (invoice === null || invoice === undefined) return false
  const all = at.view.book.customers[at.customer]?.slots ?? []
  return (
    all.length <= 2_000 &&
    all.some((other) => {
      const later = at.view.book.invoices[other]
      return (
        later !== null &&
        later !== undefined &&
        at.view.open[other] === 0 &&
        (at.view.settledOn.get(other) ?? '') <= at.payment.bookedOn &&
        later.issueOn > invoice.issueOn &&
        later.total.minor === invoice.total.minor
      )
    })
  )
}

/** How well the months that the title names fit an invoice: its own month, or the one before (services billed later). */
function monthFit(at: CustomerCase, slot: number): number {
  if (at.title.months.length === 0) return 0
  const month = monthOf(at.view.book.invoices[slot]?.issueOn ?? at.payment.bookedOn)
  if (at.title.months.includes(month)) return 2
  return at.title.months.includes(month === 1 ? 12 : month - 1) ? 1 : 0
}

/** A slip whose other parts also fit is the likelier for it. */
function stronger(part: Evidence | null, slip: Evidence | null): Evidence | null {
  if (part === null || slip === null) return part ?? slip
  return { ...slip, weight: Math.min(5, Math.max(part.weight, slip.weight) + 1.3) }
}

/** Invoices of exactly the amount, each with the part or the slip of its number that the title holds. */
function equalAmounts(at: CustomerCase, parts: ReadonlyMap<number, Evidence>): Draft[] {
  const equal = withoutProformas(
    at,
    at.openSlots.filter((slot) => openOf(at, slot) === at.amount && !at.mentions.has(slot)),
  )
  if (equal.length === 0) return []
  const rows = equal
    .slice(0, equalLimit)
    .map((slot) => ({ slot, extra: stronger(parts.get(slot) ?? null, typoEvidence(at.view.book, at.title, slot)) }))
    .filter((row) => row.extra !== null || issuedBy(at, row.slot))
    .map((row) => ({
      ...row,
      weight: row.extra?.weight ?? 0,
      month: monthFit(at, row.slot),
      skipped: equal.length > 1 && wasSkipped(at, row.slot),
    }))
    .sort(
      (a, b) =>
        b.weight - a.weight ||
        Number(waits(at, a.slot)) - Number(waits(at, b.slot)) ||
        Number(b.month === 2) - Number(a.month === 2) ||
        b.month - a.month ||
        (dueOf(at, a.slot) < dueOf(at, b.slot) ? -1 : dueOf(at, a.slot) > dueOf(at, b.slot) ? 1 : 0) ||
        a.slot - b.slot,
    )
  const best = rows[0]
  if (best === undefined) return []
  const open = at.openSlots.length
  const alone = rows.length === 1
  const second = rows[1]
  const ahead = second === undefined || best.weight - second.weight >= 1.2
  const base = amountWeight(at.amount, open)
  const doubtful =
    !ahead &&
    best.weight === 0 &&
    (rows.some((row) => waits(at, row.slot)) ||
      (!(best.month === 2 && second !== undefined && second.month < 2) &&
        (rows.some((row) => row.skipped) ||
          undecidedBefore(
            at,
            rows.map((row) => row.slot),
          ))))
  return rows.slice(0, 3).map((row, rank): Draft => {
    const first = rank === 0
    const chosen = first && !doubtful && (alone || ahead || row.weight === 0)
    const weight = first ? base - (alone || ahead ? 0 : 0.3) : base - (doubtful ? 1 + rank * 0.7 : 6.5)
    return {
      kind: 'exact',
      parts: [{ slot: row.slot, minor: at.amount }],
      rest: 0,
      fit: 'exact',
      unique: chosen,
      amountEvidence: evidence(
        'amount',
        weight,
        alone ? 'amount.exact' : row.weight > 0 ? 'amount.exact' : first && row.month > 0 ? 'amount.exact-of-month' : 'amount.exact-oldest',
      ),
      ...(row.extra === null ? {} : { extra: [row.extra] }),
      ...(alone || ahead ? {} : { against: [evidence('rival', -0.1, 'amount.rival', { count: rows.length })] }),
    }
  })
}

/** A proforma is no debt: it counts only where no invoice has the amount. */
function withoutProformas(at: CustomerCase, slots: readonly number[]): readonly number[] {
  const owed = slots.filter((slot) => at.view.book.invoices[slot]?.type !== 'proforma')
  return owed.length > 0 && !saysAdvance.test(at.title.title.text) ? owed : slots
}

/** A set that a person would pick: all that is open, the oldest ones, one month, one day. */
function isNatural(at: CustomerCase, pool: readonly number[], chosen: readonly number[]): boolean {
  if (chosen.length === pool.length) return true
  const months = new Set(chosen.map((slot) => monthKey(at.view.book.invoices[slot]?.issueOn ?? at.payment.bookedOn)))
  const inMonths = (slot: number): boolean => months.has(monthKey(at.view.book.invoices[slot]?.issueOn ?? at.payment.bookedOn))
  if (months.size === 1 && pool.filter(inMonths).length === chosen.length) return true
  const days = new Set(chosen.map((slot) => at.view.book.invoices[slot]?.issueOn))
  if (
    days.size === 1 &&
    pool.filter((slot) => days.has(at.view.book.invoices[slot]?.issueOn ?? at.payment.bookedOn)).length === chosen.length
  )
    return true
  const lastDue =
    chosen
      .map((slot) => dueOf(at, slot))
      .sort()
      .at(-1) ?? ''
  return pool.every((slot) => chosen.includes(slot) || dueOf(at, slot) >= lastDue)
}

/** True when an open invoice of the same amount as a chosen one was left out: which of them is meant stays open. */
const hasTwins = (at: CustomerCase, pool: readonly number[], chosen: readonly number[]): boolean =>
  pool.some((slot) => !chosen.includes(slot) && chosen.some((other) => openOf(at, other) === openOf(at, slot)))

/** The same amounts taken from the newest invoices instead of the oldest. */
function newestTwins(at: CustomerCase, pool: readonly number[], chosen: readonly number[]): number[] {
  const wanted = new Map<number, number>()
  for (const slot of chosen) wanted.set(openOf(at, slot), (wanted.get(openOf(at, slot)) ?? 0) + 1)
  const picked: number[] = []
  for (const slot of pool.toReversed()) {
    const left = wanted.get(openOf(at, slot)) ?? 0
    if (left === 0) continue
    wanted.set(openOf(at, slot), left - 1)
    picked.push(slot)
  }
  return picked.reverse()
}

/** Sets of open invoices with the sum of the payment; unique only when every subset was looked at. */
function sets(at: CustomerCase, parts: ReadonlyMap<number, Evidence>): Draft[] {
  const pool = at.openSlots
    .filter((slot) => issuedBy(at, slot) && !waits(at, slot) && at.view.book.invoices[slot]?.type !== 'proforma')
    .slice(0, setPoolLimit)
  if (pool.length < 2) return []
  const { solutions, exhaustive } = subsetSums(
    pool.map((slot) => openOf(at, slot)),
    at.amount,
  )
  const choices = solutions.filter((solution) => solution.length > 1).map((solution) => solution.map((index) => pool[index] ?? -1))
  const ambiguous =
    choices.some(
      (slots) =>
        hasTwins(at, pool, slots) &&
        pool.some((slot) => slots.some((other) => openOf(at, other) === openOf(at, slot)) && wasSkipped(at, slot)),
    ) || choices.some((slots) => hasTwins(at, pool, slots) && undecidedBefore(at, slots))
  const rows = [...choices, ...(ambiguous ? choices.map((slots) => newestTwins(at, pool, slots)) : [])].map((slots) => {
    const extra = slots.map((slot) => parts.get(slot)).filter((each) => each !== undefined)
    return { slots, natural: isNatural(at, pool, slots), extra, named: extra.length === slots.length }
  })
  const rank = (row: (typeof rows)[number]): number => (row.named ? 4 : 0) + (row.natural ? 2 : 0) - row.slots.length * 0.01
  rows.sort((a, b) => rank(b) - rank(a))
  const naturals = rows.filter((row) => row.natural).length
  const alone = exhaustive && solutions.length === 1 && !ambiguous
  const many = 2 ** Math.min(pool.length, 40)
  return rows.slice(0, 3).map((row, at2): Draft => {
    const luck = amountWeight(at.amount, row.natural ? 3 * pool.length : many) - (row.natural ? 0 : 0.5)
    const weight = alone
      ? Math.max(luck, 0)
      : row.natural && naturals === 1
        ? Math.max(0, amountWeight(at.amount, 3 * pool.length) - 1.2)
        : Math.max(0, luck - 1.5) - at2
    const unique = alone || (row.natural && naturals === 1 && exhaustive && at2 === 0 && !ambiguous) || (row.named && at2 === 0)
    return {
      kind: 'set',
      parts: row.slots.map((slot) => ({ slot, minor: openOf(at, slot) })),
      rest: 0,
      fit: 'exact',
      unique,
      amountEvidence: evidence('set', weight, alone ? 'amount.set-unique' : 'amount.set-chosen', { count: row.slots.length }),
      extra: row.extra,
      ...(alone
        ? {}
        : {
            against: [
              evidence(exhaustive ? 'rival' : 'budget', -0.5, exhaustive ? 'amount.not-unique' : 'budget.stopped', {
                count: solutions.length,
              }),
            ],
          }),
    }
  })
}

/** Part of the one invoice that a part of a number points to. */
function partOfNamed(at: CustomerCase, parts: ReadonlyMap<number, Evidence>): Draft[] {
  const [best, second] = [...parts].sort((a, b) => b[1].weight - a[1].weight)
  if (best === undefined || (second !== undefined && best[1].weight - second[1].weight < 1) || openOf(at, best[0]) <= at.amount) return []
  return [
    {
      kind: 'partial',
      parts: [{ slot: best[0], minor: at.amount }],
      rest: 0,
      fit: 'part',
      unique: second === undefined,
      amountEvidence: evidence('amount', 0.5, 'amount.part', {
        missing: formatDecimal(money(BigInt(openOf(at, best[0]) - at.amount), at.payment.amount.currency)),
        currency: at.payment.amount.currency,
      }),
      extra: [best[1]],
    },
  ]
}

/** Without any indication the debt due longest is paid first (civil code, art. 451 § 3). */
function oldestFirst(at: CustomerCase): Draft[] {
  const due = at.openSlots
    .filter((slot) => issuedBy(at, slot) && openOf(at, slot) > 0 && at.view.book.invoices[slot]?.type !== 'proforma')
    .sort((a, b) => (dueOf(at, a) < dueOf(at, b) ? -1 : dueOf(at, a) > dueOf(at, b) ? 1 : a - b))
  const parts: Part[] = []
  let left = at.amount
  for (const slot of due) {
    if (left <= 0 || parts.length >= setPoolLimit) break
    const minor = Math.min(left, openOf(at, slot))
    parts.push({ slot, minor })
    left -= minor
  }
  if (parts.length === 0) return []
  const all = saysAll.test(at.title.title.text)
  return [
    {
      kind: 'oldest-first',
      parts,
      rest: left,
      fit: left > 0 ? 'over' : 'part',
      unique: false,
      amountEvidence: evidence('date', (all ? 1 : 0) + (due.length === 1 ? 0.6 : -0.4), 'date.oldest', { count: parts.length }),
    },
  ]
}

/** All drafts that rest on the payer and the amount; only for customers who may be the payer or whose number is half read. */
export function unnamedDrafts(at: CustomerCase, certain: boolean): Draft[] {
  const parts = new Map(
    partMentions(at.view.book, at.title, at.openSlots)
      .slice(0, 60)
      .map((mention) => [mention.slot, mention.evidence]),
  )
  const drafts = equalAmounts(at, parts)
  if ((at.payer?.weight ?? 0) >= 3) {
    if (drafts.length === 0) drafts.push(...sets(at, parts))
    if (drafts.length === 0) drafts.push(...partOfNamed(at, parts))
    if (drafts.length === 0 && certain && at.tokens.length === 0) drafts.push(...oldestFirst(at))
  }
  return drafts
}
