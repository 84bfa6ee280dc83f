// Credit rules with one of them exchanged, held against each other: nobody may end with lines that contradict themselves.
import { type CreditRule, type CreditScope, thresholdProblem, thresholdsFor } from '#domain/credit/thresholds'
import type { CreditCustomer } from '#store/credit/facts'
import { Failure } from '#values/failure'

const sameScope = (a: CreditScope, b: CreditScope): boolean =>
  a.kind === b.kind &&
  (a.kind !== 'segment' || (b.kind === 'segment' && a.segment.toLowerCase() === b.segment.toLowerCase())) &&
  (a.kind !== 'customer' || (b.kind === 'customer' && a.customerId === b.customerId))

/**
 * The rules as they would be; a `rule` without thresholds takes its scope's away. Each scope is checked with what it takes from the wider
 * ones. Throws Failure of `thresholdProblem`, naming the company, segment or customer whose lines contradict each other.
 */
export function readyRules(
  known: readonly CreditRule[],
  rule: { readonly scope: CreditScope; readonly thresholds: CreditRule['thresholds'] | null } | null,
  customers: readonly CreditCustomer[],
  companyName: string,
): readonly CreditRule[] {
  const { scope, thresholds } = rule ?? { scope: { kind: 'company' } as const, thresholds: null }
  const others = rule === null ? known : known.filter((each) => !sameScope(each.scope, scope))
  const rules = thresholds === null ? others : [...others, { scope, thresholds }]
  for (const each of [{ scope: { kind: 'company' } as const }, ...rules]) {
    const whose = subject(each.scope, customers, companyName)
    const problem = whose === null ? null : thresholdProblem(thresholdsFor(rules, whose))
    if (problem !== null && whose !== null) throw new Failure(problem, { whose: whose.name })
  }
  return rules
}

/** Somebody of this scope; null when the customer is there no more. */
function subject(scope: CreditScope, customers: readonly CreditCustomer[], companyName: string) {
  if (scope.kind === 'company') return { customerId: '', segment: null, name: companyName }
  if (scope.kind === 'segment') return { customerId: '', segment: scope.segment, name: scope.segment }
  return customers.find(({ customerId }) => customerId === scope.customerId) ?? null
}
