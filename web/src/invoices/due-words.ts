// How far away a due date is, in words: `3 dni po terminie`, `za 1 dzień`.
import { useTranslation } from 'react-i18next'

/** Words for days past due; negative days lie ahead. */
export function useDueWords(): (daysPastDue: number) => string {
  const { t } = useTranslation('invoices')
  const shell = useTranslation('shell').t
  return (days) =>
    days === 0
      ? t('dueToday')
      : days > 0
        ? t('daysLate', { days: shell('units.days', { count: days }) })
        : t('daysLeft', { days: shell('units.days', { count: -days }) })
}
