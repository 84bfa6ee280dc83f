// The words of confidence: how sure a proposal is, and its shape.
import type { ShapeName } from '../ui/shape.tsx'

export const bands = ['certain', 'likely', 'possible', 'weak', 'none'] as const
export type Band = (typeof bands)[number]

/** How sure the proposal of a payment in the queue is; one that has none is not sure of anything. */
export const bandOfRow = (row: { readonly status: string; readonly probability: number | null }): Band =>
  bandOf(row.status === 'suggested' ? row.probability : null)

/** Certain from 0.97, likely from 0.80, possible from 0.55; null means that nothing is proposed. */
export function bandOf(probability: number | null): Band {
  if (probability === null) return 'none'
  return probability >= 0.97 ? 'certain' : probability >= 0.8 ? 'likely' : probability >= 0.55 ? 'possible' : 'weak'
}

export const bandShape: Readonly<Record<Band, ShapeName>> = {
  certain: 'tick',
  likely: 'half',
  possible: 'ring',
  weak: 'ring',
  none: 'question',
}
