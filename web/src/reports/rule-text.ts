// When a report goes, in a sentence.
import type { TFunction } from 'i18next'
import type { ReportSchedule } from './report-types.ts'

export function ruleText(rule: ReportSchedule['rule'], t: TFunction<'reports-screen'>): string {
  switch (rule.kind) {
    case 'daily':
      return t('rule.daily', { at: rule.at })
    case 'weekly':
      return t(`rule.weekly.${rule.weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7}`, { at: rule.at })
    case 'monthly':
      return t('rule.monthly', { at: rule.at, day: rule.dayOfMonth })
    case 'working-day':
      return rule.ordinal === 0
        ? t('rule.everyWorkingDay', { at: rule.at })
        : rule.ordinal === -1
          ? t('rule.lastWorkingDay', { at: rule.at })
          : t('rule.workingDay', { at: rule.at, day: rule.ordinal })
  }
}
