// Which policy an invoice is under: the most particular assignment wins.
import type { Policy } from './policy.ts'

/** A policy as the company keeps it; every edit makes a new version. `policyId` null: the ready one of a company that has none. */
export type KeptPolicy = {
  readonly policyId: string | null
  readonly version: number
  readonly name: string
  readonly policy: Policy
}

/** Exactly one of the three says whom it is for. `policyId` null: they are not written to at all. */
export type Assignment = {
  readonly policyId: string | null
  readonly segment: string | null
  readonly customerId: string | null
  readonly invoiceId: string | null
}

export type PolicyBook = {
  readonly byDefault: KeptPolicy
  readonly policies: readonly KeptPolicy[]
  readonly assignments: readonly Assignment[]
}

/** Invoice before customer before segment before the default; null: nobody is asked for this invoice. */
export function policyOf(
  book: PolicyBook,
  about: { readonly invoiceId: string | null; readonly customerId: string; readonly segment: string | null },
): KeptPolicy | null {
  const found =
    book.assignments.find((each) => each.invoiceId !== null && each.invoiceId === about.invoiceId) ??
    book.assignments.find((each) => each.customerId === about.customerId) ??
    (about.segment === null ? undefined : book.assignments.find((each) => each.segment === about.segment))
  if (found === undefined) return book.byDefault
  if (found.policyId === null) return null
  return book.policies.find((each) => each.policyId === found.policyId) ?? book.byDefault
}

/** The earliest a step of any of these policies comes before a due day, in days; business days are counted with the days off they may span. */
export const longestNotice = (policies: readonly Pick<Policy, 'steps'>[]): number =>
  Math.max(
    0,
    ...policies.flatMap(({ steps }) =>
      steps.map(
        (step) => -step.offsetDays * (step.daysAre === 'business' ? 2 : 1) + (step.daysAre === 'business' && step.offsetDays < 0 ? 7 : 0),
      ),
    ),
  )
