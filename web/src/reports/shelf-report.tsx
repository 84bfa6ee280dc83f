// One report of the shelf with its parameters, on the screen and as files.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usualReportParameters, viewReport } from '#contract/reports'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { FailurePlace } from '../ui/failure.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { useFormat } from '../ui/use-format.ts'
import { DownloadButtons } from './download-buttons.tsx'
import { queryOf, ReportParameters } from './report-parameters.tsx'
import { ReportView } from './report-view.tsx'
import classes from './reports.module.css'

export function ShelfReport({ id, name, period }: { readonly id: string; readonly name: string; readonly period: boolean }) {
  const { t } = useTranslation('reports-screen')
  const { params } = useCompany()
  const format = useFormat()
  const [parameters, setParameters] = useState(usualReportParameters)
  const report = useRead(viewReport, { params: { ...params, report: id }, query: queryOf(parameters, period) }, { keep: true })
  const settled = parameters.currency.length === 3 ? parameters : { ...parameters, currency: '' }
  return (
    <>
      <div className={classes.bar}>
        <ReportParameters value={parameters} onChange={setParameters} period={period} today={format.today} />
        <div className="row">
          <DownloadButtons report={{ kind: 'shelf', report: id, parameters: settled }} name={name} />
        </div>
      </div>
      {report.isError ? (
        <FailurePlace error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <SkeletonRows rows={8} />
      ) : (
        <div aria-busy={report.isPlaceholderData}>
          <p className="s third">
            {report.data.subtitle}
            {report.data.filters.length === 0 ? '' : ` · ${report.data.filters.map(({ label, value }) => `${label} ${value}`).join(' · ')}`}
            {report.isPlaceholderData ? ` · ${t('counting')}` : ''}
          </p>
          <ReportView report={report.data} />
        </div>
      )}
    </>
  )
}
