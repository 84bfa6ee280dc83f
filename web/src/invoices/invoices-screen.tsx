// Faktury: views as tabs, filters as chips, the list, and one invoice beside it.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { invoiceStatuses, listInvoices } from '#contract/invoices'
import { parseDay } from '#values/day'
import { readId, writeId } from '#values/id'
import { useFileIntake } from '../imports/use-file-intake.ts'
import { usePages } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { useSearchSet } from '../shell/use-search-set.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { FileChooser } from '../ui/drop-anywhere.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { AddFilter, FilterChip } from '../ui/filter-chips.tsx'
import { ListFrame, ListSummary, ListTools } from '../ui/list-frame.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { WithSheet } from '../ui/side-sheet.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useInvoiceColumns, useInvoiceNarrow } from './invoice-columns.tsx'
import { InvoiceSheet } from './invoice-sheet.tsx'
import type { InvoiceRow } from './invoice-status.tsx'

const route = getRouteApi('/$company/invoices')
const views = ['overdue', 'open', 'disputed', 'all'] as const
const orders = ['due', '-due', 'issued', '-issued', 'open', '-open', 'number', '-number'] as const

const oneOf = <V extends string>(values: readonly V[], value: string | undefined): V | undefined => values.find((each) => each === value)

export function InvoicesScreen() {
  const { t } = useTranslation('invoices')
  const shell = useTranslation('shell').t
  const { params, path, can } = useCompany()
  const format = useFormat()
  const search = route.useSearch()
  const take = useFileIntake()
  useNamedPlace(null, t('title'))

  const view = oneOf(views, search.view) ?? 'overdue'
  const order = oneOf(orders, search.order) ?? (view === 'all' ? '-issued' : 'due')
  const customerId = search.customer === undefined ? undefined : (readId('customer', search.customer) ?? undefined)
  const status = oneOf(invoiceStatuses, search.status)
  const query = useMemo(() => {
    const given = {
      search: search.q,
      status: status ?? (view === 'all' ? undefined : view),
      customerId,
      issuedFrom: parseDay(search.issuedFrom ?? '') ?? undefined,
      issuedTo: parseDay(search.issuedTo ?? '') ?? undefined,
      daysPastDueFrom: search.ageFrom === undefined ? undefined : Number(search.ageFrom),
      daysPastDueTo: search.ageTo === undefined ? undefined : Number(search.ageTo),
      order,
      limit: 200,
    }
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  }, [search, view, status, customerId, order])
  const pages = usePages(listInvoices, (after) => ({ params, query: { ...query, ...(after !== undefined && { after }) } }))
  const first = pages.data?.pages[0]
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  const columns = useInvoiceColumns(rows)
  const narrow = useInvoiceNarrow()

  const set = useSearchSet()
  const open = useCallback(
    (row: InvoiceRow) => set({ open: writeId('invoice', row.invoiceId) }, search.open !== undefined),
    [set, search.open],
  )
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const counts = first?.counts ?? undefined
  const filtered =
    search.q !== undefined ||
    status !== undefined ||
    customerId !== undefined ||
    search.issuedFrom !== undefined ||
    search.ageFrom !== undefined
  const clear = () =>
    set({
      q: undefined,
      status: undefined,
      customer: undefined,
      issuedFrom: undefined,
      issuedTo: undefined,
      ageFrom: undefined,
      ageTo: undefined,
    })
  const range = (from: string | undefined, to: string | undefined) =>
    from === undefined ? t('filter.to', { to }) : to === undefined ? t('filter.from', { from }) : t('filter.range', { from, to })
  const shortDay = (text: string | undefined) => {
    const day = parseDay(text ?? '')
    return day === null ? undefined : format.day(day)
  }
  const statusOptions = invoiceStatuses.map((value) => ({ value, word: t(`status.${value}`) }))

  const empty = filtered ? (
    <EmptyState
      title={t('empty.filtered')}
      actions={
        <Button size="sm" onClick={clear}>
          {t('empty.clear')}
        </Button>
      }
    >
      {t('empty.filteredBody')}
    </EmptyState>
  ) : counts !== undefined && counts.all > 0 ? (
    <EmptyState shape="tick" tone="ok" title={t('empty.overdue')}>
      {t('empty.overdueBody')}
    </EmptyState>
  ) : (
    <EmptyState
      title={t('empty.none')}
      actions={
        can('imports.create') ? (
          <>
            <Link to="/$company/integrations" params={path} className={buttonClass({ look: 'filled' })}>
              {t('empty.connect')}
            </Link>
            <FileChooser onFiles={take}>{(choose) => <Button onClick={choose}>{t('empty.upload')}</Button>}</FileChooser>
          </>
        ) : undefined
      }
    >
      {t('empty.noneBody')}
    </EmptyState>
  )

  return (
    <WithSheet sheet={search.open === undefined ? null : <InvoiceSheet writtenId={search.open} onClose={() => set({ open: undefined })} />}>
      <ListFrame title={t('title')}>
        <Tabs
          label={t('views')}
          open={view}
          items={views.map((id) => ({
            id,
            word: t(`view.${id}`),
            count: counts?.[id],
            link: { to: '/$company/invoices', params: path, search: { view: id } },
          }))}
        />
        <ListTools>
          <SearchField value={search.q ?? ''} onChange={(q) => set({ q: q === '' ? undefined : q })} label={t('search')} />
          {status === undefined ? null : (
            <FilterChip
              name={t('filter.status')}
              value={status}
              options={statusOptions}
              onChange={(value) => set({ status: value })}
              onClear={() => set({ status: undefined })}
            />
          )}
          {customerId === undefined ? null : (
            <FilterChip
              name={t('filter.customer')}
              value={rows[0]?.customerName ?? '…'}
              options={[]}
              onChange={() => undefined}
              onClear={() => set({ customer: undefined })}
            />
          )}
          {search.issuedFrom === undefined && search.issuedTo === undefined ? null : (
            <FilterChip
              name={t('filter.issued')}
              value={range(shortDay(search.issuedFrom), shortDay(search.issuedTo))}
              options={[]}
              onChange={() => undefined}
              onClear={() => set({ issuedFrom: undefined, issuedTo: undefined })}
            />
          )}
          {search.ageFrom === undefined && search.ageTo === undefined ? null : (
            <FilterChip
              name={t('filter.age')}
              value={range(search.ageFrom, search.ageTo)}
              options={[]}
              onChange={() => undefined}
              onClear={() => set({ ageFrom: undefined, ageTo: undefined })}
            />
          )}
          <AddFilter
            filters={
              status === undefined
                ? [{ name: t('filter.status'), options: statusOptions, onChange: (value) => set({ status: value, view: 'all' }) }]
                : []
            }
          />
        </ListTools>
        <ListSummary aside={first === undefined ? null : shell('asOf', { moment: format.moment(first.asOf) })}>
          {first === undefined ? (
            t('pending')
          ) : first.total === 0 ? (
            t('summaryNone')
          ) : (
            <Trans
              t={t}
              i18nKey="summary"
              values={{
                invoices: shell('units.invoices', { count: first.total ?? rows.length }),
                amounts: first.openTotals.length === 0 ? '–' : first.openTotals.map((amount) => format.money(amount)).join(' · '),
              }}
              components={[<b key="0" />]}
            />
          )}
        </ListSummary>
        {pages.isError && rows.length === 0 ? (
          <FailurePlace error={pages.error} onRetry={() => void pages.refetch()} />
        ) : first === undefined ? (
          <SkeletonRows rows={14} />
        ) : (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            keyOf={(row) => writeId('invoice', row.invoiceId)}
            narrow={narrow}
            total={first.total}
            openKey={search.open}
            onOpen={open}
            order={order}
            onOrder={(next) => set({ order: next })}
            onNearEnd={more}
            empty={empty}
          />
        )}
      </ListFrame>
    </WithSheet>
  )
}
