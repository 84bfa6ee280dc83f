// Invoices by month and status as a chart, and the same numbers as a table.
import { useComputedColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { minorDigits } from '#values/currency'
import { unitOf } from '#values/currency-unit'
import { day, lastOfMonth } from '#values/day'
import { add, type Money } from '#values/money'
import { useCompany } from '../shell/company.ts'
import { LazyChart } from '../ui/charts/lazy-chart.ts'
import { chartPalette } from '../ui/charts/palette.ts'
import { stackedMonths } from '../ui/charts/stacked-months.ts'
import { Panel } from '../ui/panel.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './dashboard.module.css'
import type { DashboardData } from './dashboard-tiles.tsx'
import { monthTip } from './month-tip.ts'
import { useNarrowing } from './use-narrowing.ts'

const statuses = ['overdue', 'partly', 'inTerm', 'paid'] as const
const colours = {
  overdue: 'var(--sk-chart-over)',
  partly: 'var(--sk-chart-part)',
  inTerm: 'var(--sk-chart-due)',
  paid: 'var(--sk-chart-paid)',
} as const

const inThousands = (amount: Money): number => Number(amount.minor) / 10 ** minorDigits(amount.currency) / 1_000

/** Small firms have fractions of a thousand at the axis. */
const placesOf = (value: number): number =>
  [0, 1, 2].find((places) => Math.abs(value * 10 ** places - Math.round(value * 10 ** places)) < 1e-6) ?? 2

export function MonthsPanel({ data }: { readonly data: DashboardData }) {
  const { t } = useTranslation('dashboard')
  const format = useFormat()
  const { invoices } = useNarrowing()
  const { path } = useCompany()
  const navigate = useNavigate()
  const scheme = useComputedColorScheme('light')
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const sums = statuses.map((status) => ({
    status,
    sum: data.months
      .map((month) => month[status])
      .reduce<Money | null>((total, amount) => (total === null ? amount : add(total, amount)), null),
  }))
  const openMonth = (at: number) => {
    const month = data.months[at]?.month
    if (month !== undefined)
      void navigate({
        to: '/$company/invoices',
        params: path,
        search: { view: 'all', ...invoices, issuedFrom: `${month}-01`, issuedTo: lastOfMonth(day(`${month}-01`)) },
      })
  }
  // The palette is read from the page, where the look of the moment decides.
  const palette = useMemo(() => chartPalette(scheme), [scheme])
  const option = useMemo(
    () =>
      stackedMonths(
        data.months.map((month) => ({
          month: month.month,
          label: format.month(month.month),
          paid: inThousands(month.paid),
          inTerm: inThousands(month.inTerm),
          partly: inThousands(month.partly),
          overdue: inThousands(month.overdue),
        })),
        {
          palette,
          axis: (value) => format.number(value, placesOf(value)),
          tooltip: (at) => {
            const month = data.months[at]
            return month === undefined
              ? ''
              : monthTip({
                  box: classes.tip ?? '',
                  title: `${format.month(month.month)} ${month.month.slice(0, 4)}`,
                  rows: statuses.map((status) => [t(`months.${status}`), format.money(month[status])] as const),
                })
          },
        },
      ),
    [data.months, format, t, palette],
  )
  return (
    <Panel
      title={t('months.title')}
      note={t('months.note', { unit: unitOf(data.currency) })}
      aside={
        <Segmented
          label={t('months.view')}
          value={view}
          onChange={setView}
          options={[
            { value: 'chart', word: t('months.chart') },
            { value: 'table', word: t('months.table') },
          ]}
        />
      }
    >
      {view === 'chart' ? (
        <div className={classes.chart}>
          <div className={classes.plot}>
            <Suspense>
              <LazyChart option={option} height="100%" label={t('months.description')} onPick={openMonth} />
            </Suspense>
          </div>
          <ul className={classes.legend}>
            {sums.map(({ status, sum }) => (
              <li key={status}>
                <span className={classes.swatch} style={{ background: colours[status] }} />
                {t(`months.${status}`)}
                <b>{sum === null ? '' : t('months.thousand', { amount: format.number(inThousands(sum), 1) })}</b>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div className={classes.tableScroll} tabIndex={0} role="region" aria-label={t('months.title')}>
          <table className={classes.months}>
            <thead>
              <tr>
                <th scope="col">{t('months.month')}</th>
                {[...statuses].reverse().map((status) => (
                  <th key={status} scope="col">
                    {t(`months.${status}`)}
                  </th>
                ))}
                <th scope="col">{t('months.total')}</th>
              </tr>
            </thead>
            <tbody>
              {[...data.months].reverse().map((month) => (
                <tr key={month.month}>
                  <td>
                    {format.month(month.month)} {month.month.slice(0, 4)}
                  </td>
                  {[...statuses].reverse().map((status) => (
                    <td key={status}>{format.money(month[status], 'bare')}</td>
                  ))}
                  <td>{format.money(statuses.map((status) => month[status]).reduce(add), 'bare')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
