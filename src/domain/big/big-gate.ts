// When a debt may be warned of, and entered, at a bureau of economic information (BIG Act of 9 April 2010, art. 14, 15, 15a).
import { effectiveDueOn } from '#domain/calendar/effective-due-day'
import type { Medium } from '#domain/dunning/message-kind'
import { PLN } from '#values/currency'
import { addDays, addMonths, type Day } from '#values/day'
import { compare, type Money, money } from '#values/money'

export type BigDebt = {
  readonly debtor: 'business' | 'consumer'
  /** Undisputed, overdue, in złoty; null while a rate is missing. */
  readonly total: Money | null
  readonly oldestDueOn: Day | null
  readonly disputed: boolean
  /** The bureau with which there is a written contract (art. 12). */
  readonly bureau: { readonly name: string; readonly seat: string } | null
  readonly emailDemands: boolean
}

/** How the warning reached the debtor. */
export type BigDelivery = 'registered-letter' | 'by-hand' | 'e-delivery' | 'email'
export type BigNotice = { readonly sentOn: Day; readonly delivery: BigDelivery }

export const bigRefusals = [
  'big.no-contract',
  'big.nothing-overdue',
  'big.below-minimum',
  'big.disputed',
  'big.way-not-allowed',
  'big.amount-unknown',
  'big.no-notice',
  'big.too-early',
] as const
export type BigRefusal = (typeof bigRefusals)[number]

const minimum = { business: money(500_00n, PLN), consumer: money(200_00n, PLN) } as const
const overdueDays = 30

/** E-mail counts for firms alone, and only where the contract provides for demands by e-mail (art. 15(1a)); an SMS never does. */
const wayAllowed = (debt: BigDebt, medium: Medium): boolean =>
  medium === 'letter' || (medium === 'email' && debt.debtor === 'business' && debt.emailDemands)

const laterOf = (a: Day, b: Day): Day => (a > b ? a : b)

function sumRefusals(debt: BigDebt, today: Day): BigRefusal[] {
  const refusals: BigRefusal[] = []
  if (debt.bureau === null || debt.bureau.name.trim() === '' || debt.bureau.seat.trim() === '') refusals.push('big.no-contract')
  if (debt.oldestDueOn === null || effectiveDueOn(debt.oldestDueOn) >= today) refusals.push('big.nothing-overdue')
  if (debt.total === null) refusals.push('big.amount-unknown')
  else if (compare(debt.total, minimum[debt.debtor]) < 0) refusals.push('big.below-minimum')
  if (debt.disputed) refusals.push('big.disputed')
  return refusals
}

/** Why a message may not warn of an entry; empty where it may. A warning that could lead to none is not sent. */
export const bigWarningRefusals = (debt: BigDebt, medium: Medium, today: Day): readonly BigRefusal[] => [
  ...sumRefusals(debt, today),
  ...(wayAllowed(debt, medium) ? [] : (['big.way-not-allowed'] as const)),
]

/** The first day on which an entry is safe: thirty days overdue and a month since the warning, both over. Null without a warning. */
export function bigEarliestOn(debt: BigDebt, notice: BigNotice | null): Day | null {
  if (notice === null || debt.oldestDueOn === null) return null
  const overdue = addDays(effectiveDueOn(debt.oldestDueOn), overdueDays)
  const warned = addMonths(notice.sentOn, 1)
  return addDays(laterOf(overdue, warned), 1)
}

/** Why the debt may not be entered today; empty where it may. */
export function bigEntryRefusals(debt: BigDebt, notice: BigNotice | null, today: Day): readonly BigRefusal[] {
  const refusals = sumRefusals(debt, today)
  if (notice === null) return [...refusals, 'big.no-notice']
  if (notice.delivery === 'email' && !wayAllowed(debt, 'email')) refusals.push('big.way-not-allowed')
  const earliest = bigEarliestOn(debt, notice)
  if (earliest === null || today < earliest) refusals.push('big.too-early')
  return refusals
}

const acronyms = /\b(?:BIG|KRD|ERIF|KBIG)\b/u
const phrases =
  /biur\p{L}*\s+informacji\s+gospodarcz|krajow\p{L}*\s+rejestr\p{L}*\s+dług|info\s?monitor|rejestr\p{L}*\s+dłużnik|wpis\p{L}*\s+do\s+rejestru|economic\s+information\s+bureau|debt(?:or)?s?['’]?\s+register|credit\s+bureau/iu

/** Whether a text speaks of an entry at a bureau, in whichever words a template or a person put it. */
export const mentionsBig = (text: string): boolean => acronyms.test(text) || phrases.test(text)
