// The columns of customers: who, whose, since when and how much.
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { listCustomers } from '#contract/customers'
import type { Output } from '#contract/route'
import { daysBetween } from '#values/day'
import { CellText } from '../ui/cell-text.tsx'
import { Shape } from '../ui/shape.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import { useFormat } from '../ui/use-format.ts'
import { Owed } from './owed.tsx'

export type CustomerRow = Output<typeof listCustomers>['rows'][number]

const usual = ['name', 'nip', 'segment', 'owner', 'delay', 'oldest', 'overdue', 'open'] as const

/** Before anybody has chosen, a column that would be empty for everybody is not shown. */
export const usualCustomerColumns = (rows: readonly CustomerRow[]): readonly string[] =>
  usual.filter(
    (id) =>
      (id !== 'segment' || rows.some((row) => row.segment !== null)) && (id !== 'owner' || rows.some((row) => row.ownerName !== null)),
  )

export function useCustomerColumns(): readonly TableColumn<CustomerRow>[] {
  const { t } = useTranslation('customers')
  const shell = useTranslation('shell').t
  const format = useFormat()
  const days = useCallback((count: number) => shell('units.days', { count }), [shell])
  return useMemo(
    (): readonly TableColumn<CustomerRow>[] => [
      {
        id: 'name',
        head: t('column.name'),
        width: 'minmax(180px, 2fr)',
        order: 'name',
        cell: (row) => (
          <span className="strong" dir="auto" title={row.name}>
            {row.name}
          </span>
        ),
      },
      {
        id: 'nip',
        head: t('column.nip'),
        width: '112px',
        from: 760,
        cell: (row) => <span className="second figures">{row.taxId ?? '–'}</span>,
      },
      {
        id: 'email',
        head: t('column.email'),
        width: 'minmax(160px, 1fr)',
        cell: (row) => <CellText text={row.email} />,
      },
      {
        id: 'segment',
        head: t('column.segment'),
        width: 'minmax(90px, 0.7fr)',
        from: 1100,
        cell: (row) => <CellText text={row.segment} />,
      },
      {
        id: 'owner',
        head: t('column.owner'),
        width: '160px',
        from: 1000,
        cell: (row) => <CellText text={row.ownerName} />,
      },
      {
        id: 'debtRatio',
        head: t('column.debtRatio'),
        width: '136px',
        align: 'right',
        from: 1000,
        cell: (row) => (
          <span className={row.blocked ? 'tone-bad' : 'second'} {...(row.blocked && { title: t('blocked') })}>
            {row.blocked ? <Shape name="octagon" /> : null} {row.debtRatio === null ? '–' : format.percent(row.debtRatio)}
          </span>
        ),
      },
      {
        id: 'risk',
        head: t('column.risk'),
        width: '90px',
        from: 1240,
        cell: (row) => <span className="second">{row.risk === null ? '–' : t(`risk.${row.risk}`)}</span>,
      },
      {
        id: 'delay',
        head: t('column.delay'),
        width: '128px',
        align: 'right',
        from: 880,
        cell: (row) => <span className="second">{row.averageDelayDays === null ? '–' : days(Math.round(row.averageDelayDays) || 0)}</span>,
      },
      {
        id: 'oldest',
        head: t('column.oldest'),
        width: '100px',
        align: 'right',
        from: 640,
        cell: (row) => (
          <span className="second">{row.oldestOverdueOn === null ? '–' : days(daysBetween(row.oldestOverdueOn, format.today))}</span>
        ),
      },
      {
        id: 'overdue',
        head: t('column.overdue'),
        width: '144px',
        align: 'right',
        order: 'overdue',
        cell: (row) => <Owed customer={row} what="overdue" className="tone-bad strong" none="–" />,
      },
      {
        id: 'open',
        head: t('column.open'),
        width: '144px',
        align: 'right',
        order: 'open',
        cell: (row) => <Owed customer={row} what="open" className="strong" none={format.money(row.open)} />,
      },
    ],
    [t, format, days],
  )
}
