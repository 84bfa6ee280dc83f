// Kontrahenci: who owes how much, since when.
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '#contract/customers'
import { exportCustomers } from '#contract/lists'
import { type Id, writeId } from '#values/id'
import { addressOf } from '../api-client.ts'
import { lazyPart } from '../lazy-part.tsx'
import { ListMenus } from '../lists/list-menus.tsx'
import { useScopeFilters } from '../lists/scope-filters.tsx'
import { useListChoices } from '../lists/use-list-choices.ts'
import { usePages } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { useSearchSet } from '../shell/use-search-set.ts'
import { Button } from '../ui/button.tsx'
import { Emphasised } from '../ui/emphasised.tsx'
import { AddFilter } from '../ui/filter-chips.tsx'
import { ListBody, useListPages } from '../ui/list-body.tsx'
import { ListFrame, ListSummary, ListTools } from '../ui/list-frame.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { arrangedColumns } from '../ui/table-columns.ts'
import { Tabs } from '../ui/tabs.tsx'
import { TwoLines } from '../ui/two-lines.tsx'
import { useFormat } from '../ui/use-format.ts'
import { withWords } from '../words.ts'
import { type CustomerRow, useCustomerColumns, usualCustomerColumns } from './customer-columns.tsx'
import { Owed } from './owed.tsx'

const ManyCustomers = lazyPart(() => withWords(import('./many-customers.tsx'), 'owners'), 'ManyCustomers')

const route = getRouteApi('/$company/customers')
const views = ['all', 'open', 'overdue'] as const
const orders = ['name', '-name', 'open', '-open', 'overdue', '-overdue'] as const

type Marked = { readonly of: object | null; readonly keys: ReadonlySet<string>; readonly everybody: boolean }
const nothing: Marked = { of: null, keys: new Set(), everybody: false }
const none: readonly Id[] = []
const written = (row: CustomerRow): string => writeId('customer', row.customerId)

export function CustomersScreen() {
  const { t } = useTranslation('customers')
  const shell = useTranslation('shell').t
  const { params, path, can } = useCompany()
  const format = useFormat()
  const search = route.useSearch()
  const set = useSearchSet()
  const navigate = useNavigate()
  useNamedPlace(null, t('title'))

  const view = views.find((each) => each === search.owing) ?? 'all'
  const order = orders.find((each) => each === search.order) ?? (view === 'overdue' ? '-overdue' : view === 'open' ? '-open' : 'name')
  const filter = useMemo(
    () => ({
      ...(search.q !== undefined && { search: search.q }),
      ...(view !== 'all' && { owing: view }),
      ...(search.segment !== undefined && { segment: search.segment }),
      ...(search.owner !== undefined && { owner: search.owner }),
    }),
    [search.q, search.segment, search.owner, view],
  )
  const query = useMemo(() => ({ ...filter, order }), [filter, order])
  const pages = usePages(listCustomers, (after) => ({
    params,
    query: { ...query, limit: after === undefined ? 100 : 500, ...(after !== undefined && { after }) },
  }))
  const { rows, first, more } = useListPages(pages)
  const all = useCustomerColumns()
  // What was marked under another filter is marked no longer: nobody is changed whom one does not see.
  const [marked, setMarked] = useState<Marked>(nothing)
  const { keys, everybody } = marked.of === filter ? marked : nothing
  const picked = useMemo(() => (everybody ? new Set(rows.map(written)) : keys), [everybody, keys, rows])
  const chosen = picked.size === 0 ? none : rows.flatMap((row) => (picked.has(written(row)) ? [row.customerId] : []))
  const choices = useListChoices('customers', search)
  const shown = usualCustomerColumns(rows)
  const columns = arrangedColumns(all, choices.columns, shown)
  const scope = useScopeFilters(choices.filters, search, set, ['segment', 'owner'])
  const open = useCallback(
    (row: CustomerRow) =>
      void navigate({ to: '/$company/customers/$customer', params: { ...path, customer: writeId('customer', row.customerId) } }),
    [navigate, path],
  )
  const narrow = (row: CustomerRow) => (
    <TwoLines
      who={row.name}
      amount={<Owed customer={row} what="open" className="" none={format.money(row.open)} />}
      below={row.taxId ?? '–'}
      aside={<Owed customer={row} what="overdue" className="tone-bad" none="" />}
    />
  )
  const empty =
    search.q !== undefined || search.segment !== undefined || search.owner !== undefined ? (
      <EmptyState
        title={t('empty.filtered')}
        actions={
          <Button size="sm" onClick={() => set({ q: undefined, segment: undefined, owner: undefined })}>
            {t('empty.clear')}
          </Button>
        }
      >
        {t('empty.filteredBody')}
      </EmptyState>
    ) : view === 'all' ? (
      <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
    ) : (
      <EmptyState shape="tick" tone="ok" title={t('empty.overdue')}>
        {t('empty.overdueBody')}
      </EmptyState>
    )
  return (
    <ListFrame title={t('title')}>
      <Tabs
        label={t('views')}
        open={view}
        items={views.map((id) => ({
          id,
          word: t(`view.${id}`),
          link: { to: '/$company/customers', params: path, search: { owing: id } },
        }))}
      />
      <ListTools>
        <SearchField value={search.q ?? ''} onChange={(q) => set({ q: q === '' ? undefined : q })} label={t('search')} />
        {scope.chips}
        <AddFilter filters={scope.offers} />
        <ListMenus
          list="customers"
          choices={choices}
          search={search}
          columns={all}
          usual={shown}
          fileAddress={(file) => addressOf(exportCustomers, { params, query: { ...query, ...file } })}
        />
      </ListTools>
      <ListSummary>
        {first === undefined ? (
          t('pending')
        ) : (
          <Emphasised>{t('summary', { customers: shell('units.customers', { count: first.total ?? rows.length }) })}</Emphasised>
        )}
      </ListSummary>
      <ListBody
        pages={pages}
        label={t('title')}
        columns={columns}
        rows={rows}
        keyOf={written}
        narrow={narrow}
        onOpen={open}
        order={order}
        onOrder={(next) => set({ order: next })}
        onMore={more}
        empty={empty}
        {...(can('customers.change') && {
          selection: { keys: picked, onChange: (keys) => setMarked({ of: filter, keys, everybody: false }) },
        })}
      />
      {chosen.length === 0 ? null : (
        <ManyCustomers
          customerIds={chosen}
          everybody={everybody}
          total={first?.total ?? null}
          filter={filter}
          onEverybody={
            pages.hasNextPage && !everybody && chosen.length === rows.length
              ? () => setMarked({ of: filter, keys: picked, everybody: true })
              : null
          }
          onClear={() => setMarked(nothing)}
        />
      )}
    </ListFrame>
  )
}
