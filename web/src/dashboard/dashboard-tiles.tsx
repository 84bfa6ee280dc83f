// The six figures at the top, each a link to the rows behind it.
import { useTranslation } from 'react-i18next'
import type { readDashboard } from '#contract/dashboard'
import type { Output } from '#contract/route'
import { useCompany } from '../shell/company.ts'
import { Money } from '../ui/money.tsx'
import { Tile, TileFigure, Tiles } from '../ui/panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './dashboard.module.css'
import { useNarrowing } from './use-narrowing.ts'

export type DashboardData = Output<typeof readDashboard>

export function DashboardTiles({ data: { tiles, today } }: { readonly data: DashboardData }) {
  const { t } = useTranslation('dashboard')
  const shell = useTranslation('shell').t
  const { path } = useCompany()
  const format = useFormat()
  const { invoices } = useNarrowing()
  const { receivables, overdue, toReview, dso, punctuality } = tiles
  return (
    <Tiles label={t('tiles')}>
      <Tile
        label={t('receivables.label')}
        definition={t('receivables.definition')}
        link={{ to: '/$company/invoices', params: path, search: { view: 'open', ...invoices } }}
        figure={<Money amount={receivables.amount} size="tile" />}
        context={t('receivables.context', {
          invoices: shell('units.invoices', { count: receivables.invoices }),
          customers: shell('units.customers', { count: receivables.customers }),
        })}
      />
      <Tile
        label={t('overdue.label')}
        definition={t('overdue.definition')}
        link={{ to: '/$company/invoices', params: path, search: { view: 'overdue', ...invoices } }}
        figure={<Money amount={overdue.amount} size="tile" tone={overdue.amount.minor > 0n ? 'bad' : undefined} />}
        context={overdue.percent === null ? shell('none') : t('overdue.context', { percent: format.percent(overdue.percent) })}
      />
      <Tile
        label={t('review.label')}
        definition={t('review.definition')}
        link={{ to: '/$company/payments/review', params: path }}
        figure={<TileFigure value={format.number(toReview.payments)} unit={t('review.unit', { count: toReview.payments })} />}
        context={
          toReview.payments === 0 ? (
            t('review.none')
          ) : (
            <>
              {format.money(toReview.amount)}
              <span className={classes.tileAge}>{t('review.age', { days: shell('units.days', { count: toReview.oldestDays }) })}</span>
            </>
          )
        }
      />
      <Tile
        label={t('today.label')}
        definition={t('today.definition')}
        link={{ to: '/$company/payments', params: path, search: { from: today, to: today } }}
        figure={<Money amount={tiles.incomeToday} size="tile" />}
        context={t('today.context', { amount: format.money(tiles.incomeThisWeek) })}
      />
      <Tile
        label={t('dso.label')}
        definition={t('dso.definition')}
        link={{ to: '/$company/invoices', params: path, search: { view: 'open', ...invoices } }}
        figure={
          dso.days === null ? (
            <TileFigure value={shell('none')} />
          ) : (
            <TileFigure value={format.number(dso.days, Number.isInteger(dso.days) ? 0 : 1)} unit={t('dso.unit', { count: dso.days })} />
          )
        }
        context={t('dso.context')}
      />
      <Tile
        label={t('punctuality.label')}
        definition={t('punctuality.definition')}
        link={{ to: '/$company/invoices', params: path, search: { view: 'all', status: 'paid', ...invoices } }}
        figure={<TileFigure value={punctuality.onTimePercent === null ? shell('none') : format.percent(punctuality.onTimePercent, 0)} />}
        context={
          punctuality.averageDelayDays === null
            ? t('punctuality.unknown')
            : t(punctuality.averageDelayDays <= -0.5 ? 'punctuality.early' : 'punctuality.context', {
                days: shell('units.days', { count: Math.abs(Math.round(punctuality.averageDelayDays)) }),
              })
        }
      />
    </Tiles>
  )
}
