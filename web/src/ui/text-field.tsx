// The fields of forms before a company is open: address and password with their checks as one types.
import { PasswordInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoFocus?: boolean
  readonly autoComplete?: string
  readonly error?: string | undefined
  readonly hint?: string | undefined
  readonly name?: string
}

export function TextField({
  label,
  value,
  onChange,
  hint,
  ...rest
}: Props & {
  readonly inputMode?: 'numeric' | 'text'
  readonly placeholder?: string
  readonly success?: string | undefined
  readonly optional?: boolean
}) {
  const { success, optional, error, ...input } = rest
  return (
    <TextInput
      {...input}
      label={label}
      value={value}
      required={optional !== true}
      withAsterisk={false}
      error={error}
      description={success === undefined ? hint : <span className="tone-ok">{success}</span>}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export function EmailField(props: Props) {
  const { value, onChange, hint, ...rest } = props
  return (
    <TextInput
      {...rest}
      type="email"
      inputMode="email"
      value={value}
      required
      withAsterisk={false}
      description={hint}
      autoComplete={props.autoComplete ?? 'email'}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export const shortestPassword = 10

/** A password that is being chosen: says how many characters are still missing. */
export function NewPasswordField({ label, value, onChange, error, name }: Props) {
  const { t } = useTranslation('signin')
  const missing = shortestPassword - value.length
  const hint = value.length === 0 || missing <= 0 ? t('passwordHint') : t('passwordShort', { count: missing })
  return (
    <PasswordInput
      label={label}
      name={name}
      value={value}
      error={error}
      required
      withAsterisk={false}
      minLength={shortestPassword}
      maxLength={128}
      autoComplete="new-password"
      description={hint}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
