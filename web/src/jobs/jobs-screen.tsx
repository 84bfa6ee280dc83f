// Zadania: what runs by itself, when next, how the last runs went, and "Uruchom teraz".
import { useTranslation } from 'react-i18next'
import { listConnections } from '#contract/connections'
import { listJobs, runJob } from '#contract/work'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Progress } from '../ui/meter.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import { type Run, runLook, useJobWords } from './job-words.ts'
import classes from './jobs.module.css'
import { ScheduleRow } from './schedule-row.tsx'

const startable = ['daily-round', 'match', 'deliver', 'dunning', 'monthly-report'] as const

export function JobsScreen() {
  const { t } = useTranslation('jobs-screen')
  const { params, can } = useCompany()
  const words = useJobWords()
  useNamedPlace(null, t('title'))
  const jobs = useRead(listJobs, { params, query: { limit: 40 } }, { refetchMs: 2_500 })
  const connections = useRead(listConnections, { params }, { enabled: can('connections.read') })
  const run = useChange(runJob, ['jobs'])
  const nameOf = (connectionId: string | null) =>
    connections.data?.connections.find((each) => each.connectionId === connectionId)?.name ?? null
  const start = (job: (typeof startable)[number] | 'pull', connectionId: string | null) =>
    run.mutate(
      { params, body: { job, ...(connectionId !== null && { connectionId }) } },
      { onSuccess: () => toast(t('started', { job: nameOf(connectionId) ?? words.job(job) })) },
    )
  const isStartable = (job: string): job is (typeof startable)[number] | 'pull' => job === 'pull' || startable.some((each) => each === job)
  const runs = jobs.data?.runs.rows ?? []
  const going = runs.filter((each) => each.state === 'running' || each.state === 'queued')
  if (jobs.isLoading)
    return (
      <Page>
        <PageHead title={t('title')} />
        <Panel title={t('schedules')} ruled>
          <SkeletonRows rows={8} height={52} />
        </Panel>
      </Page>
    )
  return (
    <Page>
      <PageHead title={t('title')} />
      {run.isError ? <FailureBanner error={run.error} /> : null}
      {jobs.isError && jobs.data === undefined ? <FailurePlace error={jobs.error} onRetry={() => void jobs.refetch()} /> : null}
      <Panel title={t('schedules')} ruled>
        {jobs.data?.schedules.map((schedule) => (
          <ScheduleRow
            key={schedule.scheduleId}
            schedule={schedule}
            connectionName={nameOf(schedule.connectionId)}
            running={going.find((each) => each.job === schedule.job && each.connectionId === schedule.connectionId)}
            onRun={
              can('jobs.run') && isStartable(schedule.job)
                ? () => {
                    if (isStartable(schedule.job)) start(schedule.job, schedule.connectionId)
                  }
                : undefined
            }
            busy={run.isPending}
          />
        ))}
        {jobs.data !== undefined && jobs.data.schedules.length === 0 ? (
          <div className={classes.bare}>
            {startable.map((job) => (
              <div key={job} className={classes.schedule}>
                <span className="grow">
                  <b className="strong">{words.job(job)}</b>
                  <span className="xs third" style={{ display: 'block' }}>
                    {words.about(job)}
                  </span>
                </span>
                {can('jobs.run') ? (
                  <Button size="sm" onClick={() => start(job, null)}>
                    {t('runNow')}
                  </Button>
                ) : null}
              </div>
            ))}
          </div>
        ) : null}
      </Panel>
      <Panel title={t('runs')} ruled>
        {runs.length === 0 ? (
          <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
        ) : (
          runs.map((each) => <RunRow key={each.runId} run={each} connectionName={nameOf(each.connectionId)} />)
        )}
      </Panel>
    </Page>
  )
}

function RunRow({ run, connectionName }: { readonly run: Run; readonly connectionName: string | null }) {
  const { t } = useTranslation('jobs-screen')
  const format = useFormat()
  const words = useJobWords()
  const failure = useFailureWords()
  const took = run.startedAt !== null && run.finishedAt !== null ? (run.finishedAt.getTime() - run.startedAt.getTime()) / 1000 : null
  const result = run.failure !== null ? failure(run.failure).title : words.result(run.result)
  return (
    <div className={classes.run}>
      <span className="strong cut">
        {words.job(run.job)}
        {connectionName === null ? null : <span className="third"> {connectionName}</span>}
      </span>
      <span>
        <StatusPill {...runLook[run.state]} bare>
          {t(`state.${run.state}`)}
        </StatusPill>
      </span>
      {run.state === 'running' ? (
        <span className={classes.progress}>
          <Progress share={run.total === null || run.total === 0 ? null : run.done / run.total} label={words.job(run.job)} />
          <span className="xs third figures">
            {run.total === null ? (run.step ?? '') : t('progress', { done: format.number(run.done), total: format.number(run.total) })}
          </span>
        </span>
      ) : (
        <span className={`cut ${run.failure === null ? 'second' : 'tone-bad'}`} title={result}>
          {result}
          {run.attempt > 1 ? ` · ${t('attempt', { count: run.attempt })}` : ''}
        </span>
      )}
      <span className={`third cut ${classes.trigger}`}>{t(`trigger.${run.trigger}`)}</span>
      <span className={`num third ${classes.took}`}>
        {took === null ? '' : t('seconds', { seconds: format.number(took, took < 10 ? 1 : 0) })}
      </span>
      <span className="num third">{format.moment(run.startedAt ?? run.scheduledFor)}</span>
    </div>
  )
}
