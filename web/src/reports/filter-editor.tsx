// The filters of an own report: field, how it is compared, and with what.
import { Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import choices from '../../../src/contract/words/pl/report-fields.json'
import { Button } from '../ui/button.tsx'
import { useFieldWords } from './field-words.ts'
import type { Definition } from './report-types.ts'
import classes from './reports.module.css'

export type FieldView = { readonly key: string; readonly kind: 'text' | 'choice' | 'day' | 'number' | 'percent' | 'money' }
type Filter = Definition['filters'][number]

const operatorsOf: Readonly<Record<FieldView['kind'], readonly Filter['operator'][]>> = {
  text: ['contains', 'is', 'is-not', 'filled', 'empty'],
  choice: ['is', 'is-not', 'filled', 'empty'],
  day: ['from', 'to', 'is', 'filled', 'empty'],
  number: ['from', 'to', 'is', 'filled', 'empty'],
  percent: ['from', 'to', 'filled', 'empty'],
  money: ['from', 'to', 'is', 'is-not', 'filled', 'empty'],
}

const codesOf = (field: string): readonly string[] => {
  const known: Readonly<Record<string, object>> = choices.choice
  return Object.keys(known[field] ?? {})
}

export function FilterEditor({
  fields,
  filters,
  onChange,
}: {
  readonly fields: readonly FieldView[]
  readonly filters: readonly Filter[]
  readonly onChange: (filters: Filter[]) => void
}) {
  const { t } = useTranslation('reports-screen')
  const words = useFieldWords()
  const change = (at: number, with_: Partial<Filter>) =>
    onChange(filters.map((filter, index) => (index === at ? { ...filter, ...with_ } : filter)))
  const first = fields[0]
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('build.filters')}</legend>
      {filters.map((filter, at) => {
        const field = fields.find((each) => each.key === filter.field) ?? first
        if (field === undefined) return null
        const operators = operatorsOf[field.kind]
        const wordless = filter.operator === 'filled' || filter.operator === 'empty'
        return (
          <div key={`${at}-${filter.field}`} className={classes.filterRow}>
            <Select
              aria-label={t('build.field')}
              value={field.key}
              allowDeselect={false}
              data={fields.map((each) => ({ value: each.key, label: words.field(each.key) }))}
              onChange={(next) => {
                const chosen = fields.find((each) => each.key === next)
                if (chosen !== undefined) change(at, { field: chosen.key, operator: operatorsOf[chosen.kind][0] ?? 'is', value: '' })
              }}
            />
            <Select
              aria-label={t('build.operator')}
              value={filter.operator}
              allowDeselect={false}
              data={operators.map((operator) => ({ value: operator, label: words.operator(operator) }))}
              onChange={(next) => change(at, { operator: operators.find((each) => each === next) ?? 'is' })}
            />
            <Button
              look="plain"
              icon
              aria-label={t('build.removeFilter')}
              onClick={() => onChange(filters.filter((_, index) => index !== at))}
            >
              <IconX size={16} stroke={1.6} aria-hidden />
            </Button>
            {wordless ? null : field.kind === 'choice' ? (
              <Select
                className={classes.wide ?? ''}
                aria-label={t('build.value')}
                value={filter.value === '' ? null : filter.value}
                data={codesOf(field.key).map((code) => ({ value: code, label: words.choice(field.key, code) }))}
                onChange={(next) => change(at, { value: next ?? '' })}
              />
            ) : (
              <TextInput
                className={classes.wide ?? ''}
                aria-label={t('build.value')}
                type={field.kind === 'day' ? 'date' : 'text'}
                inputMode={field.kind === 'text' || field.kind === 'day' ? undefined : 'decimal'}
                value={filter.value}
                onChange={(event) => change(at, { value: event.currentTarget.value })}
              />
            )}
          </div>
        )
      })}
      <span>
        <Button
          size="sm"
          disabled={first === undefined}
          onClick={() =>
            first !== undefined && onChange([...filters, { field: first.key, operator: operatorsOf[first.kind][0] ?? 'is', value: '' }])
          }
        >
          <IconPlus size={14} stroke={1.6} aria-hidden />
          {t('build.addFilter')}
        </Button>
      </span>
    </fieldset>
  )
}
