// Frees a document of credit allocations: always both halves of a pair.
import type { Day } from '#values/day'
import { money } from '#values/money'
import { creditPair } from './allocation-plan.ts'
import { type Entry, type EntryDraft, livingEntries, reversalOf } from './entry.ts'

const sizeOf = (entry: Entry): bigint => (entry.amount.minor < 0n ? -entry.amount.minor : entry.amount.minor)

/** The other half of a pair: it stands beside in the same group with the opposite amount. */
function otherHalf(entry: Entry, candidates: readonly Entry[]): Entry | null {
  const group = candidates.filter((other) => other.groupId === entry.groupId).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const at = group.findIndex((other) => other.id === entry.id)
  const beside = entry.amount.minor < 0n ? group[at + 1] : group[at - 1]
  return beside !== undefined && beside.amount.minor === -entry.amount.minor ? beside : null
}

/**
 * Reverses pairs that touch `invoiceId`, the latest first, until `wanted` minor units (a size, without sign) are free; what of the last
 * stays is entered again. `entries` hold both halves: all entries of the groups concerned.
 */
export function releaseCredits(
  invoiceId: string,
  entries: readonly Entry[],
  wanted: bigint,
  on: (entry: Entry) => Day,
): { readonly drafts: readonly EntryDraft[]; readonly short: bigint } {
  const living = livingEntries(entries).filter((entry) => entry.kind === 'credit-allocation')
  const own = living.filter((entry) => entry.invoiceId === invoiceId).toSorted((a, b) => (a.id < b.id ? 1 : -1))
  const drafts: EntryDraft[] = []
  let left = wanted
  for (const half of own) {
    if (left <= 0n) break
    const other = otherHalf(half, living)
    if (other === null) continue
    const [credit, invoice] = half.amount.minor < 0n ? [half, other] : [other, half]
    drafts.push(reversalOf(credit, on(credit)), reversalOf(invoice, on(invoice)))
    const stays = sizeOf(half) - left
    if (stays > 0n && credit.invoiceId !== null && invoice.invoiceId !== null)
      drafts.push(
        ...creditPair(credit.invoiceId, invoice.invoiceId, money(stays, half.amount.currency), on(invoice), {
          matchId: half.matchId,
          why: half.why,
        }),
      )
    left -= sizeOf(half)
  }
  return { drafts, short: left < 0n ? 0n : left }
}
