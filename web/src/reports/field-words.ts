// Words of fields, operators and choices whose keys come from the server.
import { useTranslation } from 'react-i18next'

export function useFieldWords() {
  const { t } = useTranslation('report-fields')
  const say = t as unknown as (key: string) => string
  return {
    field: (key: string) => say(`field.${key}`),
    operator: (key: string) => say(`operator.${key}`),
    choice: (field: string, code: string) => say(`choice.${field}.${code}`),
  }
}
