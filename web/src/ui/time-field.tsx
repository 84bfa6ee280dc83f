// A field for a time of day as 24 hours, whatever the browser's own habit.
import { TextInput } from '@mantine/core'

const form = /^([01]\d|2[0-3]):[0-5]\d$/

/** `8:5` is written out as `08:05` when the field is left. */
function tidy(text: string): string {
  const match = /^(\d{1,2})[:.,\s]?(\d{1,2})?$/.exec(text.trim())
  return match === null ? text : `${(match[1] ?? '').padStart(2, '0')}:${(match[2] ?? '0').padStart(2, '0')}`
}

export const isTime = (text: string): boolean => form.test(text)

export function TimeField({
  label,
  value,
  onChange,
  hint,
  error,
  bare = false,
  autoFocus,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly hint?: string
  readonly error?: string | undefined
  readonly bare?: boolean
  readonly autoFocus?: boolean
}) {
  return (
    <TextInput
      {...(bare ? { 'aria-label': label } : { label })}
      description={hint}
      error={error}
      value={value}
      required
      withAsterisk={false}
      placeholder="08:00"
      inputMode="numeric"
      maxLength={5}
      autoComplete="off"
      {...(autoFocus && { autoFocus })}
      styles={{ input: { width: 88, fontVariantNumeric: 'tabular-nums' } }}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => onChange(tidy(value))}
    />
  )
}
