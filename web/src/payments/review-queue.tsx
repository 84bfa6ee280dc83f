// The queue at the left of the review: how much waits, its search, its rows, and what is marked in it.
import { IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Id } from '#values/id'
import type { Money } from '#values/money'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './review.module.css'
import { ReviewList } from './review-list.tsx'
import type { Placed } from './use-kept-place.ts'

type Props = {
  /** Null while the queue is being fetched. */
  readonly sums: { readonly total: number; readonly sums: readonly Money[] } | null
  readonly search: string
  readonly onSearch: (text: string) => void
  readonly queue: readonly Placed[]
  readonly openId: Id | null
  readonly picked: ReadonlySet<Id>
  readonly onOpen: (paymentId: Id) => void
  readonly onNearEnd: () => void
  /** Null for who may not decide. */
  readonly onBulk: (() => void) | null
  readonly onUnpick: () => void
}

export function ReviewQueue({ sums, search, onSearch, queue, openId, picked, onOpen, onNearEnd, onBulk, onUnpick }: Props) {
  const { t } = useTranslation('review')
  const { path } = useCompany()
  const format = useFormat()
  return (
    <div className={classes.left}>
      <div className={classes.leftHead}>
        <h1 className={classes.listTitle}>{t('title')}</h1>
        <span className="xs third figures">
          {sums === null
            ? ''
            : t('sum', { count: Math.max(0, sums.total), amounts: sums.sums.map((amount) => format.money(amount)).join(' · ') })}
        </span>
      </div>
      <div className={classes.leftSearch}>
        <SearchField full value={search} onChange={onSearch} label={t('search')} jump="shift+f" />
      </div>
      {sums === null ? (
        <SkeletonRows rows={12} />
      ) : queue.length === 0 ? (
        <EmptyState
          title={t('done.filtered')}
          actions={
            <Link to="/$company/payments/review" params={path} className={buttonClass({ size: 'sm' })}>
              {t('done.clear')}
            </Link>
          }
        />
      ) : (
        <ReviewList
          queue={queue}
          whole={queue.length >= sums.total}
          openId={openId}
          picked={picked}
          onOpen={onOpen}
          onNearEnd={onNearEnd}
        />
      )}
      {picked.size === 0 ? null : (
        <div className={classes.selection}>
          <span className="s grow figures">{t('selected', { count: picked.size })}</span>
          {onBulk === null ? null : (
            <Button size="sm" onClick={onBulk}>
              {t('bulk.short')} <KeyCap>B</KeyCap>
            </Button>
          )}
          <Button look="plain" size="sm" icon aria-label={t('unselect')} onClick={onUnpick}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </Button>
        </div>
      )}
    </div>
  )
}
