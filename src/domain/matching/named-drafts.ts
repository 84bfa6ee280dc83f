// What a payment may mean when its title names invoices of the customer.
import { formatDecimal } from '#values/decimal'
import { money } from '#values/money'
import { saysDiscount, saysPart } from './lexicon.ts'
import { partMentions } from './mentions.ts'
import { type CustomerCase, issuedBy, openOf, type Part } from './proposal.ts'
import { subsetSums } from './subset-sum.ts'
import { toleranceOf } from './tolerance.ts'
import type { Evidence } from './types.ts'
import type { Draft } from './weigh.ts'

const comboLimit = 16
const subsetLimit = 14

const amount = (weight: number, because: string, facts: Evidence['facts'] = {}): Evidence => ({ kind: 'amount', weight, because, facts })
const set = (weight: number, because: string, facts: Evidence['facts'] = {}): Evidence => ({ kind: 'set', weight, because, facts })

const inWords = (at: CustomerCase, name: string, minor: number): Evidence['facts'] => ({
  [name]: formatDecimal(money(BigInt(minor), at.payment.amount.currency)),
  currency: at.payment.amount.currency,
})
const wholeParts = (at: CustomerCase, slots: readonly number[]): Part[] => slots.map((slot) => ({ slot, minor: openOf(at, slot) }))
const sumOf = (at: CustomerCase, slots: readonly number[]): number => slots.reduce((sum, slot) => sum + openOf(at, slot), 0)

/** Choices of one invoice for each place of the title, the likeliest first. */
function combinations(at: CustomerCase): number[][] {
  const open = new Set(at.openSlots)
  let combos: number[][] = [[]]
  for (const token of at.tokens) {
    const ranked = [...token.options]
      .filter((option) => option.weight >= 1.5)
      .sort(
        (a, b) =>
          Number(open.has(b.slot)) - Number(open.has(a.slot)) ||
          b.weight - a.weight ||
          lateness(at, a.slot) - lateness(at, b.slot) ||
          a.slot - b.slot,
      )
    const best = ranked[0]
    if (best === undefined) continue
    const near = ranked.filter((option) => option.weight >= best.weight - 1.5)
    combos = near
      .flatMap((option) => combos.map((combo) => (combo.includes(option.slot) ? combo : [...combo, option.slot])))
      .slice(0, comboLimit)
  }
  return combos.filter((combo) => combo.length > 0)
}

/** Invoices issued before the payment come first, the latest of them first. */
function lateness(at: CustomerCase, slot: number): number {
  const invoice = at.view.book.invoices[slot]
  if (invoice === null || invoice === undefined) return Number.POSITIVE_INFINITY
  const days = (Date.parse(at.payment.bookedOn) - Date.parse(invoice.issueOn)) / 86_400_000
  return days >= 0 ? days : 10_000 - days
}

const kindOf = (at: CustomerCase, slots: readonly number[]): 'exact' | 'set' | 'advance' =>
  slots.length > 1 ? 'set' : at.view.book.invoices[slots[0] ?? -1]?.type === 'proforma' ? 'advance' : 'exact'

function exactDraft(
  at: CustomerCase,
  slots: readonly number[],
  evidence: Evidence,
  unique = true,
  against: readonly Evidence[] = [],
  extra: readonly Evidence[] = [],
): Draft {
  return { kind: kindOf(at, slots), parts: wholeParts(at, slots), rest: 0, fit: 'exact', unique, amountEvidence: evidence, against, extra }
}

/** True when an open credit note corrects one of the named invoices. */
function corrected(at: CustomerCase, credits: readonly number[], named: readonly number[]): boolean {
  const names = new Set(named.flatMap((slot) => [at.view.book.invoices[slot]?.number ?? '', at.view.book.invoices[slot]?.id ?? '']))
  return credits.some((slot) => at.view.book.invoices[slot]?.corrects?.some((each) => names.has(each)) === true)
}

/** Named invoices with other open ones that complete the sum: credit notes, members of a list that could not be read. */
function completions(at: CustomerCase, named: readonly number[], total: number): Draft[] {
  const rest = at.amount - total
  const inNamed = new Set(named)
  const others = at.openSlots.filter((slot) => !inNamed.has(slot))
  if (others.length === 0) return []
  const parts = partMentions(at.view.book, at.title, others)
  const drafts: Draft[] = []
  const attempt = (pool: readonly number[], weight: number, because: string, extra: readonly Evidence[]): boolean => {
    const { solutions, exhaustive } = subsetSums(
      pool.map((slot) => openOf(at, slot)),
      rest,
    )
    if (solutions.length === 0) return false
    for (const solution of solutions.slice(0, 3)) {
      const slots = [...named, ...solution.map((index) => pool[index] ?? -1)]
      const alone = solutions.length === 1 && exhaustive
      drafts.push(exactDraft(at, slots, set(alone ? weight : weight - 2, because, { count: slots.length }), alone, [], extra))
    }
    return true
  }
  if (
    parts.length > 0 &&
    attempt(
      parts.slice(0, subsetLimit).map((part) => part.slot),
      5,
      'amount.set',
      parts.map((part) => part.evidence),
    )
  )
    return drafts
  const credits = others.filter((slot) => openOf(at, slot) < 0)
  if (
    rest < 0 &&
    credits.length > 0 &&
    attempt(credits.slice(0, subsetLimit), at.subtracts ? 6 : corrected(at, credits, named) ? 6.2 : 4.2, 'amount.with-credit', [])
  )
    return drafts
  const issued = others.filter((slot) => (at.view.book.invoices[slot]?.issueOn ?? '') <= at.payment.bookedOn)
  const range = Math.abs(rest) + 2_000
  if (issued.length <= 24) {
    const luck = Math.log(range / 2 ** Math.min(issued.length, 24))
    attempt(issued, Math.max(0, Math.min(at.title.unread.length > 0 ? 4.4 : 3.2, luck - 2)), 'amount.set-completed', [])
  }
  return drafts
}

