// The sentence of a reason: by its code in the words of matching, else by its kind.

import { useTranslation } from 'react-i18next'
import type { EvidenceSide } from '../ui/evidence-chip.tsx'
import { say } from '../ui/say.ts'
import { useFormat } from '../ui/use-format.ts'
import type { Candidate, EvidenceItem } from './payment-types.ts'

export type EvidenceWords = { readonly side: EvidenceSide; readonly sideWord: string; readonly words: string; readonly detail: string }

/** Reasons of a candidate in the order for, neutral, against, strongest first. */
export function useEvidenceWords(): (candidate: Candidate) => readonly EvidenceWords[] {
  const { t, i18n } = useTranslation('review')
  const format = useFormat()
  const one = (item: EvidenceItem, side: EvidenceSide): EvidenceWords => {
    const key = `matching:because.${item.because}`
    const facts = Object.fromEntries(
      Object.entries(item.facts).map(([name, value]) => [
        name,
        typeof value === 'number'
          ? format.number(value, Number.isInteger(value) ? 0 : 2)
          : /^-?\d+\.\d+$/.test(value)
            ? format.number(Number(value), value.length - value.indexOf('.') - 1)
            : value,
      ]),
    )
    const words = i18n.exists(key) ? say(i18n, key, facts).replace(/\.$/, '') : t(`evidence.kind.${item.kind}`)
    return { side, sideWord: t(`evidence.${side}`), words, detail: t('evidence.weight', { weight: format.number(item.weight, 1) }) }
  }
  const strongest = (items: readonly EvidenceItem[]) => [...items].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  return ({ evidence, against }) => [
    ...strongest(evidence.filter((item) => item.weight > 0)).map((item) => one(item, 'for')),
    ...strongest([...evidence, ...against].filter((item) => item.weight === 0)).map((item) => one(item, 'neutral')),
    ...strongest([...against.filter((item) => item.weight !== 0), ...evidence.filter((item) => item.weight < 0)]).map((item) =>
      one(item, 'against'),
    ),
  ]
}
