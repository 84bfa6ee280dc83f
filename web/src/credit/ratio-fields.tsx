// What the debt ratio is made of, as fields.
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { creditChoices } from '#contract/credit'
import { MoneyField } from '../ui/money-field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { say } from '../ui/say.ts'
import classes from './credit.module.css'
import type { SettingsView } from './credit-words.ts'

export type RatioDraft = Omit<SettingsView['ratio'], 'leastTurnover'> & { readonly leastTurnover: string }

type Props = {
  readonly draft: RatioDraft
  readonly currency: string
  readonly turnoverWrong: boolean
  readonly onChange: (draft: RatioDraft) => void
}

export function RatioFields({ draft, currency, turnoverWrong, onChange }: Props) {
  const { t, i18n } = useTranslation('credit')
  const choice = <K extends 'numerator' | 'period' | 'turnover' | 'disputed'>(name: K, values: readonly RatioDraft[K][]) => (
    <Select
      label={say(i18n, `credit:choice.${name}.label`)}
      value={draft[name]}
      allowDeselect={false}
      data={values.map((value) => ({ value: String(value), label: say(i18n, `credit:choice.${name}.${value}`) }))}
      onChange={(value) => {
        const found = values.find((each) => each === value)
        if (found !== undefined) onChange({ ...draft, [name]: found })
      }}
    />
  )
  return (
    <div className={classes.grid}>
      {choice('numerator', creditChoices.numerators)}
      {choice('period', creditChoices.periods)}
      {choice('turnover', ['gross', 'net'])}
      {choice('disputed', ['out', 'in'])}
      <MoneyField
        label={t('choice.leastTurnover')}
        value={draft.leastTurnover}
        currency={currency}
        error={turnoverWrong ? t('field.wrong') : undefined}
        onChange={(leastTurnover) => onChange({ ...draft, leastTurnover })}
      />
      <NumberField
        label={t('choice.leastAge')}
        value={draft.leastAgeDays}
        max={3650}
        onChange={(value) => {
          if (value !== null) onChange({ ...draft, leastAgeDays: value })
        }}
      />
    </div>
  )
}
