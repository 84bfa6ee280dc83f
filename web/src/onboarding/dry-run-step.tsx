// Step 6: what would be sent today, word for word, and why the others are not; nothing leaves the house.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import { sendTestMessage } from '#contract/onboarding'
import { listOutbox, readOutbox } from '#contract/outbox'
import type { Output } from '#contract/route'
import { listJobs, runJob } from '#contract/work'
import { useOutboxWords } from '../outbox/outbox-words.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Progress } from '../ui/meter.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import classes from './start.module.css'
import type { StepProps } from './step-props.ts'

type Row = Output<typeof listOutbox>['rows'][number]

/** Written and ready, held back by nothing but the mode. */
const wouldGo = (row: Row): boolean =>
  row.state === 'planned' ||
  row.state === 'awaiting-approval' ||
  (row.state === 'withheld' && (row.reason === 'dry-run' || row.reason === 'sending-off'))

export function DryRunStep({ onDone }: StepProps) {
  const { t } = useTranslation('onboarding')
  const { params, settings } = useCompany()
  const change = useChange(changeCompany, ['companies'])
  const run = useChange(runJob, ['jobs', 'outbox'])
  const [counted, setCounted] = useState(false)
  const jobs = useRead(listJobs, { params, query: {} }, { refetchMs: 2_000 })
  const list = useRead(listOutbox, { params, query: { kind: 'message', limit: 100 } }, { refetchMs: 4_000, keep: true })
  const rows = (list.data?.rows ?? []).filter((row) => row.template === 'reminder')
  const [go, stay] = [rows.filter(wouldGo), rows.filter((row) => row.state === 'withheld' && !wouldGo(row))]
  const busy = (jobs.data?.runs.rows ?? []).some(
    (each) => (each.job === 'dunning' || each.job === 'deliver') && (each.state === 'queued' || each.state === 'running'),
  )
  const start = async () => {
    // A trial needs the mode of a trial: nothing leaves the house in it.
    if (settings.sendingMode === 'off') await change.mutateAsync({ params, body: { settings: { sendingMode: 'dry-run' } } })
    await run.mutateAsync({ params, body: { job: 'dunning' } })
    await run.mutateAsync({ params, body: { job: 'deliver' } })
    setCounted(true)
  }
  const customers = new Set(go.map((row) => row.customerId)).size
  return (
    <div className="stack">
      {change.isError ? <FailureBanner error={change.error} /> : run.isError ? <FailureBanner error={run.error} /> : null}
      <div className="row wrap">
        <Button
          look={go.length === 0 ? 'filled' : 'outline'}
          busy={busy || run.isPending}
          onClick={() => void start().catch(() => undefined)}
        >
          {t('wizard.dry.count')}
        </Button>
        {go.length + stay.length === 0 && !counted ? null : (
          <Button look={go.length === 0 ? 'outline' : 'filled'} onClick={onDone}>
            {t('wizard.next')}
          </Button>
        )}
      </div>
      {busy ? <Progress label={t('wizard.dry.counting')} share={null} /> : null}
      {list.isLoading ? <SkeletonRows rows={10} /> : null}
      {list.data !== undefined && rows.length === 0 && !busy ? (
        <EmptyState title={t('wizard.dry.none')}>{t(counted ? 'wizard.dry.noneCounted' : 'wizard.dry.noneBody')}</EmptyState>
      ) : null}
      {go.length === 0 ? null : (
        <section>
          <h3>
            {t('wizard.dry.would', {
              messages: t('wizard.dry.messages', { count: go.length }),
              customers: t('wizard.dry.customers', { count: customers }),
            })}
          </h3>
          <ul className={classes.messages}>
            {go.map((row) => (
              <MessageLine key={row.outboxId} row={row} />
            ))}
          </ul>
        </section>
      )}
      {stay.length === 0 ? null : (
        <section>
          <h3>{t('wizard.dry.wouldNot', { count: stay.length })}</h3>
          <ul className={classes.messages}>
            {stay.map((row) => (
              <StayLine key={row.outboxId} row={row} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function StayLine({ row }: { readonly row: Row }) {
  const words = useOutboxWords()
  return (
    <li className={classes.message}>
      <span className="grow cut strong">{row.customerName}</span>
      <span className="s second">{words.reason(row.reason)}</span>
    </li>
  )
}

function MessageLine({ row }: { readonly row: Row }) {
  const { t } = useTranslation('onboarding')
  const { params, can } = useCompany()
  const [open, setOpen] = useState(false)
  const test = useChange(sendTestMessage, [])
  const body = useRead(readOutbox, { params: { ...params, outboxId: row.outboxId } }, { enabled: open }).data
  return (
    <li>
      <div className={classes.message}>
        <button type="button" className={classes.opener} aria-expanded={open} onClick={() => setOpen(!open)}>
          <span className="cut strong">{row.customerName}</span>
          <span className="s second cut">{row.subject ?? t('wizard.dry.unwritten')}</span>
        </button>
        {can('messages.approve') ? (
          <Button
            size="sm"
            busy={test.isPending}
            onClick={() =>
              test.mutate(
                { params: { ...params, outboxId: row.outboxId } },
                { onSuccess: ({ to }) => toast(t('wizard.dry.tested', { to })) },
              )
            }
          >
            {t('wizard.dry.test')}
          </Button>
        ) : null}
      </div>
      {test.isError ? <FailureBanner error={test.error} /> : null}
      {open ? (
        body === undefined ? (
          <Skeleton height={120} />
        ) : (
          <pre className={classes.letter}>{body.text ?? t('wizard.dry.unwritten')}</pre>
        )
      ) : null}
    </li>
  )
}
