// The reasons of a candidate in words: short ones for the chips, the whole sentence with its weight behind them.

import { useTranslation } from 'react-i18next'
import type { EvidenceSide } from '../ui/evidence-chip.tsx'
import { say } from '../ui/say.ts'
import { useFormat } from '../ui/use-format.ts'
import { evidenceGroups } from './evidence-groups.ts'
import type { Candidate, EvidenceItem } from './payment-types.ts'

export type EvidenceWords = { readonly side: EvidenceSide; readonly sideWord: string; readonly words: string; readonly detail: string }

/** Reasons of a candidate in the order for, neutral, against, strongest first. */
export function useEvidenceWords(): (candidate: Candidate) => readonly EvidenceWords[] {
  const { t, i18n } = useTranslation(['review', 'matching'])
  const format = useFormat()
  const factsOf = (item: EvidenceItem) =>
    Object.fromEntries(
      Object.entries(item.facts).map(([name, value]) => [
        name,
        typeof value === 'number'
          ? format.number(value, Number.isInteger(value) ? 0 : 2)
          : /^-?\d+\.\d+$/.test(value)
            ? format.number(Number(value), value.length - value.indexOf('.') - 1)
            : value,
      ]),
    )
  const short = (item: EvidenceItem): string => {
    const key = `review:evidence.chip.${item.because}`
    return i18n.exists(key) ? say(i18n, key, factsOf(item)) : t(`evidence.kind.${item.kind}`)
  }
  const sentence = (item: EvidenceItem): string => {
    const key = `matching:because.${item.because}`
    const weight = t('evidence.weight', { weight: format.number(item.weight, 1) })
    return i18n.exists(key) ? `${say(i18n, key, factsOf(item))} ${weight}` : weight
  }
  return (candidate) =>
    evidenceGroups(candidate).map(({ side, items, first }) => ({
      side,
      sideWord: t(`evidence.${side}`),
      words: items.length > 1 ? t('evidence.numbers', { count: items.length }) : short(first),
      detail: items.map(sentence).join('\n'),
    }))
}
