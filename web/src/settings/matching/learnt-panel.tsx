// What matching learnt: searched, narrowed by kind, deleted row by row and taken back.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetLesson, learntKinds, listLearnt, restoreLesson } from '#contract/matching'
import { useChange, usePages } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { Button } from '../../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../../ui/failure.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toasts.tsx'
import { LearntLine } from './learnt-line.tsx'
import classes from './matching.module.css'
import type { LearntRow } from './matching-types.ts'

const stale = ['matching', 'customers'] as const
const pageOf = 12

export function LearntPanel() {
  const { t } = useTranslation('matching-settings')
  const { params, can } = useCompany()
  const [kind, setKind] = useState<LearntRow['kind'] | null>(null)
  const [search, setSearch] = useState('')
  const pages = usePages(listLearnt, (after) => ({
    params,
    query: {
      limit: pageOf,
      ...(kind === null ? {} : { kind }),
      ...(search === '' ? {} : { search }),
      ...(after === undefined ? {} : { after }),
    },
  }))
  const forget = useChange(forgetLesson, stale)
  const restore = useChange(restoreLesson, stale)
  const failed = forget.error ?? restore.error
  const counts = pages.data?.pages[0]?.counts ?? {}
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const all = learntKinds.reduce((sum, each) => sum + (counts[each] ?? 0), 0)
  const remove = ({ learntId }: LearntRow, what: string) => {
    const input = { params: { ...params, learntId } }
    forget.mutate(input, {
      onSuccess: () => toast(t('learnt.forgotten', { what }), { tone: 'neutral', undo: () => restore.mutate(input) }),
    })
  }
  const untouched = search === '' && kind === null
  return (
    <Panel title={t('learnt.title')} note={t('learnt.hint')} ruled>
      {failed === null ? null : (
        <div className={classes.inset}>
          <FailureBanner error={failed} />
        </div>
      )}
      {untouched && all === 0 ? null : (
        <div className={classes.tools}>
          <SearchField value={search} onChange={setSearch} label={t('learnt.search')} />
          <div className={classes.filters} role="group" aria-label={t('learnt.title')}>
            <Filter word={t('learnt.all')} count={all} on={kind === null} onChoose={() => setKind(null)} />
            {learntKinds
              .filter((each) => (counts[each] ?? 0) > 0 || each === kind)
              .map((each) => (
                <Filter
                  key={each}
                  word={t(`learnt.kind.${each}`)}
                  count={counts[each] ?? 0}
                  on={kind === each}
                  onChoose={() => setKind(kind === each ? null : each)}
                />
              ))}
          </div>
        </div>
      )}
      {pages.isError ? (
        <FailurePlace error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.data === undefined ? (
        <SkeletonRows rows={4} height={48} />
      ) : rows.length === 0 ? (
        <EmptyState title={untouched ? t('learnt.none') : t('learnt.notFound')}>{untouched ? t('learnt.noneHint') : undefined}</EmptyState>
      ) : (
        <ul>
          {rows.map((row) => (
            <LearntLine key={row.learntId} row={row} onForget={can('payments.match') ? (what) => remove(row, what) : null} />
          ))}
        </ul>
      )}
      {pages.hasNextPage ? (
        <div className={classes.more}>
          <Button size="sm" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('learnt.more')}
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}

type FilterProps = { readonly word: string; readonly count: number; readonly on: boolean; readonly onChoose: () => void }

function Filter({ word, count, on, onChoose }: FilterProps) {
  return (
    <button type="button" className={classes.filter} aria-pressed={on} onClick={onChoose}>
      {word} <span className="figures third">{count}</span>
    </button>
  )
}
