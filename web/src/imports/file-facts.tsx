// What is said of the whole file: what it holds, the currency and account where it names none, how its dates and amounts are written.
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Segmented } from '../ui/segmented.tsx'
import classes from './mapping.module.css'
import { ambiguousSample, currenciesWith, type Mapping, type Preview, type TableMapping } from './mapping-choices.ts'

type Props = {
  readonly mapping: Mapping
  readonly preview: Preview
  readonly asksDates: boolean
  readonly onChange: (mapping: Mapping) => void
  readonly onKind: (kind: TableMapping['kind']) => void
  readonly onDates: () => void
}

export function FileFacts({ mapping, preview, asksDates, onChange, onKind, onDates }: Props) {
  const { t } = useTranslation('table-mapping')
  const hasCurrency = mapping.kind !== 'plain' && mapping.columns.currency !== undefined
  const hasAccount = mapping.kind === 'statement' && mapping.columns.ownAccount !== undefined
  return (
    <div className={classes.facts}>
      {mapping.kind === 'plain' ? null : (
        <div className="stack tight">
          <span className={classes.label}>{t('holds')}</span>
          <Segmented
            label={t('holds')}
            value={mapping.kind}
            options={(['statement', 'invoices'] as const).map((value) => ({ value, word: t(`kind.${value}`) }))}
            onChange={onKind}
          />
        </div>
      )}
      {hasCurrency ? null : (
        <NativeSelect
          label={t('currency')}
          description={preview.currencyFound ? undefined : t('currencyMissing')}
          value={mapping.currency}
          data={[...currenciesWith(mapping.currency)]}
          onChange={(event) => onChange({ ...mapping, currency: event.currentTarget.value })}
        />
      )}
      {mapping.kind === 'invoices' || hasAccount ? null : (
        <TextInput
          label={t('account')}
          description={t('accountHint')}
          value={mapping.account ?? ''}
          autoComplete="off"
          inputMode="numeric"
          maxLength={60}
          onChange={(event) => onChange({ ...mapping, account: event.currentTarget.value })}
        />
      )}
      {mapping.kind === 'plain' ? null : (
        <Styles mapping={mapping} preview={preview} asksDates={asksDates} onChange={onChange} onDates={onDates} />
      )}
    </div>
  )
}

function Styles({
  mapping,
  preview,
  asksDates,
  onChange,
  onDates,
}: Omit<Props, 'onKind' | 'mapping'> & { readonly mapping: TableMapping }) {
  const { t } = useTranslation('table-mapping')
  const sample = ambiguousSample(preview)
  const orders =
    mapping.dates === 'year-first' ? (['year-first', 'day-first', 'month-first'] as const) : (['day-first', 'month-first'] as const)
  return (
    <>
      <div className="stack tight">
        <span className={`${classes.label} ${asksDates ? classes.ask : ''}`}>
          {asksDates && sample !== null ? t('datesAsk', { sample }) : t('dates')}
        </span>
        <Segmented<string>
          label={t('dates')}
          value={asksDates ? '' : mapping.dates}
          options={orders.map((value) => ({ value, word: t(`order.${value}`) }))}
          onChange={(value) => {
            onDates()
            onChange({ ...mapping, dates: orders.find((order) => order === value) ?? mapping.dates })
          }}
        />
      </div>
      <div className="stack tight">
        <span className={classes.label}>{t('decimal')}</span>
        <Segmented
          label={t('decimal')}
          value={mapping.decimal}
          options={[
            { value: ',' as const, word: t('decimals.comma') },
            { value: '.' as const, word: t('decimals.dot') },
          ]}
          onChange={(decimal) => onChange({ ...mapping, decimal })}
        />
      </div>
    </>
  )
}
