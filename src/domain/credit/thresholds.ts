// The lines a customer may cross, and whose lines count for him: the most particular ones, field by field.
import type { RiskClass } from './risk-class.ts'

/** Null = this line is not drawn. Ratios in hundredths of a per cent, amounts in minor units of the base currency. */
export type Thresholds = {
  readonly ratioWarn: number | null
  readonly ratioBlock: number | null
  /** A block by the ratio lifts only below this: without it one payment of a few złoty would lift what the next invoice brings back. */
  readonly ratioRelease: number | null
  readonly overdueAmount: bigint | null
  readonly overdueAmountRelease: bigint | null
  readonly overdueDays: number | null
  readonly creditLimit: bigint | null
  readonly riskBlock: RiskClass | null
}

/** What one rule says; what it leaves out it takes from the next wider one. */
export type PartialThresholds = { readonly [K in keyof Thresholds]?: Thresholds[K] | undefined }

export type CreditScope =
  | { readonly kind: 'company' }
  | { readonly kind: 'segment'; readonly segment: string }
  | { readonly kind: 'customer'; readonly customerId: string }

export type CreditRule = { readonly scope: CreditScope; readonly thresholds: PartialThresholds }

export const usualThresholds: Thresholds = {
  ratioWarn: 1_500,
  ratioBlock: 2_000,
  ratioRelease: 1_200,
  overdueAmount: null,
  overdueAmountRelease: null,
  overdueDays: null,
  creditLimit: null,
  riskBlock: null,
}

const particular = { company: 0, segment: 1, customer: 2 } as const

const applies = ({ scope }: CreditRule, customer: { readonly customerId: string; readonly segment: string | null }): boolean =>
  scope.kind === 'company' ||
  (scope.kind === 'segment' && customer.segment !== null && scope.segment.toLowerCase() === customer.segment.toLowerCase()) ||
  (scope.kind === 'customer' && scope.customerId === customer.customerId)

const named = (partial: PartialThresholds): PartialThresholds =>
  Object.fromEntries(Object.entries(partial).filter(([, value]) => value !== undefined))

/** The customer's lines: the company's, over them his segment's, over them his own. */
export function thresholdsFor(
  rules: readonly CreditRule[],
  customer: { readonly customerId: string; readonly segment: string | null },
): Thresholds {
  const widestFirst = rules.filter((rule) => applies(rule, customer)).sort((a, b) => particular[a.scope.kind] - particular[b.scope.kind])
  return Object.assign({}, usualThresholds, ...widestFirst.map(({ thresholds }) => named(thresholds)))
}

export type ThresholdProblem =
  | 'credit.release-above-block'
  | 'credit.warning-above-block'
  | 'credit.release-above-amount'
  | 'credit.release-missing'
  | 'credit.threshold-not-positive'

/** Why these lines cannot stand together; null when they can. */
export function thresholdProblem(lines: Thresholds): ThresholdProblem | null {
  const { ratioWarn, ratioBlock, ratioRelease, overdueAmount, overdueAmountRelease, overdueDays, creditLimit } = lines
  if ([ratioWarn, ratioBlock, overdueDays].some((line) => line !== null && line <= 0)) return 'credit.threshold-not-positive'
  if ([overdueAmount, creditLimit].some((line) => line !== null && line <= 0n)) return 'credit.threshold-not-positive'
  if (ratioBlock !== null && ratioWarn !== null && ratioWarn > ratioBlock) return 'credit.warning-above-block'
  if (ratioBlock !== null && ratioRelease === null) return 'credit.release-missing'
  if (ratioBlock !== null && ratioRelease !== null && ratioRelease > ratioBlock) return 'credit.release-above-block'
  if (overdueAmount !== null && overdueAmountRelease !== null && overdueAmountRelease > overdueAmount) return 'credit.release-above-amount'
  return null
}