/** The amount is not the sum: part payments, fees, discounts, too much. */
function differences(at: CustomerCase, named: readonly number[], total: number): Draft[] {
  const drafts: Draft[] = []
  const missing = total - at.amount
  const single = named.length === 1 ? named[0] : undefined
  const twin = at.openSlots.find((slot) => !named.includes(slot) && openOf(at, slot) === at.amount && issuedBy(at, slot))
  const otherFits: readonly Evidence[] =
    twin === undefined ? [] : [amount(-4, 'amount.equals-other', { number: at.view.book.invoices[twin]?.number ?? '' })]
  if (missing > 0) {
    const parts: Part[] = []
    let left = at.amount
    for (const slot of [...named].sort((a, b) => openOf(at, a) - openOf(at, b))) {
      const minor = Math.min(openOf(at, slot), left)
      if (minor !== 0) parts.push({ slot, minor })
      left -= minor
    }
    const base = { parts, rest: 0, unique: named.length === 1 && twin === undefined, against: otherFits }
    const percent = (missing * 100) / total
    if (missing <= toleranceOf(at.view.book.settings, at.payment.amount.currency, total)) {
      drafts.push({ ...base, kind: 'short', fit: 'near', amountEvidence: amount(3, 'amount.short', inWords(at, 'missing', missing)) })
    } else if (
      Math.abs(percent - Math.round(percent)) * total < 150 &&
      percent < 6 &&
      (percent <= 5.2 || saysDiscount.test(at.title.title.text))
    ) {
      drafts.push({
        ...base,
        kind: 'discount',
        fit: 'near',
        amountEvidence: amount(2.4, 'amount.discount', { percent: Math.round(percent) }),
      })
    } else {
      const says = saysPart.test(at.title.title.text)
      const weight = (single === undefined ? -2.5 : 0) + (says ? 2.2 : 0.8)
      drafts.push({
        ...base,
        kind: 'partial',
        fit: 'part',
        amountEvidence: amount(weight, says ? 'amount.part-said' : 'amount.part', inWords(at, 'missing', missing)),
      })
    }
  }
  if (missing < 0) {
    const inNamed = new Set(named)
    const excess = -missing
    const suspicious = at.openSlots.some((slot) => !inNamed.has(slot) && openOf(at, slot) === excess)
    drafts.push({
      kind: 'over',
      parts: wholeParts(at, named),
      rest: excess,
      fit: 'over',
      unique: !suspicious && twin === undefined,
      amountEvidence: amount(excess * 20 <= total || excess <= 20_000 ? 2 : 0.5, 'amount.over', inWords(at, 'excess', excess)),
      against: [...otherFits, ...(suspicious ? [amount(-3, 'amount.over-equals-open')] : [])],
    })
  }
  return drafts
}

/** All drafts that rest on numbers of the title. */
export function namedDrafts(at: CustomerCase): Draft[] {
  const open = new Set(at.openSlots)
  const drafts: Draft[] = []
  for (const combo of combinations(at)) {
    const named = combo.filter((slot) => open.has(slot))
    if (named.length === 0) continue
    const total = sumOf(at, named)
    if (total === at.amount) {
      drafts.push(exactDraft(at, named, named.length > 1 ? set(5.5, 'amount.set', { count: named.length }) : amount(5.2, 'amount.exact')))
      continue
    }
    if (named.length > 1 && named.length <= subsetLimit) {
      const { solutions } = subsetSums(
        named.map((slot) => openOf(at, slot)),
        at.amount,
      )
      for (const solution of solutions.slice(0, 2)) {
        drafts.push(
          exactDraft(
            at,
            solution.map((index) => named[index] ?? -1),
            set(solutions.length === 1 ? 4.6 : 2, 'amount.set-part', { count: solution.length }),
            solutions.length === 1,
          ),
        )
      }
    }
    drafts.push(...completions(at, named, total))
    const positive = named.filter((slot) => openOf(at, slot) > 0)
    if (total > 0 && positive.length === named.length) drafts.push(...differences(at, named, total))
  }
  return drafts
}
