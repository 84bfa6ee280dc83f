// Faktury: views as tabs, filters as chips, the list, and one invoice beside it.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { invoiceStatuses, listInvoices } from '#contract/invoices'
import { exportInvoices } from '#contract/lists'
import { parseDay } from '#values/day'
import { readId, writeId } from '#values/id'
import { addressOf } from '../api-client.ts'
import { useFileIntake } from '../imports/use-file-intake.ts'
import { lazyPart } from '../lazy-part.tsx'
import { ListMenus } from '../lists/list-menus.tsx'
import { scopeNames, useScopeFilters } from '../lists/scope-filters.tsx'
import { useListChoices } from '../lists/use-list-choices.ts'
import { usePages } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { useSearchSet } from '../shell/use-search-set.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FileChooser } from '../ui/drop-anywhere.tsx'
import { Emphasised } from '../ui/emphasised.tsx'
import { AddFilter, FilterChip } from '../ui/filter-chips.tsx'
import { ListBody, useListPages } from '../ui/list-body.tsx'
import { ListFrame, ListSummary, ListTools } from '../ui/list-frame.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { SheetPlace, WithSheet } from '../ui/side-sheet.tsx'
import { arrangedColumns } from '../ui/table-columns.ts'
import { Tabs } from '../ui/tabs.tsx'
import { useFormat } from '../ui/use-format.ts'
import { withWords } from '../words.ts'
import { useInvoiceColumns, useInvoiceNarrow, usualInvoiceColumns } from './invoice-columns.tsx'
import type { InvoiceRow } from './invoice-status.tsx'

const InvoiceSheet = lazyPart(
  () => withWords(import('./invoice-sheet.tsx'), 'invoices', 'outbox-screen', 'templates'),
  'InvoiceSheet',
  <SheetPlace />,
)

const route = getRouteApi('/$company/invoices')
const views = ['overdue', 'open', 'disputed', 'all'] as const
const orders = ['due', '-due', 'issued', '-issued', 'open', '-open', 'number', '-number'] as const

const oneOf = <V extends string>(values: readonly V[], value: string | undefined): V | undefined => values.find((each) => each === value)

export function InvoicesScreen() {
  const { t } = useTranslation('invoices')
  const shell = useTranslation('shell').t
  const lists = useTranslation('lists').t
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
      segment: search.segment,
      owner: search.owner,
      category: search.category,
      order,
    }
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  }, [search, view, status, customerId, order])
  const pages = usePages(listInvoices, (after) => ({
    params,
    query: { ...query, limit: after === undefined ? 100 : 500, ...(after !== undefined && { after }) },
  }))
  const { rows, first, more } = useListPages(pages)
  const choices = useListChoices('invoices', search)
  const owners = useMemo(() => new Map(choices.filters.owners.map(({ userId, name }) => [userId, name])), [choices.filters])
  const all = useInvoiceColumns(rows, owners)
  const columns = useMemo(() => arrangedColumns(all, choices.columns, usualInvoiceColumns), [all, choices.columns])
  const narrow = useInvoiceNarrow()

  const set = useSearchSet()
  const open = useCallback(
    (row: InvoiceRow) => set({ open: writeId('invoice', row.invoiceId) }, search.open !== undefined),
    [set, search.open],
  )

  const counts = first?.counts ?? undefined
  const filtered =
    search.q !== undefined ||
    status !== undefined ||
    customerId !== undefined ||
    search.issuedFrom !== undefined ||
    search.ageFrom !== undefined ||
    scopeNames.some((name) => search[name] !== undefined)
  const clear = () =>
    set({
      q: undefined,
      status: undefined,
      customer: undefined,
      issuedFrom: undefined,
      issuedTo: undefined,
      ageFrom: undefined,
      ageTo: undefined,
      segment: undefined,
      owner: undefined,
      category: undefined,
    })
  const range = (from: string | undefined, to: string | undefined) =>
    from === undefined ? t('filter.to', { to }) : to === undefined ? t('filter.from', { from }) : t('filter.range', { from, to })
  const shortDay = (text: string | undefined) => {
    const day = parseDay(text ?? '')
    return day === null ? undefined : format.day(day)
  }
  const statusOptions = invoiceStatuses.map((value) => ({ value, word: t(`status.${value}`) }))

  const scope = useScopeFilters(choices.filters, search, set)

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
          {scope.chips}
          <AddFilter
            filters={[
              ...(status === undefined
                ? [{ name: t('filter.status'), options: statusOptions, onChange: (value: string) => set({ status: value, view: 'all' }) }]
                : []),
              ...scope.offers,
            ]}
          />
          <ListMenus
            list="invoices"
            choices={choices}
            search={search}
            columns={all}
            usual={usualInvoiceColumns}
            fileAddress={(file) => addressOf(exportInvoices, { params, query: { ...query, ...file } })}
          />
        </ListTools>
        <ListSummary aside={first === undefined ? null : shell('asOf', { moment: format.moment(first.asOf) })}>
          {first === undefined ? (
            t('pending')
          ) : first.total === 0 ? (
            t('summaryNone')
          ) : first.total === null ? (
            lists('many', { count: 10_000 })
          ) : (
            <Emphasised>
              {t('summary', {
                invoices: shell('units.invoices', { count: first.total ?? rows.length }),
                amounts: first.openTotals.length === 0 ? '–' : first.openTotals.map((amount) => format.money(amount)).join(' · '),
              })}
            </Emphasised>
          )}
        </ListSummary>
        <ListBody
          pages={pages}
          label={t('title')}
          columns={columns}
          rows={rows}
          keyOf={(row) => writeId('invoice', row.invoiceId)}
          narrow={narrow}
          openKey={search.open}
          onOpen={open}
          order={order}
          onOrder={(next) => set({ order: next })}
          onMore={more}
          empty={empty}
        />
      </ListFrame>
    </WithSheet>
  )
}
