// Schedules of reports: what goes when and to whom, what became of it last, and a sheet to change it.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listReportSchedules, removeReportSchedule, sendScheduleNow } from '#contract/reports'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelRow } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { ReportSchedule } from './report-types.ts'
import { ruleText } from './rule-text.ts'
import { ScheduleForm } from './schedule-form.tsx'

export function SchedulesTab() {
  const { t } = useTranslation('reports-screen')
  const { params, can } = useCompany()
  const format = useFormat()
  const schedules = useRead(listReportSchedules, { params })
  const send = useChange(sendScheduleNow, ['reports', 'outbox'])
  const remove = useChange(removeReportSchedule, ['reports'])
  const [edited, setEdited] = useState<ReportSchedule | 'new' | null>(null)
  if (schedules.isError) return <FailurePlace error={schedules.error} onRetry={() => void schedules.refetch()} />
  if (schedules.data === undefined) return <SkeletonRows rows={4} />
  const { data } = schedules
  const outcome = ({ lastOutcome, lastRunAt }: ReportSchedule): string => {
    if (lastOutcome === null || lastRunAt === null) return t('schedule.never')
    const skipped = lastOutcome.skipped.map(({ who, why }) => (why === 'left' ? t('schedule.left', { who }) : who)).join(', ')
    return [
      t('schedule.last', { moment: format.moment(lastRunAt) }),
      lastOutcome.failure === undefined ? t('mailed', { count: lastOutcome.mailed }) : t('schedule.failed'),
      ...(skipped === '' ? [] : [t('skipped', { names: skipped })]),
    ].join(', ')
  }
  return (
    <>
      {edited === null ? null : (
        <ScheduleForm
          key={edited === 'new' ? 'new' : edited.reportScheduleId}
          schedule={edited === 'new' ? null : edited}
          people={data.people}
          tables={data.tables}
          templates={data.templates}
          onClose={() => setEdited(null)}
        />
      )}
      {send.isError ? <FailureBanner error={send.error} /> : null}
      <Panel
        title={t('view.schedules')}
        ruled
        aside={
          can('reports.make') && edited === null ? (
            <Button size="sm" onClick={() => setEdited('new')}>
              {t('schedule.new')}
            </Button>
          ) : undefined
        }
      >
        {data.schedules.length === 0 ? (
          <EmptyState title={t('schedule.empty')}>{t('schedule.emptyBody')}</EmptyState>
        ) : (
          data.schedules.map((schedule) => (
            <PanelRow key={schedule.reportScheduleId}>
              <span className="strong cut">{schedule.name}</span>
              <span className="second cut">
                {ruleText(schedule.rule, t)}, {schedule.format.toUpperCase()}
              </span>
              <span className="third cut wide-only">
                {schedule.enabled ? t('schedule.next', { moment: format.moment(schedule.nextRunAt) }) : t('schedule.off')};{' '}
                {outcome(schedule)}
              </span>
              {can('reports.make') ? (
                <span className="end row tight">
                  <Button
                    size="sm"
                    busy={send.isPending && send.variables.params.reportScheduleId === schedule.reportScheduleId}
                    onClick={() =>
                      send.mutate(
                        { params: { ...params, reportScheduleId: schedule.reportScheduleId } },
                        { onSuccess: (sent) => toast(t('schedule.sent', { name: sent.name })) },
                      )
                    }
                  >
                    {t('schedule.send')}
                  </Button>
                  <Button look="plain" size="sm" onClick={() => setEdited(schedule)}>
                    {t('schedule.change')}
                  </Button>
                  <Button
                    look="plain"
                    size="sm"
                    onClick={() => {
                      const change = (back: boolean) => ({
                        params: { ...params, reportScheduleId: schedule.reportScheduleId },
                        body: { back },
                      })
                      remove.mutate(change(false), {
                        onSuccess: () => toast(t('own.removed', { name: schedule.name }), { undo: () => remove.mutate(change(true)) }),
                      })
                    }}
                  >
                    {t('own.remove')}
                  </Button>
                </span>
              ) : null}
            </PanelRow>
          ))
        )}
      </Panel>
    </>
  )
}
