// Who looks after each segment of the customers: chosen in a row, said in a toast with its undo.
import { Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { chooseOwner, readOwners } from '#contract/owners'
import type { Output } from '#contract/route'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import classes from './owners.module.css'
import { changedByOwners, useUndoChange } from './use-undo-change.ts'

type Owned = Output<typeof readOwners>['segments'][number]

const nobody = 'nobody'

export function SegmentOwners() {
  const { t } = useTranslation('owners')
  const { params, path, can } = useCompany()
  const { data, error, refetch } = useRead(readOwners, { params })
  const choose = useChange(chooseOwner, changedByOwners)
  const undo = useUndoChange()
  if (data === undefined)
    return error === null ? <SkeletonRows rows={3} height={48} /> : <FailurePlace error={error} onRetry={() => void refetch()} />
  if (data.segments.length === 0) return <EmptyState title={t('empty')}>{t('emptyBody')}</EmptyState>
  const options = [
    { value: nobody, label: t('nobody') },
    ...data.people.map((person) => ({ value: `user:${person.userId}`, label: person.name })),
  ]
  const give = ({ segment, ownerUserId: before }: Owned, value: string | null) => {
    const ownerUserId = value?.startsWith('user:') === true ? value.slice(5) : null
    if (ownerUserId === before) return
    const words = { segment: segment ?? t('none'), name: options.find((each) => each.value === value)?.label ?? '' }
    choose.mutate(
      { params, body: { segment, ownerUserId } },
      {
        onSuccess: ({ changeId, changed }) => {
          const got = changed === 0 ? t('gotNobody') : t('got', { count: changed })
          toast(ownerUserId === null ? t('stopped', words) : t('chosen', { ...words, got }), { undo: () => undo(changeId) })
        },
      },
    )
  }
  return (
    <>
      {choose.isError ? <FailureBanner error={choose.error} /> : null}
      <ul className={classes.segments}>
        <li className={`${classes.heads} xs third`} aria-hidden>
          <span className="grow">{t('column.segment')}</span>
          <span className={classes.owner}>{t('column.owner')}</span>
        </li>
        {data.segments.map((row) => {
          const customers = t('customers', { count: row.customers })
          return (
            <li key={row.segment ?? ''} className={classes.segment}>
              <span className="grow">
                <span className={`cut ${row.segment === null ? 'second' : 'strong'}`}>{row.segment ?? t('none')}</span>
                <span className="xs third figures">
                  {row.withoutOwner === 0 ? t('allOwned', { customers }) : t('without', { customers, without: row.withoutOwner })}
                </span>
              </span>
              <Select
                className={classes.owner ?? ''}
                classNames={{ label: classes.ownerLabel ?? '' }}
                label={t('column.owner')}
                aria-label={row.segment === null ? t('ownerOfNone') : t('ownerOf', { segment: row.segment })}
                value={row.ownerUserId === null ? nobody : `user:${row.ownerUserId}`}
                data={options}
                searchable={options.length > 8}
                disabled={!can('customers.change') || choose.isPending}
                onChange={(value) => give(row, value)}
              />
            </li>
          )
        })}
      </ul>
      <p className="xs third">
        {t('segmentsFrom')}{' '}
        <Link to="/$company/customers" params={path}>
          {t('openList')}
        </Link>
      </p>
    </>
  )
}
