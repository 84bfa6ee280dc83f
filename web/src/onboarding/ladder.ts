// The ladder of reminders that a new company starts with: which ready one it is, and the words of its steps.
import { useTranslation } from 'react-i18next'
import type { readDunning } from '#contract/dunning'
import type { Output } from '#contract/route'

export type Dunning = Output<typeof readDunning>
export type Ladder = Dunning['policies'][number]['policy']
export type LadderStep = Ladder['steps'][number]
export type PresetName = Dunning['presets'][number]['preset']

/** What of a step the presets differ in; who approves it is asked elsewhere. */
const shapeOf = (steps: readonly LadderStep[]): string =>
  JSON.stringify(steps.map(({ id, offsetDays, daysAre, media, kind, tone, task }) => [id, offsetDays, daysAre, media, kind, tone, task]))

/** The ready ladder that these steps are, or `own`. */
export const presetOf = (ladder: Ladder, presets: Dunning['presets']): PresetName | 'own' =>
  presets.find((each) => shapeOf(each.policy.steps) === shapeOf(ladder.steps))?.preset ?? 'own'

/** The policy of everybody who has no other. */
export const defaultOf = (dunning: Dunning) => dunning.policies.find((each) => each.isDefault) ?? dunning.policies[0]

/** By their days, as a customer meets them; the steps that write to him alone, unless `all`. */
export const inOrder = (ladder: Ladder, all = true): readonly LadderStep[] =>
  ladder.steps.filter((step) => all || step.media.length > 0).toSorted((a, b) => a.offsetDays - b.offsetDays)

export function useStepWords(): { when(step: LadderStep): string; what(step: LadderStep): string } {
  const { t } = useTranslation('onboarding')
  return {
    when({ offsetDays, daysAre }) {
      const count = Math.abs(offsetDays)
      if (count === 0) return t('wizard.rules.onDue')
      if (daysAre === 'business') return t(offsetDays > 0 ? 'wizard.rules.afterBusiness' : 'wizard.rules.beforeBusiness', { count })
      return t(offsetDays > 0 ? 'wizard.rules.after' : 'wizard.rules.before', { count })
    },
    what({ name, kind, media, task }) {
      const ways = media.map((each) => t(`wizard.rules.media.${each}`)).join(' + ')
      const parts = [
        media.length === 0 ? null : `${name ?? t(`wizard.rules.kind.${kind}`)} (${ways})`,
        task === null ? null : t(`wizard.rules.task.${task}`),
      ]
      return parts.filter((part) => part !== null).join(', ')
    },
  }
}
