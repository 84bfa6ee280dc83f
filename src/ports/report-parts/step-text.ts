// What a step of a ladder is called: ready ones after their days, `d7` is seven days after the due day.
import type { Translate } from '../translate.ts'

export function stepText(step: string, t: Translate): string {
  const days = /^d(\d+)$/.exec(step)?.[1]
  return days !== undefined
    ? t('report-shelf.analytics.stepAfter', { count: Number(days) })
    : step === 'before'
      ? t('report-shelf.analytics.stepBefore')
      : step
}
