// The decision on one payment: gathers customers who may be meant, weighs every explanation against the others, and posts only what two independent signs prove.
import type { Book } from './book.ts'
import { minorNumber } from './book.ts'
import { calibrated } from './calibration.ts'
import { decisionOf, undecided } from './decision.ts'
import { strongMention } from './mentions.ts'
import { namedDrafts } from './named-drafts.ts'
import { notCustomer } from './not-customer.ts'
import { readingScore } from './number-reading.ts'
import { convertedProposals } from './other-currency.ts'
import { type BatchLearning, identifyPayer, type Payer } from './payer.ts'
import { mayPost } from './posting-gate.ts'
import { type BookView, customerCase, type Proposal } from './proposal.ts'
import { ruleFor } from './rules.ts'
import { settledMention } from './settled.ts'
import { readTitle, type TitleReading, withLink } from './title-reading.ts'
import { type Decision, nothingLearnt, type PaymentFacts } from './types.ts'
import { unnamedDrafts } from './unnamed-drafts.ts'
import { weighed } from './weigh.ts'

const customerLimit = 14
const amountLookLimit = 40
const proposalLimit = 24
/** Payers whose evidence is weaker than the best one's by this much change no decision. */
const payerGap = 4.5
/** Log odds that a payment settles nothing that we can see; every explanation has to beat it. */
const nothingScore = 5

/** What deciding one payment made of it; the batch needs more than the decision. */
export type Verdict = { readonly decision: Decision; readonly chosen: Proposal | null; readonly payer: Payer | null }

/** A number in full whose invoice is open with exactly the amount: who else owes as much is no question then. */
const namesTheAmount = (view: BookView, title: TitleReading, amount: number): boolean =>
  title.readings.some(
    (reading) =>
      reading.letters !== 'other' &&
      reading.role === 'free' &&
      readingScore(reading) >= 8 &&
      reading.slots.some((slot) => view.open[slot] === amount),
  )

/** Owners of what the title names, then likely payers, then owners of open invoices of the same amount where the title may half name them. */
function customersMeant(view: BookView, title: TitleReading, payers: readonly Payer[], amount: number): number[] {
  const { book } = view
  const found = new Set<number>()
  const least = (payers[0]?.weight ?? 0) - payerGap
  for (const payer of payers.slice(0, customerLimit)) if (payer.weight >= least) found.add(payer.customer)
  for (const hard of title.hard) for (const slot of hard.slots.slice(0, 6)) found.add(book.customerOf[slot] ?? -1)
  for (const reading of title.readings) for (const slot of reading.slots.slice(0, 6)) found.add(book.customerOf[slot] ?? -1)
  if (!namesTheAmount(view, title, amount) && title.title.atoms.some((atom, at) => atom.digits && title.roles[at] !== 'hard')) {
    let looked = 0
    for (const slot of book.byAmount.get(amount)) {
      if (looked++ >= amountLookLimit || found.size >= customerLimit * 2) break
      if (view.open[slot] === amount) found.add(book.customerOf[slot] ?? -1)
    }
  }
  found.delete(-1)
  return [...found].slice(0, customerLimit * 2)
}

function proposals(view: BookView, payment: PaymentFacts, amount: number, title: TitleReading, payers: readonly Payer[]): Proposal[] {
  const top = payers[0]
  const found: Proposal[] = []
  for (const customer of customersMeant(view, title, payers, amount)) {
    const payer = payers.find((each) => each.customer === customer) ?? null
    const at = customerCase(view, payment, amount, title, customer, payer)
    const other =
      top?.certain === true && top.customer !== customer ? { name: view.book.customers[top.customer]?.name ?? '', hard: top.hard } : null
    const named = namedDrafts(at)
    const settlesAll =
      at.tokens.length > 0 &&
      named.some(
        (draft) =>
          draft.fit === 'exact' &&
          draft.unique &&
          at.tokens.every((token) =>
            token.options.some((option) => option.weight >= strongMention && draft.parts.some((part) => part.slot === option.slot)),
          ),
      )
    const drafts = settlesAll ? named : [...named, ...unnamedDrafts(at, payer?.certain ?? false)]
    found.push(...drafts.map((draft) => weighed(at, draft, other)).filter((proposal) => payer !== null || proposal.indication > 0))
    if (at.tokens.length > 0 || (payer?.weight ?? 0) >= 4) found.push(...convertedProposals(at, other))
  }
  return found
    .sort((a, b) => b.score - a.score || a.customer - b.customer || (a.parts[0]?.slot ?? 0) - (b.parts[0]?.slot ?? 0))
    .slice(0, proposalLimit)
}

