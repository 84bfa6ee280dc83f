// How a step is called and when it is, as its row, its sheet and the trial say it.
import { useTranslation } from 'react-i18next'
import { kinds, offsetOf, type Step, type StepDraft } from './policy-draft.ts'

export function useStepWords() {
  const { t } = useTranslation('dunning-screen')
  const kindOf = (step: Step): string => {
    const kind = kinds.find((each) => each === step.kind)
    return kind === undefined ? step.kind : t(`kind.${kind}`)
  }
  return {
    /** Its own name, else what it sends or asks of a person. */
    name: (step: Step): string =>
      step.name !== null && step.name.trim() !== ''
        ? step.name
        : step.media.length === 0 && step.task !== null
          ? t(`taskName.${step.task}`)
          : kindOf(step),
    /** `+7`, `−3 rob.`; a dash while no number stands there. */
    day: (draft: StepDraft): string => {
      const offset = offsetOf(draft)
      if (offset === null) return '–'
      const days = offset < 0 ? `\u2212${-offset}` : offset === 0 ? '0' : `+${offset}`
      return draft.side.endsWith('business') ? t('businessDays', { days }) : days
    },
  }
}
