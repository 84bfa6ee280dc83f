// How sure the proposal of a payment in the queue is: the word it stands under, and its shape.
import { type ConfidenceBand, confidenceBandOf, confidenceBands } from '#values/confidence-band'
import type { ShapeName } from '../ui/shape.tsx'

/** One that has no proposal is not sure of anything. */
export const bands = [...confidenceBands, 'none'] as const
export type Band = ConfidenceBand | 'none'

export const bandOfRow = (row: { readonly status: string; readonly probability: number | null }): Band =>
  row.status === 'suggested' && row.probability !== null ? confidenceBandOf(row.probability) : 'none'

export const bandShape: Readonly<Record<Band, ShapeName>> = {
  certain: 'tick',
  likely: 'half',
  possible: 'ring',
  weak: 'ring',
  none: 'question',
}
