// What a report is asked for: the day, the period, the basis of ageing, the currency, disputed or not.
import { Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { usualReportParameters } from '#contract/reports'
import { DayField } from '../ui/day-field.tsx'
import type { WantedReport } from './report-types.ts'
import classes from './reports.module.css'

export type Parameters = Extract<WantedReport, { kind: 'shelf' }>['parameters']

const isUsualDay = (day: string): boolean => day === '' || day === usualReportParameters.day

const periods = ['month', 'quarter', 'year', 'twelve-months'] as const

export function ReportParameters({
  value,
  onChange,
  period,
  today,
}: {
  readonly value: Parameters
  readonly onChange: (value: Parameters) => void
  readonly period: boolean
  readonly today: string
}) {
  const { t } = useTranslation('reports-screen')
  const set = (change: Partial<Parameters>) => onChange({ ...value, ...change })
  return (
    <div className={classes.parameters}>
      <DayField label={t('parameter.day')} value={isUsualDay(value.day) ? today : value.day} max={today} onChange={(day) => set({ day })} />
      {period ? (
        <Select
          label={t('parameter.period')}
          value={value.period}
          allowDeselect={false}
          data={periods.map((each) => ({ value: each, label: t(`period.${each}`) }))}
          onChange={(next) => set({ period: periods.find((each) => each === next) ?? 'twelve-months', from: '' })}
        />
      ) : null}
      <Select
        label={t('parameter.basis')}
        value={value.basis}
        allowDeselect={false}
        data={[
          { value: 'due', label: t('basis.due') },
          { value: 'issue', label: t('basis.issue') },
        ]}
        onChange={(next) => set({ basis: next === 'issue' ? 'issue' : 'due' })}
      />
      <TextInput
        label={t('parameter.currency')}
        value={value.currency}
        placeholder={t('parameter.allCurrencies')}
        maxLength={3}
        className={classes.currency ?? ''}
        onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase().replace(/[^A-Z]/g, '') })}
      />
      <Switch
        className={classes.switch ?? ''}
        label={t('parameter.withoutDisputed')}
        checked={value.withoutDisputed}
        onChange={(event) => set({ withoutDisputed: event.currentTarget.checked })}
      />
    </div>
  )
}

/** The query of the screen's report; a currency half typed chooses nothing yet. */
export const queryOf = (parameters: Parameters, period: boolean) => ({
  ...(isUsualDay(parameters.day) ? {} : { day: parameters.day }),
  ...(period ? { period: parameters.period } : {}),
  ...(parameters.basis === 'due' ? {} : { basis: parameters.basis }),
  ...(parameters.currency.length === 3 ? { currency: parameters.currency } : {}),
  ...(parameters.withoutDisputed ? { withoutDisputed: true } : {}),
})
