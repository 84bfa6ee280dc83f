// The columns of the list of what leaves the house: what, to whom, in which state and why.
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { CellText } from '../ui/cell-text.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import { useFormat } from '../ui/use-format.ts'
import { DeliveryStatus, type OutboxRow, OutboxStatus } from './outbox-status.tsx'
import { useOutboxWords } from './outbox-words.ts'

export function useOutboxColumns(): { readonly columns: readonly TableColumn<OutboxRow>[]; readonly what: (row: OutboxRow) => string } {
  const { t } = useTranslation('outbox-screen')
  const format = useFormat()
  const words = useOutboxWords()
  const what = useCallback((row: OutboxRow) => row.subject ?? words.title(row), [words])
  const why = useCallback((row: OutboxRow) => words.reason(row.reason) || words.reason(row.failure?.code ?? null), [words])
  const columns = useMemo(
    (): readonly TableColumn<OutboxRow>[] => [
      {
        id: 'what',
        head: t('column.what'),
        width: 'minmax(190px, 2.6fr)',
        cell: (row) => (
          <span className="strong" title={what(row)}>
            {what(row)}
          </span>
        ),
      },
      {
        id: 'customer',
        head: t('column.customer'),
        width: 'minmax(120px, 1fr)',
        from: 980,
        cell: (row) => <CellText text={row.customerName} />,
      },
      {
        id: 'to',
        head: t('column.to'),
        width: 'minmax(130px, 1fr)',
        from: 700,
        cell: (row) => <CellText text={row.to ?? row.connectionName} />,
      },
      { id: 'state', head: t('column.state'), width: 'minmax(140px, 0.8fr)', cell: (row) => <Fate row={row} /> },
      {
        id: 'reason',
        head: t('column.reason'),
        width: 'minmax(140px, 1.2fr)',
        from: 820,
        cell: (row) => (
          <span className="third" title={why(row)}>
            {why(row)}
          </span>
        ),
      },
      {
        id: 'amount',
        head: t('column.amount'),
        width: '120px',
        align: 'right',
        from: 900,
        cell: (row) => <span className="figures">{row.about?.amounts.map((amount) => format.money(amount)).join(', ') ?? ''}</span>,
      },
      {
        id: 'when',
        head: t('column.when'),
        width: '130px',
        align: 'right',
        cell: (row) => <span className="third">{format.moment(row.sentAt ?? row.createdAt)}</span>,
      },
    ],
    [t, format, what, why],
  )
  return { columns, what }
}

/** What became of the row, as far as anybody knows. */
export function Fate({ row }: { readonly row: OutboxRow }) {
  return row.delivery === null ? <OutboxStatus state={row.state} bare /> : <DeliveryStatus delivery={row.delivery} bare />
}
