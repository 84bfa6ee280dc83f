// The decision as others see it: amounts as money, reasons in order of weight, the recognised parts of the title.
import { type Money, money } from '#values/money'
import type { Book } from './book.ts'
import type { Rival } from './posting-gate.ts'
import type { BookView, Proposal } from './proposal.ts'
import type { TitleReading } from './title-reading.ts'
import type { Candidate, Decision, Evidence, MarkKind, MatchKind, Outcome, PaymentFacts, ProposedAllocation, TitleMark } from './types.ts'

const alternativeLimit = 5

const byWeight = (all: readonly Evidence[]): Evidence[] => [...all].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))

function allocationsOf(view: BookView, proposal: Proposal): ProposedAllocation[] {
  const found: ProposedAllocation[] = []
  for (const part of proposal.parts) {
    const invoice = view.book.invoices[part.slot]
    if (invoice !== null && invoice !== undefined)
      found.push({ invoiceId: invoice.id, amount: money(BigInt(part.minor), invoice.open.currency) })
  }
  return found
}

const restOf = (payment: PaymentFacts, proposal: Proposal): Money => money(BigInt(proposal.rest), payment.amount.currency)

const candidateOf = (view: BookView, payment: PaymentFacts, proposal: Proposal, probability: number): Candidate => ({
  customerId: view.book.customers[proposal.customer]?.id ?? '',
  kind: proposal.kind,
  allocations: allocationsOf(view, proposal),
  unapplied: restOf(payment, proposal),
  probability: Math.round(probability * 10_000) / 10_000,
  evidence: byWeight(proposal.evidence),
  against: byWeight(proposal.against),
})

const markKinds: Partial<Record<Evidence['kind'], MarkKind>> = {
  number: 'invoice-number',
  'number-part': 'invoice-number',
  'number-typo': 'invoice-number',
  'ksef-number': 'ksef-number',
  reference: 'reference',
  order: 'order',
}

/** Marks of the title and of the evidence; where two overlap, the evidence wins. */
function marksOf(title: TitleReading, evidence: readonly Evidence[]): TitleMark[] {
  const read = evidence.flatMap((each): TitleMark[] => {
    const kind = markKinds[each.kind]
    return kind === undefined || each.span === undefined ? [] : [{ ...each.span, kind, refersTo: each.invoiceId ?? '' }]
  })
  const others = title.marks.filter((mark) => !read.some((each) => each.start < mark.end && each.end > mark.start))
  return [...read, ...others].sort((a, b) => a.start - b.start)
}

/** A decision that allocates nothing. */
export function undecided(
  book: Book,
  payment: PaymentFacts,
  title: TitleReading | null,
  kind: MatchKind,
  probability: number,
  because: string,
  facts: Evidence['facts'] = {},
): Decision {
  const numbers: Evidence[] =
    title === null
      ? []
      : title.readings.slice(0, 5).map((reading) => ({
          kind: 'number',
          weight: 0,
          because: 'number.exact',
          facts: { number: book.invoices[reading.slots[0] ?? -1]?.number ?? '' },
          invoiceId: book.invoices[reading.slots[0] ?? -1]?.id ?? '',
          span: { start: title.title.atoms[reading.from]?.start ?? 0, end: title.title.atoms[reading.to]?.end ?? 0 },
        }))
  return {
    paymentId: payment.id,
    outcome: 'none',
    kind,
    allocations: [],
    unapplied: payment.amount,
    probability,
    evidence: [{ kind: kind === 'duplicate' ? 'settled' : 'not-a-customer', weight: 0, because, facts }],
    against: [],
    alternatives: [],
    marks: title === null ? [] : marksOf(title, numbers),
  }
}

type Made = {
  readonly best: Proposal
  readonly probability: number
  readonly uncalibrated?: number
  readonly outcome: Outcome
  readonly rivals: readonly Rival[]
  readonly notes: readonly Evidence[]
}

export function decisionOf(view: BookView, payment: PaymentFacts, title: TitleReading, made: Made): Decision {
  const chosen = candidateOf(view, payment, made.best, made.probability)
  return {
    paymentId: payment.id,
    outcome: made.outcome,
    kind: chosen.kind,
    allocations: chosen.allocations,
    unapplied: chosen.unapplied,
    probability: made.probability,
    ...(made.uncalibrated === undefined ? {} : { uncalibrated: made.uncalibrated }),
    customerId: chosen.customerId,
    evidence: chosen.evidence,
    against: [...chosen.against, ...made.notes],
    alternatives: made.rivals
      .filter((rival) => rival.probability > 0.0005)
      .slice(0, alternativeLimit)
      .map((rival) => candidateOf(view, payment, rival.proposal, rival.probability)),
    marks: marksOf(title, made.best.evidence),
  }
}
