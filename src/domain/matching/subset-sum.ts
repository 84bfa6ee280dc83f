// Which sets of open amounts add up to a payment: exhaustive up to a budget, so that "the only one" is a proof and not a guess.

/** A solution as indexes into the amounts given; of equal amounts always the earliest ones. */
export type SubsetSums = {
  readonly solutions: readonly (readonly number[])[]
  /** True when every subset was looked at: one solution is then the only one (equal amounts count as one). */
  readonly exhaustive: boolean
}

type Class = { readonly value: number; readonly members: number[] }

const halfBudget = 1 << 15
const solutionLimit = 8

function classesOf(amounts: readonly number[]): Class[] {
  const byValue = new Map<number, Class>()
  for (const [index, value] of amounts.entries()) {
    const known = byValue.get(value)
    if (known === undefined) byValue.set(value, { value, members: [index] })
    else known.members.push(index)
  }
  return [...byValue.values()]
}

/** Splits the classes in two halves of at most `halfBudget` combinations each; null when they are too many. */
function halves(classes: readonly Class[]): readonly [Class[], Class[]] | null {
  const sides: [Class[], Class[]] = [[], []]
  const sizes: [number, number] = [1, 1]
  for (const each of [...classes].sort((a, b) => b.members.length - a.members.length)) {
    const side = sizes[0] <= sizes[1] ? 0 : 1
    sides[side].push(each)
    sizes[side] *= each.members.length + 1
    if (sizes[side] > halfBudget) return null
  }
  return sides
}

/** Every combination of counts as (sum, code); the code in mixed radix says how many of each class. */
function combinations(classes: readonly Class[]): { sums: Float64Array; radix: number[] } {
  let sums = new Float64Array([0])
  const radix: number[] = []
  for (const { value, members } of classes) {
    radix.push(sums.length)
    const next = new Float64Array(sums.length * (members.length + 1))
    for (let count = 0; count <= members.length; count++) {
      for (let at = 0; at < sums.length; at++) next[count * sums.length + at] = (sums[at] ?? 0) + count * value
    }
    sums = next
  }
  return { sums, radix }
}

function chosen(classes: readonly Class[], radix: readonly number[], code: number): number[] {
  const picked: number[] = []
  let rest = code
  for (let at = classes.length - 1; at >= 0; at--) {
    const base = radix[at] ?? 1
    const count = Math.floor(rest / base)
    rest -= count * base
    picked.push(...(classes[at]?.members.slice(0, count) ?? []))
  }
  return picked
}

function exhaustiveSearch([left, right]: readonly [Class[], Class[]], target: number): number[][] {
  const a = combinations(left)
  const b = combinations(right)
  const bySum = new Map<number, number[]>()
  for (const [code, sum] of a.sums.entries()) {
    const codes = bySum.get(sum)
    if (codes === undefined) bySum.set(sum, [code])
    else if (codes.length < solutionLimit) codes.push(code)
  }
  const solutions: number[][] = []
  for (const [code, sum] of b.sums.entries()) {
    for (const other of bySum.get(target - sum) ?? []) {
      const picked = [...chosen(left, a.radix, other), ...chosen(right, b.radix, code)].sort((x, y) => x - y)
      if (picked.length > 0) solutions.push(picked)
      if (solutions.length >= solutionLimit) return solutions
    }
  }
  return solutions
}

/** When all subsets are too many: runs of neighbours (all, the oldest, one delivery) and pairs. */
function boundedSearch(amounts: readonly number[], target: number): number[][] {
  const solutions: number[][] = []
  const prefix = new Map<number, number>([[0, 0]])
  let sum = 0
  for (const [at, amount] of amounts.entries()) {
    sum += amount
    const from = prefix.get(sum - target)
    if (from !== undefined && solutions.length < solutionLimit) solutions.push(Array.from({ length: at + 1 - from }, (_, i) => from + i))
    if (!prefix.has(sum)) prefix.set(sum, at + 1)
  }
  const seen = new Map<number, number>()
  for (const [at, amount] of amounts.entries()) {
    const other = seen.get(target - amount)
    if (other !== undefined && at - other > 1 && solutions.length < solutionLimit) solutions.push([other, at])
    if (!seen.has(amount)) seen.set(amount, at)
  }
  return solutions
}

/** Subsets of `amounts` (minor units, negative for credit notes, oldest first) with the sum `target`. At most 2 × 2¹⁵ sums are looked at. */
export function subsetSums(amounts: readonly number[], target: number): SubsetSums {
  const split = halves(classesOf(amounts))
  return split === null
    ? { solutions: boundedSearch(amounts, target), exhaustive: false }
    : { solutions: exhaustiveSearch(split, target), exhaustive: true }
}
