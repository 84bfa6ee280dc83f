// Wiadomości: everything that leaves the house, also what was withheld and why, and what nobody knows the fate of.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listOutbox, outboxStates } from '#contract/outbox'
import { writeId } from '#values/id'
import { usePages } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { useSearchSet } from '../shell/use-search-set.ts'
import { buttonClass } from '../ui/button.tsx'
import { ListBody, useListPages } from '../ui/list-body.tsx'
import { ListFrame } from '../ui/list-frame.tsx'
import { Banner, EmptyState } from '../ui/notices.tsx'
import { WithSheet } from '../ui/side-sheet.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import { Tabs } from '../ui/tabs.tsx'
import { TwoLines } from '../ui/two-lines.tsx'
import { useFormat } from '../ui/use-format.ts'
import { BulkBar } from './bulk-bar.tsx'
import { DayBanner } from './day-banner.tsx'
import classes from './outbox.module.css'
import { OutboxSheet } from './outbox-sheet.tsx'
import { type OutboxRow, OutboxStatus } from './outbox-status.tsx'
import { useOutboxWords } from './outbox-words.ts'

const route = getRouteApi('/$company/messages')
const views = ['all', 'awaiting-approval', 'planned', 'withheld', 'unknown', 'failed', 'done'] as const

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
  const pages = usePages(listOutbox, (after) => ({
    params,
    query: { limit: 100, ...(state !== undefined && { state }), ...(after !== undefined && { after }) },
  }))
  const { rows, first, more } = useListPages(pages)
  const what = useCallback(
    (row: OutboxRow) => row.subject ?? (row.template === null ? words.kind(row.kind) : words.template(row.template)),
    [words],
  )
  const why = useCallback((row: OutboxRow) => words.reason(row.reason) || words.reason(row.failure?.code ?? null), [words])
  const columns = useMemo(
    (): readonly TableColumn<OutboxRow>[] => [
      {
        id: 'what',
        head: t('column.what'),
        width: 'minmax(180px, 1.6fr)',
        cell: (row) => (
          <span className="strong" title={what(row)}>
            {what(row)}
          </span>
        ),
      },
      {
        id: 'customer',
        head: t('column.customer'),
        width: 'minmax(120px, 1fr)',
        from: 980,
        cell: (row) => (
          <span className="second" title={row.customerName ?? undefined}>
            {row.customerName ?? '–'}
          </span>
        ),
      },
      {
        id: 'to',
        head: t('column.to'),
        width: 'minmax(130px, 1fr)',
        from: 700,
        cell: (row) => (
          <span className="second" title={row.to ?? row.connectionName ?? undefined}>
            {row.to ?? row.connectionName ?? '–'}
          </span>
        ),
      },
      { id: 'state', head: t('column.state'), width: 'minmax(140px, 0.8fr)', cell: (row) => <OutboxStatus state={row.state} bare /> },
      {
        id: 'reason',
        head: t('column.reason'),
        width: 'minmax(140px, 1.2fr)',
        from: 820,
        cell: (row) => (
          <span className="third" title={why(row)}>
            {why(row)}
          </span>
        ),
      },
      {
        id: 'amount',
        head: t('column.amount'),
        width: '120px',
        align: 'right',
        from: 900,
        cell: (row) => <span className="figures">{row.about?.amounts.map((amount) => format.money(amount)).join(', ') ?? ''}</span>,
      },
      {
        id: 'when',
        head: t('column.when'),
        width: '130px',
        align: 'right',
        cell: (row) => <span className="third">{format.moment(row.sentAt ?? row.createdAt)}</span>,
      },
    ],
    [t, format, what, why],
  )
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
    <WithSheet sheet={search.open === undefined ? null : <OutboxSheet writtenId={search.open} onClose={() => set({ open: undefined })} />}>
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
        />
        {view === 'awaiting-approval' && picked.size > 0 ? <BulkBar picked={picked} onDone={() => setPicked(new Set())} /> : null}
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
              amount={<OutboxStatus state={row.state} bare />}
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
      </ListFrame>
    </WithSheet>
  )
}
