// Dziennik zdarzeń: who did what, when and why; the chain of records shows whether it is whole.
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { listAudit } from '#contract/work'
import { writeId } from '#values/id'
import { usePages } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { useSearchSet } from '../shell/use-search-set.ts'
import { Facts } from '../ui/facts.tsx'
import { ListBody, useListPages } from '../ui/list-body.tsx'
import { ListFrame, ListSummary, ListTools } from '../ui/list-frame.tsx'
import { Banner, EmptyState } from '../ui/notices.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { SheetSection } from '../ui/sheet-section.tsx'
import { SideSheet, WithSheet } from '../ui/side-sheet.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import { TwoLines } from '../ui/two-lines.tsx'
import { useActor } from '../ui/use-actor.ts'
import { useFormat } from '../ui/use-format.ts'
import { AuditChange, type AuditNames, type AuditRow } from './audit-change.tsx'
import { SubjectLink, useSubject } from './audit-subject.tsx'

const route = getRouteApi('/$company/audit')

export function AuditScreen() {
  const { t, i18n } = useTranslation('audit-screen')
  const { params } = useCompany()
  const format = useFormat()
  const actor = useActor()
  const search = route.useSearch()
  const set = useSearchSet()
  useNamedPlace(null, t('title'))
  const pages = usePages(listAudit, (after) => ({
    params,
    query: { limit: 100, ...(search.q !== undefined && { search: search.q }), ...(after !== undefined && { after }) },
  }))
  const { rows, first, more } = useListPages(pages)
  const subject = useSubject()
  const names = useMemo((): AuditNames => Object.assign({}, ...(pages.data?.pages.map((page) => page.names) ?? [])), [pages.data])
  const what = useCallback(
    (row: AuditRow) =>
      i18n.exists(`audit-screen:action.${row.action}`) ? String(i18n.t(`audit-screen:action.${row.action}` as never)) : row.action,
    [i18n],
  )
  const columns = useMemo(
    (): readonly TableColumn<AuditRow>[] => [
      { id: 'when', head: t('column.when'), width: '116px', cell: (row) => <span className="third figures">{format.moment(row.at)}</span> },
      {
        id: 'who',
        head: t('column.who'),
        width: 'minmax(116px, 0.7fr)',
        cell: (row) => <span className="second">{actor(row.actor, row.actorName)}</span>,
      },
      { id: 'what', head: t('column.what'), width: 'minmax(200px, 1.8fr)', cell: (row) => <span className="strong">{what(row)}</span> },
      {
        id: 'about',
        head: t('column.about'),
        width: 'minmax(150px, 1.2fr)',
        from: 560,
        cell: (row) => <span className="second cut">{subject(row, names)}</span>,
      },
      {
        id: 'why',
        head: t('column.why'),
        width: 'minmax(140px, 1.2fr)',
        from: 860,
        cell: (row) => (
          <span className="third" title={row.why ?? undefined}>
            {row.why ?? ''}
          </span>
        ),
      },
    ],
    [t, format, actor, what, subject, names],
  )
  const open = useCallback((row: AuditRow) => set({ open: writeId('audit', row.auditId) }, search.open !== undefined), [set, search.open])
  const shown = rows.find((row) => writeId('audit', row.auditId) === search.open)
  return (
    <WithSheet
      sheet={
        shown === undefined ? null : (
          <SideSheet label={t('sheet.label', { number: shown.sequence })} title={what(shown)} onClose={() => set({ open: undefined })}>
            <Facts
              rows={[
                [t('column.who'), actor(shown.actor, shown.actorName)],
                [t('column.when'), `${format.fullDay(format.dayOf(shown.at))}, ${format.time(shown.at)}`],
                shown.why === null ? null : [t('column.why'), shown.why],
                [t('sheet.number'), format.number(shown.sequence)],
                shown.subjectKind === null ? null : [t('sheet.subject'), <SubjectLink key="subject" row={shown} names={names} />],
              ]}
            />
            {Object.keys(shown.change).length === 0 ? null : (
              <SheetSection title={t('sheet.change')}>
                <AuditChange change={shown.change} names={names} />
              </SheetSection>
            )}
          </SideSheet>
        )
      }
    >
      <ListFrame title={t('title')}>
        {first?.intact === false ? (
          <div style={{ padding: '14px 20px 4px' }}>
            <Banner tone="bad" title={t('broken')}>
              {t('brokenBody')}
            </Banner>
          </div>
        ) : null}
        <ListTools>
          <SearchField value={search.q ?? ''} onChange={(q) => set({ q: q === '' ? undefined : q })} label={t('search')} />
        </ListTools>
        {first?.intact === true ? (
          <ListSummary>
            <StatusPill shape="tick" tone="ok" bare>
              {t('intact')}
            </StatusPill>
          </ListSummary>
        ) : null}
        <ListBody
          pages={pages}
          label={t('title')}
          columns={columns}
          rows={rows}
          keyOf={(row) => writeId('audit', row.auditId)}
          openKey={search.open}
          onOpen={open}
          onMore={more}
          narrow={(row) => (
            <TwoLines
              who={what(row)}
              amount={null}
              below={[subject(row, names), actor(row.actor, row.actorName)].filter(Boolean).join(' · ')}
              aside={format.moment(row.at)}
            />
          )}
          empty={
            search.q === undefined ? (
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
