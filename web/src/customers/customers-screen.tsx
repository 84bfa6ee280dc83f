// Kontrahenci: who owes how much, since when.
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '#contract/customers'
import { exportCustomers } from '#contract/lists'
import type { Output } from '#contract/route'
import { daysBetween } from '#values/day'
import { writeId } from '#values/id'
import { addressOf } from '../api-client.ts'
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
import { Shape } from '../ui/shape.tsx'
import { arrangedColumns, type TableColumn } from '../ui/table-columns.ts'
import { Tabs } from '../ui/tabs.tsx'
import { TwoLines } from '../ui/two-lines.tsx'
import { useFormat } from '../ui/use-format.ts'

type CustomerRow = Output<typeof listCustomers>['rows'][number]

const route = getRouteApi('/$company/customers')
const views = ['all', 'open', 'overdue'] as const
const orders = ['name', '-name', 'open', '-open', 'overdue', '-overdue'] as const
/** What is shown before anybody has chosen. */
const usual = ['name', 'nip', 'segment', 'owner', 'delay', 'oldest', 'overdue', 'open'] as const

export function CustomersScreen() {
  const { t } = useTranslation('customers')
  const shell = useTranslation('shell').t
  const { params, path } = useCompany()
  const format = useFormat()
  const search = route.useSearch()
  const set = useSearchSet()
  const navigate = useNavigate()
  useNamedPlace(null, t('title'))

  const view = views.find((each) => each === search.owing) ?? 'all'
  const order = orders.find((each) => each === search.order) ?? (view === 'overdue' ? '-overdue' : view === 'open' ? '-open' : 'name')
  const query = useMemo(
    () => ({
      order,
      ...(search.q !== undefined && { search: search.q }),
      ...(view !== 'all' && { owing: view }),
      ...(search.segment !== undefined && { segment: search.segment }),
      ...(search.owner !== undefined && { owner: search.owner }),
    }),
    [order, search.q, search.segment, search.owner, view],
  )
  const pages = usePages(listCustomers, (after) => ({
    params,
    query: { ...query, limit: after === undefined ? 100 : 500, ...(after !== undefined && { after }) },
  }))
  const { rows, first, more } = useListPages(pages)
  const days = useCallback((count: number) => shell('units.days', { count }), [shell])
  const all = useMemo(
    (): readonly TableColumn<CustomerRow>[] => [
      {
        id: 'name',
        head: t('column.name'),
        width: 'minmax(180px, 2fr)',
        order: 'name',
        cell: (row) => (
          <span className="strong" dir="auto" title={row.name}>
            {row.name}
          </span>
        ),
      },
      {
        id: 'nip',
        head: t('column.nip'),
        width: '120px',
        from: 760,
        cell: (row) => <span className="second figures">{row.taxId ?? '–'}</span>,
      },
      {
        id: 'email',
        head: t('column.email'),
        width: 'minmax(160px, 1fr)',
        cell: (row) => <span className="second">{row.email ?? '–'}</span>,
      },
      {
        id: 'segment',
        head: t('column.segment'),
        width: 'minmax(90px, 0.7fr)',
        from: 1100,
        cell: (row) => <span className="second">{row.segment ?? '–'}</span>,
      },
      {
        id: 'owner',
        head: t('column.owner'),
        width: 'minmax(146px, 0.9fr)',
        from: 1000,
        cell: (row) => <span className="second">{row.ownerName ?? '–'}</span>,
      },
      {
        id: 'debtRatio',
        head: t('column.debtRatio'),
        width: '150px',
        align: 'right',
        from: 1000,
        cell: (row) => (
          <span className={row.blocked ? 'tone-bad' : 'second'} {...(row.blocked && { title: t('blocked') })}>
            {row.blocked ? <Shape name="octagon" /> : null} {row.debtRatio === null ? '–' : format.percent(row.debtRatio)}
          </span>
        ),
      },
      {
        id: 'risk',
        head: t('column.risk'),
        width: '90px',
        from: 1240,
        cell: (row) => <span className="second">{row.risk === null ? '–' : t(`risk.${row.risk}`)}</span>,
      },
      {
        id: 'delay',
        head: t('column.delay'),
        width: '140px',
        align: 'right',
        from: 880,
        cell: (row) => <span className="second">{row.averageDelayDays === null ? '–' : days(Math.round(row.averageDelayDays) || 0)}</span>,
      },
      {
        id: 'oldest',
        head: t('column.oldest'),
        width: '100px',
        align: 'right',
        from: 640,
        cell: (row) => (
          <span className="second">{row.oldestOverdueOn === null ? '–' : days(daysBetween(row.oldestOverdueOn, format.today))}</span>
        ),
      },
      {
        id: 'overdue',
        head: t('column.overdue'),
        width: '140px',
        align: 'right',
        order: 'overdue',
        cell: (row) =>
          row.overdue.minor === 0n ? (
            <span className="third">–</span>
          ) : (
            <span className="tone-bad strong">{format.money(row.overdue)}</span>
          ),
      },
      {
        id: 'open',
        head: t('column.open'),
        width: '140px',
        align: 'right',
        order: 'open',
        cell: (row) => <span className={row.open.minor === 0n ? 'third' : 'strong'}>{format.money(row.open)}</span>,
      },
    ],
    [t, format, days],
  )
  const choices = useListChoices('customers', search)
  // Before anybody has chosen, a column that would be empty for everybody is not shown.
  const shown = usual.filter(
    (id) =>
      (id !== 'segment' || rows.some((row) => row.segment !== null)) && (id !== 'owner' || rows.some((row) => row.ownerName !== null)),
  )
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
      amount={format.money(row.open)}
      below={row.taxId ?? '–'}
      aside={row.overdue.minor === 0n ? null : <span className="tone-bad">{format.money(row.overdue)}</span>}
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
        keyOf={(row) => writeId('customer', row.customerId)}
        narrow={narrow}
        onOpen={open}
        order={order}
        onOrder={(next) => set({ order: next })}
        onMore={more}
        empty={empty}
      />
    </ListFrame>
  )
}
