// The steps from the first account to the dashboard, in words.
import { useTranslation } from 'react-i18next'
import type { Step } from '../ui/front-door.tsx'

export function useOnboardingSteps(notes: Readonly<Record<string, string | undefined>> = {}): {
  steps: readonly Step[]
  label: string
  foot: string
} {
  const { t } = useTranslation('onboarding')
  const steps = (['account', 'company', 'data', 'dashboard'] as const).map((id) => ({ id, word: t(`steps.${id}`), note: notes[id] }))
  return { steps, label: t('steps.label'), foot: t('stop') }
}
