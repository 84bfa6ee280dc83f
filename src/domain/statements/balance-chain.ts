// Opening and closing of an export that shows the balance after each line, in whichever order its lines stand.

/** Lines remembered; a longer export is not chained. */
const limit = 300_000

/** Minor units before and after each line; every "after" is the "before" of the next line but one at each end. */
export class BalanceChain {
  readonly #ends = new Map<bigint, number>()
  #lines = 0
  #hasGaps = false

  add(amountMinor: bigint, balanceMinor: bigint | null): void {
    this.#lines++
    if (balanceMinor === null || this.#lines > limit) {
      this.#hasGaps = true
      this.#ends.clear()
      return
    }
    if (this.#hasGaps) return
    this.#count(balanceMinor - amountMinor, -1)
    this.#count(balanceMinor, 1)
  }

  /** The balances at both ends; null where lines are missing between (a filtered export) or a line shows no balance. */
  ends(): { readonly opening: bigint; readonly closing: bigint } | null {
    if (this.#hasGaps || this.#lines === 0) return null
    const loose = [...this.#ends].filter(([, count]) => count !== 0)
    const opening = loose.filter(([, count]) => count === -1)
    const closing = loose.filter(([, count]) => count === 1)
    const [first, last] = [opening[0], closing[0]]
    return loose.length === 2 && first !== undefined && last !== undefined ? { opening: first[0], closing: last[0] } : null
  }

  #count(balance: bigint, by: number): void {
    this.#ends.set(balance, (this.#ends.get(balance) ?? 0) + by)
  }
}
