// The lines a customer may cross, as fields; an empty one is not drawn.
import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { creditChoices } from '#contract/credit'
import { MoneyField } from '../ui/money-field.tsx'
import classes from './credit.module.css'
import type { LineDraft, Lines } from './line-draft.ts'

type Props = {
  readonly draft: LineDraft
  readonly currency: string
  readonly wrong: readonly (keyof Lines)[]
  readonly onChange: (draft: LineDraft) => void
}

export function LineFields({ draft, currency, wrong, onChange }: Props) {
  const { t } = useTranslation('credit')
  const error = (name: keyof Lines) => (wrong.includes(name) ? t('field.wrong') : undefined)
  const text = (name: 'ratioWarn' | 'ratioBlock' | 'ratioRelease' | 'overdueDays', unit: string) => (
    <TextInput
      label={t(`field.${name}`)}
      value={draft[name]}
      inputMode="decimal"
      autoComplete="off"
      error={error(name)}
      rightSection={<span className="s third">{unit}</span>}
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums', paddingInlineEnd: 40 } }}
      onChange={(event) => onChange({ ...draft, [name]: event.currentTarget.value })}
    />
  )
  const amount = (name: 'overdueAmount' | 'overdueAmountRelease' | 'creditLimit') => (
    <MoneyField
      label={t(`field.${name}`)}
      value={draft[name]}
      currency={currency}
      error={error(name)}
      onChange={(value) => onChange({ ...draft, [name]: value })}
    />
  )
  return (
    <div className={classes.grid}>
      {text('ratioWarn', '%')}
      {text('ratioBlock', '%')}
      {text('ratioRelease', '%')}
      {amount('creditLimit')}
      {amount('overdueAmount')}
      {amount('overdueAmountRelease')}
      {text('overdueDays', t('field.daysUnit'))}
      <Select
        label={t('field.riskBlock')}
        value={draft.riskBlock}
        allowDeselect={false}
        data={[
          { value: '', label: t('field.riskNone') },
          ...creditChoices.risks.slice(1).map((value) => ({ value, label: t(`risk.${value}`) })),
        ]}
        onChange={(value) => onChange({ ...draft, riskBlock: value ?? '' })}
      />
    </div>
  )
}
