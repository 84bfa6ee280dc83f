// Answers shops and ERPs: may we sell to this tax number, on trade credit, now.
import { baseAmountAt } from '#domain/credit/base-amount'
import type { CreditReason } from '#domain/credit/credit-level'
import { type SaleAnswer, saleAnswer } from '#domain/credit/may-we-sell'
import { readSaleBooks, type SaleFacts } from '#store/credit/sale-facts'
import { loadRateLookup } from '#store/exchange-rates'
import { type OpenOrders, sumOpenOrders } from '#store/open-orders'
import type { Currency } from '#values/currency'
import { addDays, type Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { parseNip } from '#values/nip'
import type { Shell } from '../shell.ts'

export type Sale = SaleAnswer & {
  readonly nip: string
  readonly known: boolean
  readonly name: string | null
  readonly base: Currency
  readonly openMinor: bigint
  readonly overdueMinor: bigint
  readonly creditLimitMinor: bigint | null
  readonly basisPoints: bigint | null
  readonly reasons: readonly CreditReason[]
  readonly blockedSince: Date | null
  readonly exceptionUntil: Day | null
  /** For information: what is on order counts for nothing in the answer. */
  readonly openOrders: OpenOrders
}

/** Digits of a Polish number; a foreign one without blanks and hyphens. Failure `sale.nip-wrong` for ten digits that are no NIP. */
function taxIds(text: string): { readonly nip: string; readonly all: readonly string[] } {
  const plain = text.replace(/[\s-]/g, '').toUpperCase()
  const nip = parseNip(plain)
  if (nip !== null) return { nip, all: [nip, `PL${nip}`] }
  if (/^(PL)?\d{10}$/.test(plain)) throw new Failure('sale.nip-wrong')
  return { nip: plain, all: [plain] }
}

/** Several customers with one number are one debtor: what one of them owes, all of them owe. */
export async function answerSale(
  shell: Shell,
  question: { readonly companyId: Id; readonly nip: string; readonly ownerUserId: string | null },
): Promise<Sale> {
  const { companyId, ownerUserId } = question
  const { nip, all } = taxIds(question.nip)
  const { base, today, facts } = await readSaleBooks(shell.database, companyId, { taxIds: all, ownerUserId, at: shell.clock.now() })
  const first = facts[0]
  const openOrders = await sumOpenOrders(
    shell.database,
    companyId,
    facts.map(({ customerId }) => customerId),
  )
  const sums = await sumsOf(shell, companyId, facts, base, today)
  const limits = facts.flatMap(({ creditLimitMinor }) => creditLimitMinor ?? [])
  const creditLimitMinor = limits.sort((a, b) => (a < b ? -1 : 1))[0] ?? null
  const standing = facts.filter(({ blockedSince, exceptionUntil }) => blockedSince !== null && exceptionUntil === null)
  const over = facts.filter(({ blockedSince, exceptionUntil }) => blockedSince !== null && exceptionUntil !== null)
  const exceptionUntil = standing.length > 0 ? null : (over[0]?.exceptionUntil ?? null)
  const warned = facts.some((each) => each.warned)
  const answer = saleAnswer({ blocked: standing.length > 0, exceptionUntil, warned, creditLimitMinor, openMinor: sums.open })
  const told = { nip, base, openMinor: sums.open, overdueMinor: sums.overdue, creditLimitMinor, exceptionUntil, openOrders }
  if (first === undefined)
    return { ...told, ...answer, why: 'unknown-customer', known: false, name: null, basisPoints: null, reasons: [], blockedSince: null }
  const worst = facts.reduce((a, b) => ((b.basisPoints ?? -1n) > (a.basisPoints ?? -1n) ? b : a))
  return {
    ...told,
    ...answer,
    known: true,
    name: first.name,
    basisPoints: worst.basisPoints,
    reasons: facts.flatMap(({ reasons }) => reasons),
    blockedSince: standing[0]?.blockedSince ?? null,
  }
}

/** In the company's currency at today's rate; what has no rate is left out, as everywhere. */
async function sumsOf(shell: Shell, companyId: Id, facts: readonly SaleFacts[], base: Currency, today: Day) {
  const all = facts.flatMap(({ sums }) => sums)
  const foreign = all.some(({ currency }) => currency !== base)
  const inBase = baseAmountAt(base, foreign ? await loadRateLookup(shell.database, companyId, addDays(today, -10)) : null)
  const total = (pick: (sum: (typeof all)[number]) => bigint): bigint =>
    all.reduce((sum, each) => sum + (inBase(money(pick(each), each.currency), today) ?? 0n), 0n)
  return { open: total(({ openMinor }) => openMinor), overdue: total(({ overdueMinor }) => overdueMinor) }
}
