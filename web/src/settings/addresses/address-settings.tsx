// Adresy wstrzymane: addresses that are written to no more, with why and since when; to lift, to add, and to hand in a letter that came back.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { liftSuppression, listSuppressions } from '#contract/suppressions'
import { writeId } from '#values/id'
import { useChange, usePages } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { Button } from '../../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../../ui/failure.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useFormat } from '../../ui/use-format.ts'
import settings from '../settings.module.css'
import { AddAddress } from './add-address.tsx'
import classes from './addresses.module.css'
import { MailChoice } from './mail-choice.tsx'

export function AddressSettings() {
  const { t } = useTranslation('address-settings')
  const { params, path, can } = useCompany()
  const format = useFormat()
  const [q, setQ] = useState('')
  const list = usePages(listSuppressions, (after) => ({
    params,
    query: { ...(q === '' ? {} : { q }), ...(after === undefined ? {} : { after }) },
  }))
  const lift = useChange(liftSuppression, ['suppressions', 'outbox'])
  const may = can('messages.approve')
  if (list.isError) return <FailurePlace error={list.error} onRetry={() => void list.refetch()} />
  if (list.isLoading && q === '')
    return (
      <Panel title={t('title')} ruled>
        <SkeletonRows rows={6} height={52} />
      </Panel>
    )
  const rows = list.data?.pages.flatMap((page) => page.rows)
  const total = list.data?.pages[0]?.total ?? 0
  return (
    <div className={settings.stacked}>
      {lift.isError ? <FailureBanner error={lift.error} /> : null}
      <Panel title={t('title')} note={total === 0 ? undefined : t('total', { count: total })} ruled>
        <div className={classes.lead}>
          <p className="s second">{t('lead')}</p>
          {total > 0 || q !== '' ? <SearchField full label={t('search')} value={q} onChange={setQ} /> : null}
        </div>
        {rows === undefined ? (
          <SkeletonRows rows={4} height={52} />
        ) : rows.length === 0 ? (
          <EmptyState title={q === '' ? t('empty') : t('filtered')}>{q === '' ? t('emptyBody') : null}</EmptyState>
        ) : (
          rows.map((row) => (
            <div key={row.suppressionId} className={classes.row}>
              <span className={classes.what}>
                <b className="strong">{row.address}</b>
                {row.customerId === null || row.customer === null ? null : (
                  <Link
                    to="/$company/customers/$customer"
                    params={{ ...path, customer: writeId('customer', row.customerId) }}
                    className={`xs ${classes.customer}`}
                  >
                    {row.customer}
                  </Link>
                )}
              </span>
              <span className={classes.why}>
                <span>{t(`reason.${row.reason}`)}</span>
                {row.detail === null ? null : <span className="xs third">{row.detail}</span>}
              </span>
              <span className="s third figures">{format.fullDay(format.dayOf(row.createdAt))}</span>
              {may ? (
                <Button
                  size="sm"
                  look="plain"
                  onClick={() =>
                    lift.mutate(
                      { params: { ...params, suppressionId: row.suppressionId } },
                      { onSuccess: () => toast(t('lifted', { address: row.address }), { tone: 'neutral' }) },
                    )
                  }
                >
                  {t('lift')}
                  <span className="unseen">{` ${row.address}`}</span>
                </Button>
              ) : (
                <span />
              )}
            </div>
          ))
        )}
        {list.hasNextPage ? (
          <div className={classes.more}>
            <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        ) : null}
      </Panel>
      {may ? <AddAddress /> : null}
      {can('connections.read') ? <MailChoice /> : null}
    </div>
  )
}
