// A field for a number within its bounds: days, hours, messages, percent.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { readNumber } from './read-number.ts'
import { unitSection } from './unit-section.tsx'
import { useFormat } from './use-format.ts'

type Props = {
  readonly label: string
  readonly description?: string | undefined
  readonly value: number | null
  /** Told while typing, as soon as it is a number within the bounds; null when the field is emptied. */
  readonly onChange: (value: number | null) => void
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly decimals?: number
  readonly unit?: string
  readonly width?: number
  readonly disabled?: boolean
  readonly required?: boolean
  readonly name?: string
  readonly error?: string | undefined
}

export function NumberField({
  value,
  onChange,
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
  decimals = 0,
  unit,
  width,
  required = false,
  ...rest
}: Props) {
  const { language } = useFormat()
  const written = value === null ? '' : String(value).replace('.', language === 'pl' ? ',' : '.')
  /** What stands in the field while it is being written in; what was taken stands there afterwards. */
  const [typed, setTyped] = useState<string | null>(null)
  const change = (text: string) => {
    setTyped(text)
    const next = readNumber(text, decimals)
    if (text.trim() === '') onChange(null)
    else if (next !== null && next >= min && next <= max) onChange(next)
  }
  const leave = () => {
    const next = typed === null ? null : readNumber(typed, decimals)
    if (next !== null && (next < min || next > max)) onChange(Math.min(max, Math.max(min, next)))
    setTyped(null)
  }
  return (
    <TextInput
      {...rest}
      required={required}
      withAsterisk={false}
      value={typed ?? written}
      inputMode={decimals === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      styles={{ input: { fontVariantNumeric: 'tabular-nums' }, ...(width !== undefined && { wrapper: { width } }) }}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={leave}
      {...unitSection(unit)}
    />
  )
}
