// Own reports: those that the person made and those that others share with him.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listOwnReports, removeOwnReport } from '#contract/reports'
import { writeId } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelRow } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'

export function OwnTab() {
  const { t } = useTranslation('reports-screen')
  const words = useTranslation('report-fields').t
  const { params, path, can } = useCompany()
  const format = useFormat()
  const own = useRead(listOwnReports, { params })
  const remove = useChange(removeOwnReport, ['reports'])
  if (own.isError) return <FailurePlace error={own.error} onRetry={() => void own.refetch()} />
  return (
    <Panel title={t('view.own')} ruled>
      {own.data === undefined ? (
        <SkeletonRows rows={4} />
      ) : own.data.reports.length === 0 ? (
        <EmptyState title={t('own.empty')}>{t('own.emptyBody')}</EmptyState>
      ) : (
        own.data.reports.map((report) => (
          <PanelRow key={report.ownReportId}>
            <Link
              to="/$company/reports/build"
              params={path}
              search={{ own: writeId('ownReport', report.ownReportId) }}
              className="strong cut"
            >
              {report.name}
            </Link>
            <span className="third cut wide-only">
              {words(`subject.${report.definition.subject}`)}, {report.mine ? t('own.mine') : t('own.shared')},{' '}
              {t('own.changed', { moment: format.moment(report.changedAt) })}
            </span>
            {report.mine && can('reports.make') ? (
              <span className="end">
                <Button
                  look="plain"
                  size="sm"
                  onClick={() => {
                    const change = (back: boolean) => ({ params: { ...params, ownReportId: report.ownReportId }, body: { back } })
                    remove.mutate(change(false), {
                      onSuccess: () => toast(t('own.removed', { name: report.name }), { undo: () => remove.mutate(change(true)) }),
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
  )
}
