// Says which roles a mapping still lacks, as a sentence.
import { useTranslation } from 'react-i18next'
import type { Role } from './mapping-choices.ts'

/** `bookedOn`, `amount|credit|debit` → "Brakuje: data księgowania, kwota ze znakiem lub wpływ lub wypływ."; null when nothing is missing. */
export function useMissing(missing: readonly string[]): string | null {
  const { t } = useTranslation('table-mapping')
  if (missing.length === 0) return null
  const roles = missing.map((need) =>
    need
      .split('|')
      .map((role) => t(`role.${role as Role}`))
      .join(t('or')),
  )
  return t('missing', { roles: roles.join(', ') })
}
