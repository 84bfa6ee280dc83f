// Customers that are probably one and the same, with what speaks for it: the same tax number, the same name without its legal form, the same account.
import { companyName } from '#values/company-name'

export type Candidate = {
  readonly customerId: string
  readonly name: string
  readonly taxId: string | null
  /** Accounts that this customer pays from. */
  readonly accounts: readonly string[]
}
export type MergeReason = 'tax-id' | 'name' | 'account'
export type MergeSuggestion = { readonly a: Candidate; readonly b: Candidate; readonly reasons: readonly MergeReason[] }

/** Two tax numbers that differ are two firms, whatever their names; an account alone may be an accounting office's and is weaker than a name. */
export function mergeSuggestions(candidates: readonly Candidate[]): readonly MergeSuggestion[] {
  const found = new Map<string, { a: Candidate; b: Candidate; reasons: Set<MergeReason> }>()
  const gather = (reason: MergeReason, keysOf: (candidate: Candidate) => readonly string[]) => {
    const groups = new Map<string, Candidate[]>()
    for (const candidate of candidates) for (const key of keysOf(candidate)) if (key !== '') push(groups, key, candidate)
    for (const group of groups.values()) {
      // A key that half of the town shares says nothing.
      if (group.length > mostAlike) continue
      for (const [at, a] of group.entries())
        for (const b of group.slice(at + 1)) {
          if (a.customerId === b.customerId || (a.taxId !== null && b.taxId !== null && a.taxId !== b.taxId)) continue
          const [first, second] = a.customerId < b.customerId ? [a, b] : [b, a]
          const key = `${first.customerId} ${second.customerId}`
          const known = found.get(key)
          if (known === undefined) found.set(key, { a: first, b: second, reasons: new Set([reason]) })
          else known.reasons.add(reason)
        }
    }
  }
  gather('tax-id', (each) => (each.taxId === null ? [] : [each.taxId]))
  gather('name', (each) => [companyName(each.name).key])
  gather('account', (each) => each.accounts)
  return [...found.values()]
    .map(({ a, b, reasons }) => ({ a, b, reasons: [...reasons] }))
    .sort((one, other) => strength(other) - strength(one))
}

const mostAlike = 12
const weights: Readonly<Record<MergeReason, number>> = { 'tax-id': 4, name: 2, account: 1 }
const strength = (of: MergeSuggestion): number => of.reasons.reduce((sum, reason) => sum + weights[reason], 0)

function push<V>(groups: Map<string, V[]>, key: string, value: V): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [value])
  else group.push(value)
}
