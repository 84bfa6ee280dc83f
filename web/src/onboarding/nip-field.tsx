// The NIP of a company, checked digit by digit while it is typed.
import { useTranslation } from 'react-i18next'
import { parseNip } from '#values/nip'
import { TextField } from '../ui/text-field.tsx'

/** What is typed as it would be kept: null for nothing; undefined while it is no NIP. */
export function nipOf(text: string): string | null | undefined {
  if (text.trim() === '') return null
  return parseNip(text) === null ? undefined : text.replace(/\D/g, '')
}

type Props = { readonly value: string; readonly onChange: (text: string) => void; readonly autoFocus?: boolean }

export function NipField({ value, onChange, autoFocus = false }: Props) {
  const { t } = useTranslation('onboarding')
  const digits = value.replace(/\D/g, '').length
  const known = nipOf(value)
  const hint = known === null ? t('company.nipOptional') : digits < 10 ? t('company.nipMore', { count: 10 - digits }) : t('company.nipHint')
  return (
    <TextField
      label={t('company.nip')}
      name="nip"
      value={value}
      onChange={onChange}
      {...(autoFocus && { autoFocus })}
      inputMode="numeric"
      placeholder="526-10-40-567"
      optional
      hint={hint}
      success={typeof known === 'string' ? t('company.nipRight') : undefined}
      error={known === undefined && digits >= 10 ? t('company.nipWrong') : undefined}
    />
  )
}