const sameParts = (a: Proposal, b: Proposal): boolean =>
  a.parts.length === b.parts.length &&
  a.parts.every((part) => b.parts.some((other) => other.slot === part.slot && other.minor === part.minor))

/** Explanations with the same allocations are one. */
const distinct = (all: readonly Proposal[]): Proposal[] =>
  all.filter((proposal, at) => !all.slice(0, at).some((earlier) => sameParts(earlier, proposal)))

/** Decides on one payment against the book as `view` shows it. */
export function verdictOn(view: BookView, payment: PaymentFacts, batch: BatchLearning | null = null): Verdict {
  const { book } = view
  const amount = minorNumber(payment.amount.minor)
  if (Number.isNaN(amount) || amount <= 0)
    return {
      decision: undecided(book, payment, null, amount <= 0 ? 'outgoing' : 'unknown', 0.99, 'input.amount'),
      chosen: null,
      payer: null,
    }
  const title = withLink(book, readTitle(book, payment.title), payment.paysInvoiceId)
  const rule = ruleFor(book.settings.rules, payment)
  if (rule?.effect.action === 'ignore')
    return {
      decision: undecided(book, payment, title, 'ignored-by-rule', 0.99, 'rule.ignore', { rule: rule.id }),
      chosen: null,
      payer: null,
    }
  let payers = identifyPayer(book, payment, title, batch)
  if (rule?.effect.action === 'customer') {
    const customer = book.customerSlot(rule.effect.customerId)
    if (customer !== undefined) {
      payers = [
        {
          customer,
          weight: 9,
          certain: true,
          hard: true,
          evidence: [{ kind: 'rule', weight: 9, because: 'rule.customer', facts: { rule: rule.id } }],
        },
      ]
    }
  }
  const stranger = notCustomer(book, payment, title, payers)
  const all = distinct(proposals(view, payment, amount, title, payers))
  const settled = settledMention(view, payment, amount, title, payers, all)
  const base = nothingScore + (stranger?.weight ?? 0) + (settled?.weight ?? 0)
  const peak = Math.max(base, all[0]?.score ?? 0)
  const weightOf = (score: number): number => Math.exp(score - peak)
  const sum = weightOf(base) + all.reduce((total, proposal) => total + weightOf(proposal.score), 0)
  const best = all[0]
  if (best === undefined || best.score < base - 3 || (settled !== null && best.score < base)) {
    const kind = stranger?.kind ?? (settled === null ? 'unknown' : 'duplicate')
    return {
      decision: undecided(
        book,
        payment,
        title,
        kind,
        calibrated(book.learnt, 'none', weightOf(base) / sum),
        settled?.because ?? stranger?.because ?? 'nothing.fits',
        settled?.facts ?? stranger?.facts ?? {},
      ),
      chosen: null,
      payer: payers[0] ?? null,
    }
  }
  const raw = weightOf(best.score) / sum
  const rivals = all.slice(1).map((proposal) => ({ proposal, probability: weightOf(proposal.score) / sum }))
  const gate = mayPost(view, payment, title, best, rivals, stranger, rule)
  const kind = gate.open
    ? 'post'
    : best.kind === 'oldest-first'
      ? 'oldest-first'
      : best.fit === 'converted'
        ? 'converted'
        : best.indication >= 3
          ? 'named'
          : 'unnamed'
  const probability = calibrated(book.learnt, kind, raw)
  const outcome = gate.open && probability >= book.settings.postFrom ? 'posted' : 'suggested'
  return {
    decision: decisionOf(view, payment, title, {
      best,
      probability,
      ...(book.learnt.calibration === undefined ? {} : { uncalibrated: calibrated(nothingLearnt, kind, raw) }),
      outcome,
      rivals,
      notes: [...gate.reasons, ...(stranger === null ? [] : [stranger.evidence])],
    }),
    chosen: best,
    payer: payers[0] ?? null,
  }
}

/** Work per payment is bounded by the limits of this room, whatever the book holds. */
export const bookView = (book: Book): BookView => ({
  book,
  open: book.open,
  pending: new Map(),
  unresolved: new Map(),
  settledOn: new Map(),
})
