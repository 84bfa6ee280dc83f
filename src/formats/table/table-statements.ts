// Statements out of mapped lines: one for each account and currency, its balances checked along the lines.
import type { Rejection } from '#ports/rejection'
import type { Statement } from '#ports/statement-format'
import { add, isZero, type Money, subtract } from '#values/money'
import type { MappedLine } from './statement-rows.ts'

type Balances = Pick<Statement, 'openingBalance' | 'closingBalance' | 'difference'> & { readonly balanced: boolean | null }

/** Newest first or oldest first: whichever way more neighbouring balances follow from each other. */
function isNewestFirst(lines: readonly MappedLine[]): boolean {
  let oldestFirst = 0
  let newestFirst = 0
  for (let index = 1; index < lines.length; index++) {
    const before = lines[index - 1]
    const after = lines[index]
    if (before?.balance == null || after?.balance == null) continue
    if (isZero(subtract(subtract(after.balance, before.balance), after.line.amount))) oldestFirst++
    if (isZero(subtract(subtract(before.balance, after.balance), before.line.amount))) newestFirst++
  }
  return newestFirst > oldestFirst
}

/** Opening is the first balance less the first amount; closing the last balance. Lines missing between them show as a difference. */
function balancesOf(lines: readonly MappedLine[]): Balances {
  const ordered = isNewestFirst(lines) ? lines.toReversed() : lines
  const first = ordered[0]
  const last = ordered.at(-1)
  if (first?.balance == null || last?.balance == null || first.balance.currency !== first.line.amount.currency) return { balanced: null }
  const openingBalance = subtract(first.balance, first.line.amount)
  let sum: Money = openingBalance
  for (const { line } of lines) sum = add(sum, line.amount)
  const difference = subtract(last.balance, sum)
  return isZero(difference)
    ? { openingBalance, closingBalance: last.balance, balanced: true }
    : { openingBalance, closingBalance: last.balance, balanced: false, difference }
}

/** The statements of a table in the order in which their first lines stand; rejections go to the first. `fallback` is the currency of a table without lines. */
export function statementsOf(
  format: string,
  lines: readonly MappedLine[],
  rejections: readonly Rejection[],
  fallback: Statement['currency'],
): Statement[] {
  const groups = new Map<string, MappedLine[]>()
  for (const mapped of lines) {
    const key = `${mapped.account ?? ''} ${mapped.line.amount.currency}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [mapped])
    else group.push(mapped)
  }
  const statements = [...groups.values()].map((group): Statement => {
    const days = group.map(({ line }) => line.bookedOn).toSorted()
    const account = group[0]?.account
    const opening = days[0]
    const closing = days.at(-1)
    const notes = group.flatMap((mapped) => mapped.notes)
    return {
      kind: 'statement',
      format,
      ...(account === undefined ? {} : { account }),
      currency: group[0]?.line.amount.currency ?? fallback,
      ...(opening === undefined ? {} : { openingOn: opening }),
      ...(closing === undefined ? {} : { closingOn: closing }),
      ...balancesOf(group),
      lines: group.map(({ line }) => line),
      rejected: [],
      ...(notes.length === 0 ? {} : { notes }),
    }
  })
  const [first, ...others] = statements
  return [
    first === undefined
      ? { kind: 'statement', format, currency: fallback, balanced: null, lines: [], rejected: rejections }
      : { ...first, rejected: rejections },
    ...others,
  ]
}
