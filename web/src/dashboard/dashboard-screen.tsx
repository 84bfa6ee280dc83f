// Pulpit: the figures of the company, what waits for a person, and how fresh it all is.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { FirstStepsCard } from '../shell/first-steps.tsx'
import { useNamedPlace } from '../shell/place-name.ts'
import { useDashboard } from '../shell/use-dashboard.ts'
import { buttonClass } from '../ui/button.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useFormat } from '../ui/use-format.ts'
import { AgeingPanel } from './ageing-panel.tsx'
import classes from './dashboard.module.css'
import { DashboardFilters } from './dashboard-filters.tsx'
import { DashboardTiles } from './dashboard-tiles.tsx'
import { DebtorsPanel } from './debtors-panel.tsx'
import { MonthsPanel } from './months-panel.tsx'
import { SourcesPanel } from './sources-panel.tsx'
import { ToDoPanel, useDecisions } from './to-do-panel.tsx'
import { useNarrowing } from './use-narrowing.ts'

export function DashboardScreen() {
  const { t } = useTranslation('dashboard')
  const { path } = useCompany()
  const format = useFormat()
  const { query } = useNarrowing()
  const { data, error, refetch } = useDashboard(query)
  const decisions = useDecisions()
  useNamedPlace(null, t('title'))
  if (error !== null && data === undefined)
    return (
      <Page>
        <FailurePlace error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (data === undefined || decisions.isLoading) return <Waiting />
  const nothing = !data.firstSteps.hasInvoices && !data.firstSteps.hasPayments
  return (
    <Page>
      <PageHead
        title={t('title')}
        note={t('asOf', { day: format.longDay(data.today), time: format.time(data.asOf) })}
        actions={<DashboardFilters data={data} />}
      />
      {nothing ? (
        <Panel>
          <EmptyState
            title={t('empty.title')}
            actions={
              <Link to="/$company/start" params={path} className={buttonClass({ look: 'filled' })}>
                {t('empty.act')}
              </Link>
            }
          >
            {t('empty.body')}
          </EmptyState>
        </Panel>
      ) : null}
      <FirstStepsCard />
      <DashboardTiles data={data} />
      <div className={nothing ? classes.beginning : classes.pair}>
        {nothing ? null : <MonthsPanel data={data} />}
        <div className={classes.side}>
          <ToDoPanel data={data} />
          <SourcesPanel data={data} />
        </div>
      </div>
      {nothing ? null : (
        <>
          <AgeingPanel data={data} />
          <DebtorsPanel data={data} />
        </>
      )}
      {data.otherCurrencies.length === 0 ? null : (
        <p className="s third">
          {t('otherCurrencies', { amounts: data.otherCurrencies.map((amount) => format.money(amount)).join(' · ') })}
        </p>
      )}
    </Page>
  )
}

function Waiting() {
  const { t } = useTranslation('shell')
  return (
    <Page>
      <span className="unseen" role="status">
        {t('loading')}
      </span>
      <div style={{ height: 32 }}>
        <Skeleton width={180} height={24} />
      </div>
      <Panel>
        <div style={{ height: 96 }} />
      </Panel>
      <div className={classes.pair}>
        <Panel>
          <div style={{ height: 374 }} />
        </Panel>
        <Panel>
          <div style={{ height: 374 }} />
        </Panel>
      </div>
      <Panel>
        <div style={{ height: 142 }} />
      </Panel>
    </Page>
  )
}
