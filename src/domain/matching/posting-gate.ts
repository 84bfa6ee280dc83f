// What may be posted without a person: two independent kinds of evidence, or one that cannot be mistaken; and nothing that speaks against it unexplained.
import { daysBetween } from '#values/day'
import { strongMention } from './mentions.ts'
import type { Stranger } from './not-customer.ts'
import type { BookView, Proposal } from './proposal.ts'
import type { TitleReading } from './title-reading.ts'
import type { Evidence, MatchingRule, PaymentFacts } from './types.ts'

export type Gate = { readonly open: boolean; readonly reasons: readonly Evidence[] }
export type Rival = { readonly proposal: Proposal; readonly probability: number }

const hardKinds = new Set<Evidence['kind']>(['ksef-number', 'link', 'order', 'reference'])
/** Numbers that short are a coincidence away from any other. */
const halfNamed = 2.4
/** A payer who shares his name with others is enough when only he owes this amount and the amount is no common one. */
const likelyPayer = 2.5
const rareAmount = 4
/** An advance may come this many days before its invoice. */
const earliestDays = 45

function signs(best: Proposal): { hard: boolean; named: boolean; halfNamed: boolean; payer: boolean } {
  return {
    hard: best.evidence.some((each) => hardKinds.has(each.kind) && each.weight >= 8.9) && best.indication >= 7,
    named: best.indication >= strongMention,
    halfNamed: best.indication >= halfNamed,
    payer: best.payer !== null && best.payer.weight >= 4,
  }
}

const foreign = (best: Proposal): boolean =>
  best.against.some((each) => (each.kind === 'foreign-number' || each.because === 'number.not-used') && each.weight <= -1)

function reasonAgainst(view: BookView, title: TitleReading, best: Proposal): string | null {
  const { hard, named, halfNamed: half, payer } = signs(best)
  const certain = best.payer?.certain === true && payer
  switch (best.fit) {
    case 'exact': {
      if (hard || (named && best.unique)) return null
      if (named && payer) return best.unique ? null : 'gate.not-unique'
      if (!certain && !(best.unique && (best.payer?.weight ?? 0) >= likelyPayer && (half || best.amountWeight >= rareAmount)))
        return 'gate.payer-not-certain'
      if (!best.unique) return 'gate.not-unique'
      if (half) return null
      if (foreign(best)) return 'gate.foreign-number'
      return best.against.some((each) => each.kind === 'unread') && best.payer?.hard !== true ? 'gate.unread' : null
    }
    case 'near':
      return named && (payer || best.kind === 'short') ? null : 'gate.needs-number-and-payer'
    case 'part':
      return best.kind === 'partial' && (hard || (named && payer)) && best.unique ? null : 'gate.needs-number-and-payer'
    case 'over':
      if (view.book.settings.overpayments === 'suggest') return 'gate.overpayment-setting'
      if (title.unread.length > 0) return 'gate.unread'
      return (named || hard) && payer && best.unique ? null : 'gate.needs-number-and-payer'
    case 'converted':
      return named && payer && best.unique ? null : 'currency.no-rate'
  }
}

/** An invoice that comes weeks after the payment, or whose number is only half read, is more likely another one's misread number. */
const tooEarly = (view: BookView, payment: PaymentFacts, best: Proposal): boolean =>
  best.parts.some((part) => {
    const issueOn = view.book.invoices[part.slot]?.issueOn
    return (
      issueOn !== undefined &&
      issueOn > payment.bookedOn &&
      (best.indication < strongMention || daysBetween(payment.bookedOn, issueOn) > earliestDays)
    )
  })

/** Whether the best proposal may be posted, and if not why. */
export function mayPost(
  view: BookView,
  payment: PaymentFacts,
  title: TitleReading,
  best: Proposal,
  rivals: readonly Rival[],
  stranger: Stranger | null,
  rule: MatchingRule | null,
): Gate {
  const reasons: string[] = []
  const { settings } = view.book
  if (!settings.autoPost) reasons.push('gate.posting-off')
  if (!settings.postKinds.has(best.kind)) reasons.push('gate.kind-off')
  if (rule?.effect.action === 'never-post') reasons.push('rule.never-post')
  if (stranger?.never === true) reasons.push(stranger.because)
  const wanted = Math.max(...best.parts.map((part) => view.pending.get(part.slot) ?? -1))
  if (wanted >= 0 && (best.indication < strongMention || wanted >= strongMention)) reasons.push('contention.waiting')
  if (title.title.truncated && best.indication < strongMention) reasons.push('input.truncated')
  if (best.payer === null && payment.source === 'bank' && best.indication < strongMention) reasons.push('gate.payer-unknown')
  const close = rivals.find((rival) => rival.probability > 0.01)
  if (close !== undefined) reasons.push('gate.rival')
  if (tooEarly(view, payment, best)) reasons.push('gate.not-issued')
  const reason = reasonAgainst(view, title, best)
  if (reason !== null) reasons.push(reason)
  return {
    open: reasons.length === 0,
    reasons: [...new Set(reasons)].map((because): Evidence => ({ kind: 'words', weight: 0, because, facts: {} })),
  }
}
