// Wpłaty: every payment with its status, and one beside the list.
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { exportPayments } from '#contract/lists'
import { listPayments, paymentSources } from '#contract/payments'
import { parseDay } from '#values/day'
import { readId, writeId } from '#values/id'
import { addressOf } from '../api-client.ts'
import { useFileIntake } from '../imports/use-file-intake.ts'
import { lazyPart } from '../lazy-part.tsx'
import { ListMenus } from '../lists/list-menus.tsx'
import { useListChoices } from '../lists/use-list-choices.ts'
import { usePages } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { useSearchSet } from '../shell/use-search-set.ts'
import { Button } from '../ui/button.tsx'
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
import { usePaymentColumns, usePaymentNarrow, usualPaymentColumns } from './payment-columns.tsx'
import type { PaymentRow } from './payment-types.ts'

const PaymentSheet = lazyPart(
  () => withWords(import('./payment-sheet.tsx'), 'invoices', 'payments', 'review'),
  'PaymentSheet',
  <SheetPlace />,
)

const route = getRouteApi('/$company/payments')
const orders = ['booked', '-booked', 'amount', '-amount'] as const
const views = ['all', 'to-review', 'settled', 'partly-settled', 'on-account', 'to-refund', 'outside', 'withdrawn'] as const

export function PaymentsScreen() {
  const { t } = useTranslation('payments')
  const shell = useTranslation('shell').t
  const lists = useTranslation('lists').t
  const { params, path, can } = useCompany()
  const format = useFormat()
  const search = route.useSearch()
  const set = useSearchSet()
  const take = useFileIntake()
  useNamedPlace(null, t('title'))

  const view = views.find((each) => each === search.status) ?? 'all'
  const customerId = search.customer === undefined ? undefined : (readId('customer', search.customer) ?? undefined)
  const [from, to] = [parseDay(search.from ?? '') ?? undefined, parseDay(search.to ?? '') ?? undefined]
  const source = paymentSources.find((each) => each === search.source)
  const order = orders.find((each) => each === search.order)
  const query = useMemo(
    () => ({
      ...(search.q !== undefined && { search: search.q }),
      ...(view !== 'all' && { status: view }),
      ...(customerId !== undefined && { customerId }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(source !== undefined && { source }),
      ...(order !== undefined && { order }),
    }),
    [search.q, view, customerId, from, to, source, order],
  )
  const pages = usePages(listPayments, (after) => ({
    params,
    query: { ...query, limit: after === undefined ? 100 : 500, ...(after !== undefined && { after }) },
  }))
  const { rows, first, more } = useListPages(pages)
  const choices = useListChoices('payments', search)
  const all = usePaymentColumns(rows)
  const columns = useMemo(() => arrangedColumns(all, choices.columns, usualPaymentColumns), [all, choices.columns])
  const narrow = usePaymentNarrow()
  const open = useCallback(
    (row: PaymentRow) => set({ open: writeId('payment', row.paymentId) }, search.open !== undefined),
    [set, search.open],
  )
  const filtered =
    search.q !== undefined || customerId !== undefined || from !== undefined || to !== undefined || source !== undefined || view !== 'all'
  const period =
    from === to && from !== undefined
      ? format.day(from)
      : from === undefined
        ? t('filter.to', { to: to === undefined ? '' : format.day(to) })
        : to === undefined
          ? t('filter.from', { from: format.day(from) })
          : t('filter.range', { from: format.day(from), to: format.day(to) })
  const sources = paymentSources.map((value) => ({ value, word: t(`source.${value}`) }))
  const empty = filtered ? (
    <EmptyState
      title={t('empty.filtered')}
      actions={
        <Button
          size="sm"
          onClick={() => set({ q: undefined, customer: undefined, from: undefined, to: undefined, source: undefined, status: 'all' })}
        >
          {t('empty.clear')}
        </Button>
      }
    >
      {t('empty.filteredBody')}
    </EmptyState>
  ) : (
    <EmptyState
      title={t('empty.title')}
      actions={
        can('imports.create') ? (
          <FileChooser onFiles={take}>
            {(choose) => (
              <Button look="filled" onClick={choose}>
                {t('empty.upload')}
              </Button>
            )}
          </FileChooser>
        ) : undefined
      }
    >
      {t('empty.body')}
    </EmptyState>
  )
  return (
    <WithSheet sheet={search.open === undefined ? null : <PaymentSheet writtenId={search.open} onClose={() => set({ open: undefined })} />}>
      <ListFrame title={t('title')}>
        <Tabs
          label={t('views')}
          open={view}
          items={views.map((id) => ({
            id,
            word: t(`view.${id}`),
            link: { to: '/$company/payments', params: path, search: { status: id } },
          }))}
        />
        <ListTools>
          <SearchField value={search.q ?? ''} onChange={(q) => set({ q: q === '' ? undefined : q })} label={t('search')} />
          {from === undefined && to === undefined ? null : (
            <FilterChip
              name={t('filter.period')}
              value={period}
              options={[]}
              onChange={() => undefined}
              onClear={() => set({ from: undefined, to: undefined })}
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
          {source === undefined ? null : (
            <FilterChip
              name={t('column.source')}
              value={source}
              options={sources}
              onChange={(value) => set({ source: value })}
              onClear={() => set({ source: undefined })}
            />
          )}
          <AddFilter
            filters={
              source === undefined ? [{ name: t('column.source'), options: sources, onChange: (value) => set({ source: value }) }] : []
            }
          />
          <ListMenus
            list="payments"
            choices={choices}
            search={search}
            columns={all}
            usual={usualPaymentColumns}
            fileAddress={(file) => addressOf(exportPayments, { params, query: { ...query, ...file } })}
          />
        </ListTools>
        <ListSummary>
          {first === undefined ? (
            t('pending')
          ) : first.total === 0 || rows.length === 0 ? (
            t('summaryNone')
          ) : first.total === null ? (
            lists('many', { count: 10_000 })
          ) : (
            <Emphasised>
              {t('summary', {
                payments: shell('units.payments', { count: first.total ?? rows.length }),
                amounts: first.sums.map((amount) => format.money(amount)).join(' · '),
              })}
            </Emphasised>
          )}
        </ListSummary>
        <ListBody
          pages={pages}
          label={t('title')}
          columns={columns}
          rows={rows}
          keyOf={(row) => writeId('payment', row.paymentId)}
          narrow={narrow}
          openKey={search.open}
          onOpen={open}
          order={order ?? (view === 'to-review' ? undefined : '-booked')}
          onOrder={(next) => set({ order: next })}
          onMore={more}
          empty={empty}
        />
      </ListFrame>
    </WithSheet>
  )
}
