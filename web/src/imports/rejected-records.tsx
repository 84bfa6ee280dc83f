// All records that wait for a person, newest first.
import { useTranslation } from 'react-i18next'
import { listRejected } from '#contract/imports'
import { usePages } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import classes from './record-card.module.css'
import { RecordCard } from './record-card.tsx'

export function RejectedRecords() {
  const { t } = useTranslation('imports-screen')
  const shell = useTranslation('shell').t
  const { params } = useCompany()
  const pages = usePages(listRejected, (after) => ({ params, query: { limit: 50, ...(after !== undefined && { after }) } }))
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  if (pages.isError && rows === undefined) return <FailurePlace error={pages.error} onRetry={() => void pages.refetch()} />
  if (rows === undefined) return <SkeletonRows rows={6} height={60} />
  if (rows.length === 0)
    return (
      <EmptyState shape="tick" tone="ok" title={t('empty.noRejected')}>
        {t('empty.noRejectedBody')}
      </EmptyState>
    )
  return (
    <div className={classes.list}>
      {rows.map((record) => (
        <RecordCard key={record.recordId} record={record} />
      ))}
      {pages.hasNextPage ? (
        <div>
          <Button onClick={() => void pages.fetchNextPage()} busy={pages.isFetchingNextPage}>
            {shell('more')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
