// The columns of the list of payments, and its row on a phone.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { unitOf } from '#values/currency-unit'
import { CellText } from '../ui/cell-text.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import { TwoLines } from '../ui/two-lines.tsx'
import { useFormat } from '../ui/use-format.ts'
import { PaymentStatus } from './payment-status.tsx'
import type { PaymentRow } from './payment-types.ts'

/** What is shown before anybody has chosen. */
export const usualPaymentColumns = ['on', 'payer', 'title', 'customer', 'status', 'unapplied', 'amount'] as const

export function usePaymentColumns(rows: readonly PaymentRow[]): readonly TableColumn<PaymentRow>[] {
  const { t } = useTranslation('payments')
  const format = useFormat()
  const first = rows[0]?.amount.currency
  const common = first !== undefined && rows.every((row) => row.amount.currency === first) ? first : null
  return useMemo((): readonly TableColumn<PaymentRow>[] => {
    const unit = common === null ? 'unit' : 'bare'
    const head = (word: string) => (common === null ? word : `${word}, ${unitOf(common)}`)
    return [
      {
        id: 'on',
        head: t('column.on'),
        width: '84px',
        order: 'booked',
        cell: (row) => <span className="third figures">{format.day(row.bookedOn)}</span>,
      },
      {
        id: 'payer',
        head: t('column.payer'),
        width: 'minmax(150px, 1.2fr)',
        cell: (row) => (
          <span className="strong" dir="auto" title={row.payerName ?? row.title}>
            {row.payerName ?? row.title}
          </span>
        ),
      },
      {
        id: 'title',
        head: t('column.title'),
        width: 'minmax(120px, 1.4fr)',
        from: 860,
        cell: (row) => <CellText text={row.title} />,
      },
      {
        id: 'customer',
        head: t('column.customer'),
        width: 'minmax(120px, 1fr)',
        from: 1080,
        cell: (row) => <CellText text={row.customerName} />,
      },
      {
        id: 'account',
        head: t('column.account'),
        width: 'minmax(220px, 1fr)',
        cell: (row) => <span className="second figures">{row.payerAccount ?? '–'}</span>,
      },
      {
        id: 'source',
        head: t('column.source'),
        width: '100px',
        cell: (row) => <span className="second">{t(`source.${row.source}`)}</span>,
      },
      { id: 'status', head: t('column.status'), width: 'minmax(160px, 0.7fr)', cell: (row) => <PaymentStatus payment={row} bare /> },
      {
        id: 'unapplied',
        head: head(t('column.unapplied')),
        width: '130px',
        align: 'right',
        from: 760,
        cell: (row) => (row.unapplied.minor === 0n ? <span className="third">–</span> : format.money(row.unapplied, unit)),
      },
      {
        id: 'amount',
        head: head(t('column.amount')),
        width: '130px',
        align: 'right',
        order: 'amount',
        cell: (row) => <span className="strong">{format.money(row.amount, unit)}</span>,
      },
    ]
  }, [common, format, t])
}

export function usePaymentNarrow(): (row: PaymentRow) => React.ReactNode {
  const format = useFormat()
  return (row) => (
    <TwoLines
      who={row.payerName ?? row.title}
      amount={format.money(row.amount)}
      below={<PaymentStatus payment={row} bare />}
      aside={format.day(row.bookedOn)}
    />
  )
}
