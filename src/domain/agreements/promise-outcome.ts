// Whether a promise to pay was kept: money of its window is counted once, for the promise that fell due first.
import type { Day } from '#values/day'
import { type Money, money } from '#values/money'
import { lesser } from '../ledger/lesser.ts'
import { countable, type MoneyIn } from './money-in.ts'

export type PromiseToPay = {
  readonly id: string
  readonly recordedOn: Day
  /** The last day on which the money counts. */
  readonly promisedOn: Day
  readonly amount: Money
  /** Null: whatever the customer pays. */
  readonly invoiceIds: readonly string[] | null
}

export const promiseOutcomes = ['kept', 'partly', 'broken'] as const
export type PromiseOutcome = (typeof promiseOutcomes)[number]
/** `outcome` null: it still waits for its day, or for news of payments up to that day. */
export type JudgedPromise = { readonly id: string; readonly paid: Money; readonly outcome: PromiseOutcome | null }

/**
 * Judges the promises of one customer. `knownUntil` is the last day whose payments are known completely: nobody's word is called broken while
 * the bank data of that day are missing. A promise whose sum is reached is kept at once.
 */
export function judgePromises(promises: readonly PromiseToPay[], moneys: readonly MoneyIn[], knownUntil: Day): readonly JudgedPromise[] {
  const left = new Map<string, bigint>()
  const byDay = [...moneys].sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1))
  return [...promises]
    .sort((a, b) => (a.promisedOn === b.promisedOn ? (a.id < b.id ? -1 : 1) : a.promisedOn < b.promisedOn ? -1 : 1))
    .map((promise) => {
      let paid = 0n
      for (const each of byDay) {
        if (each.on < promise.recordedOn || each.on > promise.promisedOn || paid >= promise.amount.minor) continue
        const key = `${each.id} ${promise.amount.currency}`
        const rest = left.get(key) ?? each.amount.minor
        const mine = lesser(lesser(countable(each, promise.invoiceIds, promise.amount.currency), rest), promise.amount.minor - paid)
        if (mine <= 0n) continue
        paid += mine
        left.set(key, rest - mine)
      }
      return { id: promise.id, paid: money(paid, promise.amount.currency), outcome: outcomeOf(promise, paid, knownUntil) }
    })
}

function outcomeOf(promise: PromiseToPay, paid: bigint, knownUntil: Day): PromiseOutcome | null {
  if (paid >= promise.amount.minor) return 'kept'
  if (knownUntil < promise.promisedOn) return null
  return paid > 0n ? 'partly' : 'broken'
}
