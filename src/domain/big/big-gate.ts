// When a debt may be warned of at a bureau of economic information (BIG Act of 9 April 2010, art. 14, 15, 15a).
import { effectiveDueOn } from '#domain/calendar/effective-due-day'
import type { Medium } from '#domain/dunning/message-kind'
import { PLN } from '#values/currency'
import type { Day } from '#values/day'
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
export const bigDeliveries = ['registered-letter', 'by-hand', 'e-delivery', 'email'] as const
export type BigDelivery = (typeof bigDeliveries)[number]

export const bigRefusals = [
  'big.no-contract',
  'big.nothing-overdue',
  'big.below-minimum',
  'big.disputed',
  'big.way-not-allowed',
  'big.amount-unknown',
] as const
export type BigRefusal = (typeof bigRefusals)[number]

export const bigMinimum = { business: money(500_00n, PLN), consumer: money(200_00n, PLN) } as const

/** E-mail counts for firms alone, and only where the contract provides for demands by e-mail (art. 15(1a)); an SMS never does. */
const wayAllowed = (debt: BigDebt, medium: Medium): boolean =>
  medium === 'letter' || (medium === 'email' && debt.debtor === 'business' && debt.emailDemands)

function sumRefusals(debt: BigDebt, today: Day): BigRefusal[] {
  const refusals: BigRefusal[] = []
  if (debt.bureau === null || debt.bureau.name.trim() === '' || debt.bureau.seat.trim() === '') refusals.push('big.no-contract')
  if (debt.oldestDueOn === null || effectiveDueOn(debt.oldestDueOn) >= today) refusals.push('big.nothing-overdue')
  if (debt.total === null) refusals.push('big.amount-unknown')
  else if (compare(debt.total, bigMinimum[debt.debtor]) < 0) refusals.push('big.below-minimum')
  if (debt.disputed) refusals.push('big.disputed')
  return refusals
}

/** Why a message may not warn of an entry; empty where it may. A warning that could lead to none is not sent. */
export const bigWarningRefusals = (debt: BigDebt, medium: Medium, today: Day): readonly BigRefusal[] => [
  ...sumRefusals(debt, today),
  ...(wayAllowed(debt, medium) ? [] : (['big.way-not-allowed'] as const)),
]

const acronyms = /\b(?:BIG|KRD|ERIF|KBIG)\b/u
const phrases =
  /biur\p{L}*\s+informacji\s+gospodarcz|krajow\p{L}*\s+rejestr\p{L}*\s+dług|info\s?monitor|rejestr\p{L}*\s+dłużnik|wpis\p{L}*\s+do\s+rejestru|economic\s+information\s+bureau|debt(?:or)?s?['’]?\s+register|credit\s+bureau/iu

/** Whether a text speaks of an entry at a bureau, in whichever words a template or a person put it. */
export const mentionsBig = (text: string): boolean => acronyms.test(text) || phrases.test(text)
