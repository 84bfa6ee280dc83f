// A field for an amount in one currency; leaves what was typed alone and says when it is none.
import { TextInput } from '@mantine/core'
import { unitOf } from '#values/currency-unit'

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly currency: string
  readonly error?: string | undefined
  readonly autoFocus?: boolean
  readonly bare?: boolean
  readonly onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement>) => void
}

export function MoneyField({ label, value, onChange, currency, error, autoFocus, bare = false, onKeyDown }: Props) {
  return (
    <TextInput
      {...(bare ? { 'aria-label': label } : { label })}
      value={value}
      error={error}
      inputMode="decimal"
      autoComplete="off"
      {...(autoFocus && { autoFocus })}
      {...(onKeyDown && { onKeyDown })}
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      onChange={(event) => onChange(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={bare ? undefined : <span className="s third">{unitOf(currency)}</span>}
    />
  )
}
