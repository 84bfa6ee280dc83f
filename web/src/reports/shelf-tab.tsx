// The shelf: every report by group, with a line about what it shows.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listShelf } from '#contract/reports'
import type { Output } from '#contract/route'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { FailurePlace } from '../ui/failure.tsx'
import { Panel } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import classes from './reports.module.css'

const groups = ['summary', 'receivables', 'payments', 'claims', 'agreements', 'log'] as const
type Shelf = Output<typeof listShelf>['reports']

export const useShelf = () => {
  const { params } = useCompany()
  return useRead(listShelf, { params })
}

export function ShelfTab() {
  const shelf = useShelf()
  if (shelf.isError) return <FailurePlace error={shelf.error} onRetry={() => void shelf.refetch()} />
  if (shelf.data === undefined) return <SkeletonRows rows={10} />
  const { reports } = shelf.data
  return (
    <div className={classes.shelf}>
      {groups.map((group) => (
        <Group key={group} group={group} reports={reports.filter((report) => report.group === group)} />
      ))}
    </div>
  )
}

function Group({ group, reports }: { readonly group: (typeof groups)[number]; readonly reports: Shelf }) {
  const { t } = useTranslation('reports-screen')
  const { path } = useCompany()
  if (reports.length === 0) return null
  return (
    <Panel title={t(`group.${group}`)}>
      {reports.map((report) => (
        <Link
          key={report.id}
          to="/$company/reports"
          params={path}
          search={{ view: 'shelf', report: report.id }}
          className={classes.shelfRow}
        >
          <span className="strong">{report.name}</span>
          <span className="s second">{report.about}</span>
        </Link>
      ))}
    </Panel>
  )
}
