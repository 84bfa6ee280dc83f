// The archive: every report that was made or sent, kept as it was, and making the monthly report anew.
import { TextInput } from '@mantine/core'
import { IconDownload, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadReport, listReports, makeMonthlyReport } from '#contract/work'
import { addMonths, monthKey } from '#values/day'
import { addressOf } from '../api-client.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelRow } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'

export function ArchiveTab() {
  const { t } = useTranslation('reports-screen')
  const { params, can } = useCompany()
  const format = useFormat()
  const reports = useRead(listReports, { params })
  const make = useChange(makeMonthlyReport, ['reports'])
  const [month, setMonth] = useState(() => monthKey(addMonths(format.today, -1)))
  const nameOf = (report: { readonly kind: string; readonly periodKey: string; readonly name: string | null }) =>
    report.name ?? (report.kind === 'monthly' ? `${t('kind.monthly')} ${report.periodKey}` : report.kind)
  return (
    <>
      {make.isError ? <FailureBanner error={make.error} /> : null}
      <Panel
        title={t('ready')}
        ruled
        aside={
          can('reports.make') ? (
            <form
              className="row"
              onSubmit={(event) => {
                event.preventDefault()
                make.mutate({ params, body: { month } }, { onSuccess: (made) => toast(t('made', { name: made.fileName })) })
              }}
            >
              <TextInput
                type="month"
                aria-label={t('month')}
                value={month}
                max={monthKey(format.today)}
                required
                onChange={(event) => setMonth(event.currentTarget.value)}
              />
              <Button type="submit" busy={make.isPending}>
                {t('make')}
              </Button>
            </form>
          ) : undefined
        }
      >
        {reports.isError ? (
          <FailurePlace error={reports.error} onRetry={() => void reports.refetch()} />
        ) : reports.data === undefined ? (
          <SkeletonRows rows={4} />
        ) : reports.data.reports.length === 0 ? (
          <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
        ) : (
          reports.data.reports.map((report) => (
            <PanelRow key={report.reportId}>
              <IconFileText size={16} stroke={1.6} aria-hidden />
              <span className="strong cut">{nameOf(report)}</span>
              <span className="third cut wide-only">
                {t('asOf', { day: format.fullDay(report.asOf) })}, {t('created', { moment: format.moment(report.createdAt) })}
                {report.mailed === null ? '' : `, ${t('mailed', { count: report.mailed })}`}
                {report.skipped.length === 0 ? '' : `, ${t('skipped', { names: report.skipped.map(({ who }) => who).join(', ') })}`}
              </span>
              <a
                className={`end ${buttonClass({ look: 'plain', size: 'sm' })}`}
                href={addressOf(downloadReport, { params: { ...params, reportId: report.reportId } })}
                download={report.fileName}
              >
                <IconDownload size={16} stroke={1.6} aria-hidden />
                {t('download')}
              </a>
            </PanelRow>
          ))
        )}
      </Panel>
    </>
  )
}
