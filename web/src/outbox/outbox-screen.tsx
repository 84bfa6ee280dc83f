// Wiadomości: everything that leaves the house, also what was withheld and why, and what nobody knows the fate of.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deliveries, listOutbox, outboxStates } from '#contract/outbox'
import { writeId } from '#values/id'
import { lazyPart } from '../lazy-part.tsx'
import { usePages } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { useSearchSet } from '../shell/use-search-set.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FilterChip } from '../ui/filter-chips.tsx'
import { ListBody, useListPages } from '../ui/list-body.tsx'
import { ListFrame, ListTools } from '../ui/list-frame.tsx'
import { Banner, EmptyState } from '../ui/notices.tsx'
import { WithSheet } from '../ui/side-sheet.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { TwoLines } from '../ui/two-lines.tsx'
import { useFormat } from '../ui/use-format.ts'
import { withWords } from '../words.ts'
import { alikeDrafts, type Draft } from './alike-drafts.ts'
import { BulkBar } from './bulk-bar.tsx'
import { DayBanner } from './day-banner.tsx'
import classes from './outbox.module.css'
import { Fate, useOutboxColumns } from './outbox-columns.tsx'
import { OutboxSheet } from './outbox-sheet.tsx'
import type { OutboxRow } from './outbox-status.tsx'
import { useOutboxWords } from './outbox-words.ts'
import { useDayRun } from './use-day-run.ts'

const BulkWording = lazyPart(() => withWords(import('./bulk-wording.tsx'), 'outbox-screen', 'templates'), 'BulkWording')

const route = getRouteApi('/$company/messages')
const views = ['all', 'today', 'awaiting-approval', 'planned', 'withheld', 'done', 'unknown', 'failed'] as const
const fates = [...deliveries, 'unreported'] as const
const anything = 'any'

