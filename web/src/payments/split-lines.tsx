// Lines of the split editor: what becomes of an invoice's rest, and parts that are for no invoice.
import { TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Money } from '#values/money'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { MoneyField } from '../ui/money-field.tsx'
import { Shape } from '../ui/shape.tsx'
import { useFormat } from '../ui/use-format.ts'
import { closings, type InvoiceRow, leftOf, type PartRow } from './split-draft.ts'
import classes from './split-editor.module.css'

/** Up to this much is called a difference of groszy. */
const groszy = 100n

export function RestChoice({
  row,
  amount,
  onChange,
}: {
  readonly row: InvoiceRow
  readonly amount: Money | null | undefined
  readonly onChange: (rest: InvoiceRow['rest']) => void
}) {
  const { t } = useTranslation('review')
  const format = useFormat()
  const { settings, baseCurrency } = useCompany()
  const left = leftOf(row, amount)
  if (left === null) return <>–</>
  if (left.minor <= 0n || row.open.minor <= 0n) return <>{format.money(left)}</>
  const limit = row.open.currency === baseCurrency ? BigInt(settings.writeOffLimitMinor) : 0n
  const offered = closings.filter((kind) => kind !== 'write-off' || left.minor <= limit)
  return (
    <span className={classes.rest}>
      <span>{format.money(left)}</span>
      <select
        className={classes.choice}
        aria-label={t('split.restOf', { number: row.number })}
        value={row.rest}
        onChange={(event) => onChange(event.currentTarget.value as InvoiceRow['rest'])}
      >
        <option value="open">{t('split.closing.open')}</option>
        {offered.map((kind) => (
          <option key={kind} value={kind}>
            {kind === 'write-off' && left.minor <= groszy ? t('split.closing.groszy') : t(`split.closing.${kind}`)}
          </option>
        ))}
      </select>
    </span>
  )
}

type PartProps = {
  readonly part: PartRow
  readonly currency: string
  readonly wrong: boolean
  readonly onChange: (change: Partial<PartRow>) => void
  readonly onKeyDown: (event: React.KeyboardEvent) => void
  readonly onRemove: () => void
}

export function PartLine({ part, currency, wrong, onChange, onKeyDown, onRemove }: PartProps) {
  const { t } = useTranslation('review')
  const word = t(`split.part.${part.kind}`)
  const named = part.kind === 'interest-paid' || part.kind === 'compensation-paid'
  return (
    <tr>
      <td colSpan={2} className={classes.part}>
        <span className="row tight">
          <span className="tone-accent">
            <Shape name="plus" />
          </span>
          <span className="strong">{word}</span>
          {named ? (
            <TextInput
              aria-label={t('split.reference', { part: word })}
              placeholder={t('split.referenceHint')}
              value={part.reference}
              maxLength={120}
              size="xs"
              onChange={(event) => onChange({ reference: event.currentTarget.value })}
            />
          ) : null}
        </span>
      </td>
      <td className={classes.amount}>
        <MoneyField
          bare
          label={t('split.amount', { number: word })}
          value={part.text}
          onChange={(text) => onChange({ text })}
          currency={currency}
          error={wrong ? t('split.partWrong') : undefined}
          autoFocus
          onKeyDown={onKeyDown}
        />
      </td>
      <td className={classes.left} />
      <td>
        <Button look="plain" size="sm" icon aria-label={t('split.remove', { number: word })} onClick={onRemove}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </Button>
      </td>
    </tr>
  )
}
