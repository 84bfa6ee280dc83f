// Reasons of a candidate as its chips show them: by side, strongest first, several numbers of the title as one.
import type { EvidenceSide } from '../ui/evidence-chip.tsx'
import type { Candidate, EvidenceItem } from './payment-types.ts'

export type EvidenceGroup = {
  readonly side: EvidenceSide
  readonly first: EvidenceItem
  readonly items: readonly EvidenceItem[]
}

/** A reason that weighs less than this hardly moves the odds: it is told, for neither side. */
const leastWeight = 0.5

const sideOf = (weight: number): EvidenceSide => (weight >= leastWeight ? 'for' : weight <= -leastWeight ? 'against' : 'neutral')
const sides: readonly EvidenceSide[] = ['for', 'neutral', 'against']

/** Notes without weight say why nothing was posted by itself; that question has its own answer and they are no reasons here. */
export function evidenceGroups({ evidence, against }: Pick<Candidate, 'evidence' | 'against'>): readonly EvidenceGroup[] {
  const reasons = [...evidence, ...against.filter((item) => item.weight !== 0)].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const groups: EvidenceGroup[] = []
  for (const item of reasons) {
    const side = sideOf(item.weight)
    const at = groups.findIndex((group) => group.side === side && group.first.because === item.because && item.kind === 'number')
    const group = groups[at]
    if (group === undefined) groups.push({ side, first: item, items: [item] })
    else groups[at] = { ...group, items: [...group.items, item] }
  }
  return sides.flatMap((side) => groups.filter((group) => group.side === side))
}
