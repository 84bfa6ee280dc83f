// The choices of an own report: of what, which columns, grouping, order, chart.
import { Checkbox, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFieldWords } from './field-words.ts'
import { type FieldView, FilterEditor } from './filter-editor.tsx'
import type { Definition } from './report-types.ts'
import classes from './reports.module.css'

export type SubjectView = { readonly id: Definition['subject']; readonly usual: readonly string[]; readonly fields: readonly FieldView[] }

/** A new report of a subject. */
export const startOf = (subject: SubjectView): Definition => ({
  subject: subject.id,
  columns: [...subject.usual],
  filters: [],
  groupBy: null,
  order: subject.id === 'invoices' ? { field: 'issueOn', descending: true } : null,
  chart: null,
})

export function BuildForm({
  subjects,
  value,
  onChange,
}: {
  readonly subjects: readonly SubjectView[]
  readonly value: Definition
  readonly onChange: (value: Definition) => void
}) {
  const { t } = useTranslation('reports-screen')
  const words = useFieldWords()
  const subject = subjects.find((each) => each.id === value.subject)
  if (subject === undefined) return null
  const set = (change: Partial<Definition>) => onChange({ ...value, ...change })
  const options = (fields: readonly FieldView[]) => fields.map((field) => ({ value: field.key, label: words.field(field.key) }))
  const groupable = subject.fields.filter((field) => field.kind === 'text' || field.kind === 'choice' || field.kind === 'day')
  const summable = subject.fields.filter((field) => field.kind === 'money' && value.columns.includes(field.key))
  const orderable =
    value.groupBy === null ? subject.fields : subject.fields.filter((field) => field.key === value.groupBy || summable.includes(field))
  return (
    <div className={classes.form}>
      <Select
        label={t('build.subject')}
        value={value.subject}
        allowDeselect={false}
        data={subjects.map((each) => ({ value: each.id, label: t(`subject.${each.id}`) }))}
        onChange={(next) => {
          const chosen = subjects.find((each) => each.id === next)
          if (chosen !== undefined) onChange(startOf(chosen))
        }}
      />
      <FilterEditor fields={subject.fields} filters={value.filters} onChange={(filters) => set({ filters })} />
      <Select
        label={t('build.groupBy')}
        description={t('build.groupHint')}
        value={value.groupBy}
        clearable
        placeholder={t('build.noGroup')}
        data={options(groupable)}
        onChange={(next) => set({ groupBy: next, order: null, chart: next === null ? null : value.chart })}
      />
      {value.groupBy === null ? null : (
        <Select
          label={t('build.chart')}
          value={value.chart === null ? '' : `${value.chart.look}:${value.chart.value}`}
          allowDeselect={false}
          data={[
            { value: '', label: t('build.noChart') },
            { value: 'bars:count', label: `${t('build.bars')}: ${words.field('count')}` },
            ...summable.flatMap((field) => [
              { value: `bars:${field.key}`, label: `${t('build.bars')}: ${words.field(field.key)}` },
              { value: `line:${field.key}`, label: `${t('build.line')}: ${words.field(field.key)}` },
            ]),
          ]}
          onChange={(next) => {
            const [look, column] = (next ?? '').split(':')
            set({ chart: column === undefined ? null : { look: look === 'line' ? 'line' : 'bars', value: column } })
          }}
        />
      )}
      <Select
        label={t('build.order')}
        value={value.order === null ? null : `${value.order.descending ? '-' : ''}${value.order.field}`}
        clearable
        placeholder={t('build.noOrder')}
        data={options(orderable).flatMap(({ value: key, label }) => [
          { value: key, label: t('build.ascending', { field: label }) },
          { value: `-${key}`, label: t('build.descending', { field: label }) },
        ])}
        onChange={(next) => set({ order: next === null ? null : { field: next.replace(/^-/, ''), descending: next.startsWith('-') } })}
      />
      <fieldset className={classes.fieldset}>
        <legend>{t('build.columns')}</legend>
        {subject.fields.map((field) => (
          <Checkbox
            key={field.key}
            label={words.field(field.key)}
            checked={value.columns.includes(field.key)}
            onChange={(event) => {
              const on = event.currentTarget.checked
              const columns = subject.fields.map(({ key }) => key).filter((key) => (key === field.key ? on : value.columns.includes(key)))
              if (columns.length > 0) set({ columns })
            }}
          />
        ))}
      </fieldset>
    </div>
  )
}
