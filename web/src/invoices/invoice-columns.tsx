// The columns of the list of invoices, and its row on a phone.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { unitOf } from '#values/currency-unit'
import { CellText } from '../ui/cell-text.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import { TwoLines } from '../ui/two-lines.tsx'
import { useFormat } from '../ui/use-format.ts'
import { type InvoiceRow, InvoiceStatus } from './invoice-status.tsx'

/** One currency in the list: the unit stands in the head, not in each row. */
/** What is shown before anybody has chosen. */
export const usualInvoiceColumns = ['number', 'customer', 'issued', 'due', 'days', 'status', 'total', 'open'] as const

export function useInvoiceColumns(rows: readonly InvoiceRow[], owners: ReadonlyMap<string, string>): readonly TableColumn<InvoiceRow>[] {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  const first = rows[0]?.open.currency
  const common = first !== undefined && rows.every((row) => row.open.currency === first) ? first : null
  return useMemo((): readonly TableColumn<InvoiceRow>[] => {
    const head = (word: string) => (common === null ? word : `${word}, ${unitOf(common)}`)
    const unit = common === null ? 'unit' : 'bare'
    const plain = (
      id: 'taxId' | 'type' | 'segment' | 'owner' | 'categories' | 'ksef' | 'order',
      width: string,
      text: (row: InvoiceRow) => string | null,
    ) => ({
      id,
      head: t(`column.${id}`),
      width,
      cell: (row: InvoiceRow) => <CellText text={text(row)} />,
    })
    return [
      {
        id: 'number',
        head: t('column.number'),
        width: 'minmax(132px, 0.9fr)',
        order: 'number',
        cell: (row) => (
          <span className="strong" title={row.number}>
            {row.number}
          </span>
        ),
      },
      {
        id: 'customer',
        head: t('column.customer'),
        width: 'minmax(150px, 1.8fr)',
        cell: (row) => (
          <span className="second" dir="auto" title={row.customerName}>
            {row.customerName}
          </span>
        ),
      },
      {
        id: 'issued',
        head: t('column.issued'),
        width: '104px',
        align: 'right',
        from: 960,
        order: 'issued',
        cell: (row) => <span className="third">{format.day(row.issueOn)}</span>,
      },
      {
        id: 'due',
        head: t('column.due'),
        width: '104px',
        align: 'right',
        from: 700,
        order: 'due',
        cell: (row) => <span className="second">{row.dueOn === null ? '–' : format.day(row.dueOn)}</span>,
      },
      {
        id: 'days',
        head: t('column.days'),
        width: '60px',
        align: 'right',
        from: 780,
        cell: (row) => (row.daysPastDue > 0 && row.overdue ? format.number(row.daysPastDue) : <span className="third">–</span>),
      },
      plain('taxId', '116px', (row) => row.taxId),
      plain('type', '100px', (row) => t(`type.${row.type}`)),
      plain('segment', 'minmax(96px, 0.6fr)', (row) => row.segment),
      plain('owner', 'minmax(120px, 0.8fr)', (row) => (row.ownerUserId === null ? null : (owners.get(row.ownerUserId) ?? null))),
      plain('categories', 'minmax(120px, 1fr)', (row) => row.categories.join(', ')),
      plain('ksef', 'minmax(220px, 1.4fr)', (row) => row.ksefNumber),
      plain('order', 'minmax(110px, 0.8fr)', (row) => row.orderReference),
      {
        id: 'paidOn',
        head: t('column.paidOn'),
        width: '112px',
        align: 'right',
        cell: (row) => <span className="second">{row.lastPaidOn === null ? '–' : format.day(row.lastPaidOn)}</span>,
      },
      { id: 'status', head: t('column.status'), width: 'minmax(144px, 0.8fr)', cell: (row) => <InvoiceStatus invoice={row} bare /> },
      {
        id: 'total',
        head: head(t('column.total')),
        width: '124px',
        align: 'right',
        from: 900,
        cell: (row) => <span className="second">{format.money(row.total, unit)}</span>,
      },
      {
        id: 'open',
        head: head(t('column.open')),
        width: '130px',
        align: 'right',
        order: 'open',
        cell: (row) => <span className={row.open.minor === 0n ? 'third' : 'strong'}>{format.money(row.open, unit)}</span>,
      },
    ]
  }, [common, format, t, owners])
}

export function useInvoiceNarrow(): (row: InvoiceRow) => React.ReactNode {
  const format = useFormat()
  return (row) => (
    <TwoLines
      who={row.customerName}
      amount={format.money(row.open)}
      below={
        <>
          <InvoiceStatus invoice={row} bare />
          <span className="cut">{row.number}</span>
        </>
      }
      aside={row.dueOn === null ? '–' : format.day(row.dueOn)}
    />
  )
}