export function OutboxScreen() {
  const { t } = useTranslation('outbox-screen')
  const { params, path, settings, can } = useCompany()
  const format = useFormat()
  const words = useOutboxWords()
  const search = route.useSearch()
  const set = useSearchSet()
  useNamedPlace(null, t('title'))
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const view = views.find((each) => each === search.view) ?? 'all'
  const state = outboxStates.find((each) => each === view)
  const delivery = view === 'done' ? fates.find((each) => each === search.delivery) : undefined
  const reason = view === 'withheld' ? search.reason : undefined
  const pages = usePages(listOutbox, (after) => ({
    params,
    query: {
      limit: 100,
      ...(state !== undefined && { state }),
      ...(view === 'today' && { due: 'today' as const }),
      ...(delivery !== undefined && { delivery }),
      ...(reason !== undefined && { reason }),
      ...(after !== undefined && { after }),
    },
  }))
  const run = useDayRun()
  const { rows, first, more } = useListPages(pages)
  const { columns, what } = useOutboxColumns()
  const [wording, setWording] = useState<readonly (readonly Draft[])[] | null>(null)
  const alike = alikeDrafts(rows.filter((row) => picked.has(writeId('outbox', row.outboxId))))
  const open = useCallback(
    (row: OutboxRow) => set({ open: writeId('outbox', row.outboxId) }, search.open !== undefined),
    [set, search.open],
  )
  const link = { to: '/$company/messages' as const, params: path }
  const unknown = first?.counts['unknown'] ?? 0
  const mode = settings.sendingMode
  const change = (
    <Link to="/$company/settings/$section" params={{ ...path, section: 'automation' }} className={buttonClass({ size: 'sm' })}>
      {t('banner.act')}
    </Link>
  )
  return (
    <WithSheet
      sheet={
        wording !== null ? (
          <BulkWording groups={wording} onClose={() => setWording(null)} />
        ) : search.open === undefined ? null : (
          <OutboxSheet writtenId={search.open} onClose={() => set({ open: undefined })} />
        )
      }
    >
      <ListFrame title={t('title')}>
        <div className={classes.banners}>
          {unknown > 0 && view !== 'unknown' ? (
            <Banner
              tone="warn"
              shape="question"
              title={t('banner.unknown', { count: unknown })}
              actions={
                <Link {...link} search={{ view: 'unknown' }} className={buttonClass({ size: 'sm' })}>
                  {t('banner.unknownAct')}
                </Link>
              }
            >
              {t('banner.unknownBody')}
            </Banner>
          ) : null}
          {mode === 'dry-run' ? (
            <DayBanner />
          ) : mode === 'off' ? (
            <Banner tone="warn" shape="bar" title={t('banner.off')} actions={change}>
              {t('banner.offBody')}
            </Banner>
          ) : null}
        </div>
        <Tabs
          label={t('views')}
          open={view}
          items={views.map((id) => ({
            id,
            word: t(`view.${id}`),
            count: id === 'all' ? undefined : first?.counts[id],
            link: { ...link, search: id === 'all' ? {} : { view: id } },
          }))}
          {...((mode === 'approve' || mode === 'automatic') &&
            can('jobs.run') && {
              aside: (
                <Button size="sm" busy={run.isPending} onClick={() => run.mutate()}>
                  {t(run.isPending ? 'banner.counting' : 'banner.count')}
                </Button>
              ),
            })}
        />
        {view === 'withheld' && Object.keys(first?.reasons ?? {}).length > 0 ? (
          <ListTools>
            <FilterChip
              name={t('filter.reason')}
              value={reason ?? anything}
              options={[
                { value: anything, word: t('filter.any') },
                ...Object.entries(first?.reasons ?? {})
                  .toSorted(([, a], [, b]) => b - a)
                  .map(([code, count]) => ({ value: code, word: `${words.reason(code)} (${format.number(count)})` })),
              ]}
              onChange={(value) => set({ reason: value === anything ? undefined : value })}
              {...(reason !== undefined && { onClear: () => set({ reason: undefined }) })}
            />
          </ListTools>
        ) : null}
        {view === 'done' ? (
          <ListTools>
            <FilterChip
              name={t('filter.delivery')}
              value={delivery ?? anything}
              options={[
                { value: anything, word: t('filter.any') },
                ...fates.map((each) => ({
                  value: each,
                  word:
                    each === 'unreported'
                      ? t('delivery.unreported')
                      : `${t(`delivery.${each}`)} (${format.number(first?.deliveries[each] ?? 0)})`,
                })),
              ]}
              onChange={(value) => set({ delivery: value === anything ? undefined : value })}
              {...(delivery !== undefined && { onClear: () => set({ delivery: undefined }) })}
            />
          </ListTools>
        ) : null}
        <ListBody
          pages={pages}
          skeleton={12}
          label={t('title')}
          columns={columns}
          rows={rows}
          keyOf={(row) => writeId('outbox', row.outboxId)}
          openKey={search.open}
          onOpen={open}
          {...(view === 'awaiting-approval' && can('messages.approve') && { selection: { keys: picked, onChange: setPicked } })}
          onMore={more}
          narrow={(row) => (
            <TwoLines
              who={what(row)}
              amount={<Fate row={row} />}
              below={row.to ?? row.customerName ?? row.connectionName ?? '–'}
              aside={format.moment(row.sentAt ?? row.createdAt)}
            />
          )}
          empty={
            view === 'awaiting-approval' ? (
              <EmptyState shape="tick" tone="ok" title={t('empty.approval')}>
                {t('empty.approvalBody')}
              </EmptyState>
            ) : view === 'all' ? (
              <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
            ) : (
              <EmptyState title={t('empty.filtered')}>{t('empty.filteredBody')}</EmptyState>
            )
          }
        />
        {view === 'awaiting-approval' && picked.size > 0 ? (
          <BulkBar picked={picked} onWord={alike.length === 0 ? null : () => setWording(alike)} onDone={() => setPicked(new Set())} />
        ) : null}
      </ListFrame>
    </WithSheet>
  )
}
