// How much may be missing for an invoice to count as paid: a line for each currency, one for the others.
import { Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { unitOf } from '#values/currency-unit'
import { Button } from '../../ui/button.tsx'
import classes from './matching.module.css'
import { minorOf, type PostingDraft, percentOf, type ToleranceRow } from './posting-draft.ts'

const offered = ['PLN', 'EUR', 'USD', 'GBP', 'CZK', 'CHF', 'SEK', 'NOK', 'DKK', 'HUF', 'UAH', 'RON'] as const

type Props = Pick<PostingDraft, 'rows' | 'others'> & { readonly onChange: (part: Partial<PostingDraft>) => void }

export function ToleranceFields({ rows, others, onChange }: Props) {
  const { t } = useTranslation('matching-settings')
  const left = offered.filter((code) => !rows.some((row) => row.currency === code))
  const put = (at: number, row: ToleranceRow) => onChange({ rows: rows.with(at, row) })
  return (
    <div className="stack tight">
      <h3>{t('tolerance.title')}</h3>
      <p className="xs third">{t('tolerance.hint')}</p>
      <div className={classes.tolerance}>
        <div className={`${classes.toleranceRow} ${classes.toleranceHead}`} aria-hidden>
          <span>{t('tolerance.currency')}</span>
          <span>{t('tolerance.amount')}</span>
          <span>{t('tolerance.percent')}</span>
          <span />
        </div>
        {rows.map((row, at) => (
          <Line key={row.currency} row={row} name={row.currency} unit={unitOf(row.currency)} onChange={(next) => put(at, next)}>
            <Button
              look="plain"
              size="sm"
              icon
              aria-label={t('tolerance.remove', { currency: row.currency })}
              onClick={() => onChange({ rows: rows.toSpliced(at, 1) })}
            >
              <IconX size={14} aria-hidden />
            </Button>
          </Line>
        ))}
        <Line row={others} name={t('tolerance.others')} unit={t('tolerance.othersUnit')} onChange={(next) => onChange({ others: next })} />
      </div>
      <Select
        aria-label={t('tolerance.add')}
        placeholder={t('tolerance.add')}
        value={null}
        data={[...left]}
        style={{ width: 168 }}
        onChange={(currency) => {
          if (currency !== null) onChange({ rows: [...rows, { currency, amount: others.amount, percent: others.percent }] })
        }}
      />
    </div>
  )
}

type LineProps = {
  readonly row: ToleranceRow
  readonly name: string
  readonly unit: string
  readonly onChange: (row: ToleranceRow) => void
  readonly children?: React.ReactNode
}

function Line({ row, name, unit, onChange, children }: LineProps) {
  const { t } = useTranslation('matching-settings')
  // The unit at the right needs its place beside figures that end there.
  const number = { input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums', paddingInlineEnd: 40 } } as const
  return (
    <div className={classes.toleranceRow}>
      <span className="strong">{name}</span>
      <TextInput
        aria-label={t('tolerance.amountOf', { currency: name })}
        value={row.amount}
        inputMode="decimal"
        autoComplete="off"
        styles={number}
        error={minorOf(row) === null ? t('tolerance.amountWrong') : undefined}
        rightSection={<span className="xs third">{unit}</span>}
        rightSectionWidth={40}
        onChange={(event) => onChange({ ...row, amount: event.currentTarget.value })}
      />
      <TextInput
        aria-label={t('tolerance.percentOf', { currency: name })}
        value={row.percent}
        inputMode="decimal"
        autoComplete="off"
        styles={number}
        error={percentOf(row.percent) === null ? t('tolerance.percentWrong') : undefined}
        rightSection={<span className="xs third">%</span>}
        rightSectionWidth={40}
        onChange={(event) => onChange({ ...row, percent: event.currentTarget.value })}
      />
      {children ?? <span />}
    </div>
  )
}
