// Importy i wyciągi: what came in, from where, with which result; and what could not be taken.
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { listImports } from '#contract/imports'
import { writeId } from '#values/id'
import { usePages } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { useSearchSet } from '../shell/use-search-set.ts'
import { Button } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { FileChooser } from '../ui/drop-anywhere.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { ListFrame } from '../ui/list-frame.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { WithSheet } from '../ui/side-sheet.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import { Tabs } from '../ui/tabs.tsx'
import { TwoLines } from '../ui/two-lines.tsx'
import { useFormat } from '../ui/use-format.ts'
import { ImportSheet } from './import-sheet.tsx'
import { type ImportRow, ImportStatus, useImportResult } from './import-status.tsx'
import { MappingScreen } from './mapping-screen.tsx'
import { RecentPanel } from './recent-panel.tsx'
import { RejectedRecords } from './rejected-records.tsx'
import { SavedLayouts } from './saved-layouts.tsx'
import { useFileIntake } from './use-file-intake.ts'

const route = getRouteApi('/$company/imports')

export function ImportsScreen() {
  const { t } = useTranslation('imports-screen')
  const columnsWords = useTranslation('table-mapping').t
  const { params, path, can } = useCompany()
  const format = useFormat()
  const search = route.useSearch()
  const set = useSearchSet()
  const take = useFileIntake()
  const result = useImportResult()
  useNamedPlace(null, t('title'))
  const view = search.view === 'rejected' || search.view === 'layouts' ? search.view : 'imports'
  const pages = usePages(listImports, (after) => ({ params, query: { limit: 100, ...(after !== undefined && { after }) } }))
  const first = pages.data?.pages[0]
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  const nameOf = useCallback((row: ImportRow) => row.fileName ?? row.connectionName ?? t(`source.${row.source}`), [t])
  const columns = useMemo(
    (): readonly TableColumn<ImportRow>[] => [
      {
        id: 'what',
        head: t('column.what'),
        width: 'minmax(180px, 1.6fr)',
        cell: (row) => (
          <span className="strong" title={nameOf(row)}>
            {nameOf(row)}
          </span>
        ),
      },
      {
        id: 'source',
        head: t('column.source'),
        width: '120px',
        from: 880,
        cell: (row) => <span className="second">{t(`source.${row.source}`)}</span>,
      },
      { id: 'state', head: t('column.state'), width: '148px', cell: (row) => <ImportStatus state={row.state} bare /> },
      {
        id: 'result',
        head: t('column.result'),
        width: 'minmax(110px, 1fr)',
        from: 620,
        cell: (row) => <span className="second">{result(row)}</span>,
      },
      {
        id: 'rejected',
        head: t('column.rejected'),
        width: '100px',
        align: 'right',
        from: 740,
        cell: (row) =>
          row.counts.rejected === 0 ? (
            <span className="third">–</span>
          ) : (
            <span className="tone-bad strong">{format.number(row.counts.rejected)}</span>
          ),
      },
      {
        id: 'when',
        head: t('column.when'),
        width: '124px',
        align: 'right',
        cell: (row) => <span className="third">{format.moment(row.receivedAt)}</span>,
      },
    ],
    [t, format, nameOf, result],
  )
  const open = useCallback(
    (row: ImportRow) => set({ open: writeId('import', row.importId) }, search.open !== undefined),
    [set, search.open],
  )
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const upload = can('imports.create') ? (
    <FileChooser onFiles={take}>
      {(choose) => (
        <Button size="sm" look="filled" onClick={choose}>
          {t('upload')}
        </Button>
      )}
    </FileChooser>
  ) : null
  const link = { to: '/$company/imports' as const, params: path }
  if (search.view === 'columns' && search.open !== undefined) return <MappingScreen writtenId={search.open} />
  return (
    <WithSheet sheet={search.open === undefined ? null : <ImportSheet writtenId={search.open} onClose={() => set({ open: undefined })} />}>
      <ListFrame title={t('title')}>
        <Tabs
          label={t('views')}
          open={view}
          aside={upload}
          items={[
            { id: 'imports', word: t('view.imports'), link: { ...link, search: {} } },
            { id: 'rejected', word: t('view.rejected'), link: { ...link, search: { view: 'rejected' } } },
            { id: 'layouts', word: columnsWords('layouts.tab'), link: { ...link, search: { view: 'layouts' } } },
          ]}
        />
        {view === 'imports' ? <RecentPanel /> : null}
        {view === 'rejected' ? (
          <RejectedRecords />
        ) : view === 'layouts' ? (
          <SavedLayouts />
        ) : pages.isError && rows.length === 0 ? (
          <FailurePlace error={pages.error} onRetry={() => void pages.refetch()} />
        ) : first === undefined ? (
          <SkeletonRows rows={10} />
        ) : (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            keyOf={(row) => writeId('import', row.importId)}
            total={first.total}
            openKey={search.open}
            onOpen={open}
            onNearEnd={more}
            narrow={(row) => (
              <TwoLines
                who={nameOf(row)}
                amount={<ImportStatus state={row.state} bare />}
                below={result(row)}
                aside={format.moment(row.receivedAt)}
              />
            )}
            empty={
              <EmptyState title={t('empty.title')} actions={upload ?? undefined}>
                {t('empty.body')}
              </EmptyState>
            }
          />
        )}
      </ListFrame>
    </WithSheet>
  )
}
