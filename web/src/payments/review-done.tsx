// The queue without payments: before the first statement, or when everything is reconciled, with the hour of the next import.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listJobs } from '#contract/work'
import { useFileIntake } from '../imports/use-file-intake.ts'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useDashboard } from '../shell/use-dashboard.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FileChooser } from '../ui/drop-anywhere.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { useFormat } from '../ui/use-format.ts'

export function ReviewDone({ children }: { readonly children?: React.ReactNode }) {
  const { t } = useTranslation('review')
  const { params, path, can } = useCompany()
  const format = useFormat()
  const take = useFileIntake()
  const steps = useDashboard().data?.firstSteps
  const jobs = useRead(listJobs, { params, query: {} }, { enabled: can('jobs.read') })
  const next = (jobs.data?.schedules ?? [])
    .filter((schedule) => schedule.enabled && (schedule.job === 'pull' || schedule.job === 'daily-round'))
    .map((schedule) => schedule.nextRunAt)
    .sort((a, b) => a.getTime() - b.getTime())[0]
  if (steps?.hasPayments === false)
    return (
      <EmptyState
        title={t('done.firstRun')}
        actions={
          <FileChooser onFiles={take}>
            {(choose) => (
              <Button look="filled" onClick={choose}>
                {t('done.upload')}
              </Button>
            )}
          </FileChooser>
        }
      >
        {t('done.firstRunBody')}
      </EmptyState>
    )
  return (
    <>
      <EmptyState
        shape="tick"
        tone="ok"
        title={t('done.title')}
        actions={
          <Link to="/$company/payments" params={path} className={buttonClass()}>
            {t('done.history')}
          </Link>
        }
      >
        {next === undefined ? t('done.body') : t('done.next', { moment: nextMoment(format, next) })}
      </EmptyState>
      {children}
    </>
  )
}

/** `12:10` today, with its day otherwise. */
const nextMoment = (format: ReturnType<typeof useFormat>, at: Date): string =>
  format.dayOf(at) === format.today ? format.time(at) : `${format.day(format.dayOf(at))}, ${format.time(at)}`
