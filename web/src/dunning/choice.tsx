// A field with a few values, each with its word.
import { Select } from '@mantine/core'

export function Choice<V extends string>({
  label,
  value,
  options,
  onChange,
  hint,
}: {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly onChange: (value: V) => void
  readonly hint?: string
}) {
  return (
    <Select
      label={label}
      description={hint}
      value={value}
      data={[...options]}
      allowDeselect={false}
      onChange={(next) => {
        const found = options.find((option) => option.value === next)
        if (found !== undefined) onChange(found.value)
      }}
    />
  )
}
