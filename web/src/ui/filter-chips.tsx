// Filters as chips: what is filtered, by which value, and a cross to end it.
import { Menu } from '@mantine/core'
import { IconChevronDown, IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './filter-chips.module.css'

export type ChipOption = { readonly value: string; readonly word: string }

/** A chip that chooses one of some values; with `onClear` it can be taken away. */
export function FilterChip({
  name,
  value,
  options,
  onChange,
  onClear,
}: {
  readonly name: string
  readonly value: string
  readonly options: readonly ChipOption[]
  readonly onChange: (value: string) => void
  readonly onClear?: () => void
}) {
  const { t } = useTranslation('shell')
  const word = options.find((option) => option.value === value)?.word ?? value
  return (
    <span className={classes.chip}>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={classes.open}>
            {name} <b>{word}</b>
            {onClear === undefined ? <IconChevronDown size={14} aria-hidden /> : null}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {options.map((option) => (
            <Menu.Item
              key={option.value}
              onClick={() => onChange(option.value)}
              aria-current={option.value === value || undefined}
              fw={option.value === value ? 550 : 400}
            >
              {option.word}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {onClear === undefined ? null : (
        <button type="button" className={classes.clear} aria-label={t('filter.clear', { name })} onClick={onClear}>
          <IconX size={14} aria-hidden />
        </button>
      )}
    </span>
  )
}

/** "+ Filtr": offers the filters that are not set yet. */
export function AddFilter({
  filters,
}: {
  readonly filters: readonly {
    readonly name: string
    readonly options: readonly ChipOption[]
    readonly onChange: (value: string) => void
  }[]
}) {
  const { t } = useTranslation('shell')
  if (filters.length === 0) return null
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={`${classes.chip} ${classes.add}`}>
          <IconPlus size={14} aria-hidden />
          {t('filter.add')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {filters.map((filter) => (
          <div key={filter.name}>
            <Menu.Label>{filter.name}</Menu.Label>
            {filter.options.map((option) => (
              <Menu.Item key={option.value} onClick={() => filter.onChange(option.value)}>
                {option.word}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
