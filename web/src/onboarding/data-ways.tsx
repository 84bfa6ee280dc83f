// Where the data of a company come from: connected systems, dropped files, or the sample firm.
import { IconDownload, IconPlug, IconTable } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listJobs, loadSample } from '#contract/work'
import { useFileIntake } from '../imports/use-file-intake.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FileChooser } from '../ui/drop-anywhere.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Progress } from '../ui/meter.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './start.module.css'

/** `empty` offers the sample firm too: it is loaded only where nothing else is. */
export function DataWays({ empty }: { readonly empty: boolean }) {
  const { t } = useTranslation('onboarding')
  const { params, path, can } = useCompany()
  const take = useFileIntake()
  return (
    <ul className={classes.ways}>
      <Way icon={<IconPlug size={18} stroke={1.6} aria-hidden />} title={t('data.connect')} body={t('data.connectBody')}>
        <Link to="/$company/integrations" params={path} className={buttonClass({ look: empty ? 'filled' : 'outline' })}>
          {t('data.connectAct')}
        </Link>
      </Way>
      <Way icon={<IconDownload size={18} stroke={1.6} aria-hidden />} title={t('data.drop')} body={t('data.dropBody')}>
        <FileChooser onFiles={take}>{(open) => <Button onClick={open}>{t('data.dropAct')}</Button>}</FileChooser>
      </Way>
      {empty && can('company.change') ? <Sample companyId={params.companyId} /> : null}
    </ul>
  )
}

type WayProps = { readonly icon: React.ReactNode; readonly title: string; readonly body: string; readonly children: React.ReactNode }

function Way({ icon, title, body, children }: WayProps) {
  return (
    <li className={classes.way}>
      <span className={classes.icon}>{icon}</span>
      <div className="grow">
        <h3>{title}</h3>
        <p className="s second">{body}</p>
      </div>
      <div className={classes.act}>{children}</div>
    </li>
  )
}

function Sample({ companyId }: { readonly companyId: string }) {
  const { t } = useTranslation('onboarding')
  const format = useFormat()
  const load = useChange(loadSample, ['jobs'])
  const [runId, setRunId] = useState<string | null>(null)
  const jobs = useRead(listJobs, { params: { companyId }, query: {} }, { enabled: runId !== null, refetchMs: 1_000 })
  const run = jobs.data?.runs.rows.find((each) => each.runId === runId)
  const client = useQueryClient()
  const finished = run?.state === 'done'
  useEffect(() => {
    if (!finished) return
    toast(t('data.sampleDone'))
    void client.invalidateQueries()
  }, [finished, client, t])
  const running = runId !== null && run?.failure == null
  return (
    <li className={classes.way}>
      <span className={classes.icon}>
        <IconTable size={18} stroke={1.6} aria-hidden />
      </span>
      <div className="grow">
        <h3>{t('data.sample')}</h3>
        <p className="s second">{t('data.sampleBody')}</p>
        {load.isError ? <FailureBanner error={load.error} /> : run?.failure != null ? <FailureBanner error={run.failure} /> : null}
        {running ? (
          <div className={classes.progress} role="status">
            <Progress
              label={t('data.sampleRunning')}
              share={run === undefined || run.total === null || run.total === 0 ? null : run.done / run.total}
            />
            <span className="xs third figures">
              {run?.total == null
                ? t('data.sampleRunning')
                : t('data.progress', { done: format.number(run.done), total: format.number(run.total) })}
            </span>
          </div>
        ) : null}
      </div>
      <div className={classes.act}>
        <Button
          busy={load.isPending || running}
          onClick={() => load.mutate({ params: { companyId } }, { onSuccess: (started) => setRunId(started.runId) })}
        >
          {t('data.sampleAct')}
        </Button>
      </div>
    </li>
  )
}
