// Turns a way to explain a payment into a sum of evidence: numbers, payer, amount, words and days, for and against.
import { monthOf } from '#values/day'
import { readingScore } from './number-reading.ts'
import type { AmountFit, CustomerCase, Part, Proposal } from './proposal.ts'
import type { Evidence, MatchKind } from './types.ts'

/** A proposal before its weight: what it settles and why the amount speaks for it. */
export type Draft = {
  readonly kind: MatchKind
  readonly parts: readonly Part[]
  readonly rest: number
  readonly fit: AmountFit
  readonly unique: boolean
  readonly amountEvidence: Evidence
  /** Evidence of numbers that are no full mention: parts of numbers, slips. */
  readonly extra?: readonly Evidence[]
  readonly against?: readonly Evidence[]
}

const fact = (kind: Evidence['kind'], weight: number, because: string, facts: Evidence['facts'] = {}): Evidence => ({
  kind,
  weight,
  because,
  facts,
})

/** Log odds of an amount that fits by itself: how unlikely chance is, given how many sums were possible. Round amounts are common. */
export function amountWeight(minor: number, possibilities: number): number {
  const size = Math.abs(minor)
  const grain = size % 10_000 === 0 ? 60 : size % 1_000 === 0 ? 20 : size % 100 === 0 ? 6 : 1
  return Math.max(0, Math.min(6, Math.log((size + 2_000) / grain / Math.max(1, possibilities)) - 1.5))
}

function numberEvidence(at: CustomerCase, draft: Draft): { evidence: Evidence[]; indication: number } {
  const evidence: Evidence[] = []
  let weakest = Number.POSITIVE_INFINITY
  let named = 0
  let netted = 0
  for (const part of draft.parts) {
    const mention = at.mentions.get(part.slot)
    const invoiceId = at.view.book.invoices[part.slot]?.id
    const extra = draft.extra?.find((each) => each.invoiceId === invoiceId)
    const best = mention?.evidence ?? extra
    if (best === undefined) {
      if (part.minor < 0) netted++
      continue
    }
    named++
    weakest = Math.min(weakest, best.weight)
    evidence.push(best)
  }
  if (named === 0) return { evidence, indication: 0 }
  return { evidence, indication: named + netted === draft.parts.length ? weakest : Math.min(weakest, 2.5) }
}

/** Numbers in the title that belong to somebody else or to what is settled. */
function foreignNumbers(at: CustomerCase, draft: Draft, evidence: readonly Evidence[]): Evidence[] {
  const found: Evidence[] = []
  const parts = new Set(draft.parts.map((part) => part.slot))
  for (const reading of at.title.readings) {
    if (reading.letters === 'other' || reading.role === 'contract' || reading.via === 'reordered' || readingScore(reading) < 4) continue
    if (reading.slots.some((slot) => parts.has(slot))) continue
    const start = at.title.title.atoms[reading.from]?.start ?? 0
    const end = at.title.title.atoms[reading.to]?.end ?? 0
    if (
      evidence.some(
        (each) =>
          each.kind === 'number-part' && each.weight >= 3 && each.span !== undefined && each.span.start < end && each.span.end > start,
      )
    )
      continue
    const explained = evidence.some(
      (each) => each.kind === 'number-typo' && each.span !== undefined && each.span.start < end && each.span.end > start,
    )
    const own = reading.slots.find((slot) => at.view.book.customerOf[slot] === at.customer)
    if (own === undefined && reading.parent !== undefined) continue
    const slot = own ?? reading.slots[0] ?? 0
    const number = at.view.book.invoices[slot]?.number ?? ''
    const weak = reading.role === 'soft' || at.view.book.fieldsOf(slot).fields.length < 2
    const fits = explained && reading.slots.some((each) => at.view.open[each] === at.amount)
    const base = own === undefined ? (fits ? -6 : explained ? -1.2 : -3.5) : (at.view.open[slot] ?? 0) === 0 ? -1.5 : -2.5
    found.push({
      kind: own === undefined ? 'foreign-number' : 'settled',
      weight: weak && !fits ? base / 2 : base,
      because: own === undefined ? 'number.other-customer' : (at.view.open[slot] ?? 0) === 0 ? 'number.settled' : 'number.not-used',
      facts: { number },
      span: { start, end },
    })
  }
  return found.slice(0, 3)
}

function dateEvidence(at: CustomerCase, draft: Draft, indication: number): Evidence | null {
  if (
    draft.parts.some((part) => {
      const invoice = at.view.book.invoices[part.slot]
      return invoice !== null && invoice !== undefined && invoice.issueOn > at.payment.bookedOn
    })
  ) {
    return fact('date', -0.8, 'date.not-issued')
  }
  if (at.title.months.length === 0 || indication > 3) return null
  const fits = draft.parts.every((part) => {
    const month = monthOf(at.view.book.invoices[part.slot]?.issueOn ?? at.payment.bookedOn)
    return at.title.months.includes(month) || at.title.months.includes(month === 1 ? 12 : month - 1)
  })
  return fits
    ? fact('date', 0.6, 'date.month', { month: at.title.months[0] ?? 0 })
    : fact('date', -0.6, 'date.other-month', { month: at.title.months[0] ?? 0 })
}

/** The proposal of a draft with all that speaks for and against it. `other` is the certain payer when he is somebody else. */
export function weighed(at: CustomerCase, draft: Draft, other: { readonly name: string; readonly hard: boolean } | null): Proposal {
  const numbers = numberEvidence(at, draft)
  const evidence = [...numbers.evidence, ...(at.payer?.evidence ?? []), draft.amountEvidence]
  const against = [...(draft.against ?? []), ...foreignNumbers(at, draft, numbers.evidence)]
  if (other !== null) against.push(fact('rival', other.hard ? -1.6 : -0.8, 'payer.other-customer', { name: other.name }))
  const date = dateEvidence(at, draft, numbers.indication)
  if (date !== null) (date.weight > 0 ? evidence : against).push(date)
  if (draft.fit !== 'exact' || numbers.indication < 3) {
    for (const atom of at.title.unread.slice(0, 3)) {
      if (numbers.evidence.some((each) => each.span !== undefined && each.span.start < atom.end && each.span.end > atom.start)) continue
      against.push({
        kind: 'unread',
        weight: -0.7,
        because: 'number.unread',
        facts: { written: atom.text },
        span: { start: atom.start, end: atom.end },
      })
    }
  }
  if (draft.parts.some((part) => at.view.pending.has(part.slot))) against.push(fact('contention', -1.5, 'contention.waiting'))
  if (at.bounded) against.push(fact('budget', numbers.indication > 0 ? -0.1 : -1, 'budget.stopped'))
  const numberWeight = numbers.indication + Math.min(1.2, 0.3 * Math.max(0, numbers.evidence.length - 1))
  const score =
    numberWeight +
    (at.payer?.weight ?? 0) +
    draft.amountEvidence.weight +
    against.reduce((sum, each) => sum + each.weight, 0) +
    (date !== null && date.weight > 0 ? date.weight : 0)
  return {
    customer: at.customer,
    kind: draft.kind,
    parts: draft.parts,
    rest: draft.rest,
    fit: draft.fit,
    unique: draft.unique,
    indication: numbers.indication,
    payer: at.payer,
    amountWeight: draft.amountEvidence.weight,
    evidence,
    against,
    score,
  }
}
