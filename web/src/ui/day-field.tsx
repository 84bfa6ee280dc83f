// A field for a day: the browser's own calendar, which knows the keyboard and the phone.
import { TextInput } from '@mantine/core'

export function DayField({
  label,
  value,
  onChange,
  hint,
  min,
  max,
  required = false,
  error,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly hint?: string
  readonly min?: string
  readonly max?: string
  readonly required?: boolean
  readonly error?: string | undefined
}) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value}
      description={hint}
      min={min}
      max={max}
      required={required}
      withAsterisk={false}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
