// One customer: standing, timeline, invoices, payments, terms.
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readCustomer } from '#contract/customers'
import { daysBetween } from '#values/day'
import { readId } from '#values/id'
import { isZero } from '#values/money'
import { CreditBanner, useCustomerCredit } from '../credit/credit-banner.tsx'
import { lazyPart } from '../lazy-part.tsx'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { NotFoundScreen } from '../shell/screen-error.tsx'
import { Copyable } from '../ui/facts.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { Money } from '../ui/money.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Tile, TileFigure, Tiles } from '../ui/panel.tsx'
import { WithSheet } from '../ui/side-sheet.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useFormat } from '../ui/use-format.ts'
import { withWords } from '../words.ts'
import classes from './customer.module.css'
import { CustomerActions } from './customer-actions.tsx'
import { type Act, acts, type CustomerDetail, type Debt } from './customer-types.ts'
import { useActs } from './use-acts.ts'

// The open tab alone is fetched, and a sheet when it is opened.
const EntryBanner = lazyPart(() => withWords(import('../big/entry-banner.tsx'), 'big'), 'EntryBanner', <Skeleton height={40} />)
const BigPanel = lazyPart(() => withWords(import('../big/big-panel.tsx'), 'big'), 'BigPanel')
const CreditPanel = lazyPart(() => withWords(import('../credit/credit-panel.tsx'), 'credit'), 'CreditPanel')
const TermsPanel = lazyPart(() => withWords(import('../letters/terms-panel.tsx'), 'letters'), 'TermsPanel')
const CustomerAgreements = lazyPart(() => withWords(import('./customer-agreements.tsx'), 'agreements'), 'CustomerAgreements')
const CustomerAside = lazyPart(() => withWords(import('./customer-aside.tsx'), 'agreements'), 'CustomerAside')
const CustomerContacts = lazyPart(() => withWords(import('./customer-contacts.tsx'), 'agreements'), 'CustomerContacts')
const CustomerDetails = lazyPart(() => withWords(import('./customer-details.tsx'), 'customers'), 'CustomerDetails')
const CustomerDocuments = lazyPart(
  () => withWords(import('./customer-documents.tsx'), 'customers', 'invoices', 'letters', 'templates'),
  'CustomerDocuments',
)
const CustomerHistory = lazyPart(() => withWords(import('./customer-history.tsx'), 'agreements', 'audit-screen'), 'CustomerHistory')
const CustomerReminders = lazyPart(() => withWords(import('./customer-reminders.tsx'), 'agreements', 'customers'), 'CustomerReminders')
const CustomerSheet = lazyPart(() => withWords(import('./customer-sheet.tsx'), 'agreements', 'letters', 'templates'), 'CustomerSheet')
const CustomerOrders = lazyPart(() => withWords(import('../orders/customer-orders.tsx'), 'orders'), 'CustomerOrders')
const CustomerTimeline = lazyPart(
  () => withWords(import('./customer-timeline.tsx'), 'agreements', 'audit-screen', 'customers', 'invoices', 'outbox-screen'),
  'CustomerTimeline',
)
const KnownPayers = lazyPart(() => withWords(import('./known-payers.tsx'), 'customers'), 'KnownPayers')
const CustomerInvoices = lazyPart(() => withWords(import('./customer-lists.tsx'), 'customers', 'invoices', 'payments'), 'CustomerInvoices')
const CustomerPayments = lazyPart(() => withWords(import('./customer-lists.tsx'), 'customers', 'invoices', 'payments'), 'CustomerPayments')

const route = getRouteApi('/$company/customers/$customer')
const tabs = ['timeline', 'invoices', 'payments', 'orders', 'messages', 'agreements', 'documents', 'credit', 'details', 'history'] as const

export function CustomerScreen() {
  const { t } = useTranslation('customers')
  const { params, path } = useCompany()
  const { customer: written } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const may = useActs()
  const customerId = readId('customer', written)
  const { data, error, refetch } = useRead(
    readCustomer,
    { params: { ...params, customerId: customerId ?? '' } },
    { enabled: customerId !== null },
  )
  const credit = useCustomerCredit(customerId)
  useNamedPlace(data?.name ?? null, data?.name ?? t('title'))
  if (customerId === null) return <NotFoundScreen />
  if (error !== null && data === undefined)
    return (
      <Page>
        <FailurePlace error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (data === undefined || credit.isLoading)
    return (
      <Page>
        <Skeleton width={280} height={28} />
        <Skeleton height={96} />
        <Skeleton height={300} />
      </Page>
    )
  const tab = tabs.find((each) => each === search.tab) ?? 'timeline'
  const counts: Partial<Record<(typeof tabs)[number], number>> = data.counts
  const act = acts.find((each) => each === search.act && may.includes(each)) ?? null
  const go = (next: Act | null) =>
    void navigate({ search: { ...(search.tab !== undefined && { tab: search.tab }), ...(next !== null && { act: next }) }, replace: true })
  return (
    <WithSheet sheet={act === null ? null : <CustomerSheet customer={data} act={act} onClose={() => go(null)} />}>
      <Page>
        <CustomerHead customer={data} actions={data.erased ? null : <CustomerActions onAct={go} />} />
        <CreditBanner customerId={data.customerId} />
        {data.bureauEntry === null ? null : <EntryBanner customerId={data.customerId} entry={data.bureauEntry} />}
        <CustomerTiles customer={data} />
        <Tabs
          label={t('page.tabs')}
          open={tab}
          items={tabs.map((id) => ({
            id,
            word: t(`page.${id}`),
            count: counts[id],
            link: {
              to: '/$company/customers/$customer',
              params: { ...path, customer: written },
              search: id === 'timeline' ? {} : { tab: id },
              replace: true,
            },
          }))}
        />
        <div className={classes.holder}>
          <div className={tab === 'timeline' ? classes.beside : classes.below}>
            <div>
              {tab === 'timeline' ? (
                <CustomerTimeline customer={data} />
              ) : tab === 'invoices' ? (
                <CustomerInvoices customer={data} />
              ) : tab === 'payments' ? (
                <CustomerPayments customer={data} />
              ) : tab === 'orders' ? (
                <CustomerOrders customerId={data.customerId} />
              ) : tab === 'credit' ? (
                <CreditPanel customerId={data.customerId} name={data.name} />
              ) : tab === 'messages' ? (
                <CustomerTimeline key="messages" customer={data} only="messages" />
              ) : tab === 'documents' ? (
                <CustomerDocuments customer={data} onStatement={() => go('statement')} />
              ) : tab === 'agreements' ? (
                <div className={`${classes.stacked} in-turn`}>
                  <CustomerAgreements customer={data} />
                  <BigPanel customerId={data.customerId} />
                </div>
              ) : tab === 'history' ? (
                <CustomerHistory customer={data} />
              ) : (
                <div className={classes.columns}>
                  <div className={`${classes.stacked} in-turn`}>
                    <CustomerDetails customer={data} />
                    <TermsPanel customerId={data.customerId} />
                  </div>
                  <div className={`${classes.stacked} in-turn`}>
                    <CustomerContacts customer={data} />
                    <CustomerReminders customer={data} onPause={may.includes('pause') ? () => go('pause') : null} />
                    <KnownPayers customer={data} />
                  </div>
                </div>
              )}
            </div>
            {tab === 'timeline' ? <CustomerAside customer={data} onPause={may.includes('pause') ? () => go('pause') : null} /> : null}
          </div>
        </div>
      </Page>
    </WithSheet>
  )
}

function CustomerHead({ customer, actions }: { readonly customer: CustomerDetail; readonly actions: React.ReactNode }) {
  const { t } = useTranslation('customers')
  const shell = useTranslation('shell').t
  return (
    <div>
      <PageHead
        title={customer.name}
        actions={actions}
        status={
          customer.email === null ? (
            <StatusPill shape="half" tone="warn">
              {t('page.noEmail')}
            </StatusPill>
          ) : undefined
        }
      />
      <div className={`row wide wrap s second ${classes.facts}`}>
        {customer.taxId === null ? null : <Copyable value={customer.taxId} shown={t('page.nip', { nip: customer.taxId })} />}
        {customer.email === null ? null : <Copyable value={customer.email} />}
        {customer.segment === null ? null : (
          <span>
            {t('page.segment')} <b>{customer.segment}</b>
          </span>
        )}
        {customer.ownerName === null ? null : (
          <span>
            {t('page.owner')} <b>{customer.ownerName}</b>
          </span>
        )}
        {customer.paymentTermDays === null ? null : (
          <span>
            {t('page.termShort')} <b>{shell('units.days', { count: customer.paymentTermDays })}</b>
          </span>
        )}
        {customer.address === null ? null : <span className="third">{customer.address}</span>}
      </div>
    </div>
  )
}

function CustomerTiles({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const shell = useTranslation('shell').t
  const format = useFormat()
  const { path } = useCompany()
  const days = (count: number) => shell('units.days', { count })
  /** With what is owed in other currencies than the figure's. */
  const besides = (text: string, what: keyof Debt): string => {
    const owed = customer.others.flatMap((debt) => (isZero(debt[what]) ? [] : [format.money(debt[what])]))
    return owed.length === 0 ? text : t('page.besides', { text, amounts: owed.join(', ') })
  }
  const { meanDelayDays, beforeDays } = customer.punctuality
  const change = meanDelayDays === null || beforeDays === null ? null : Math.round(meanDelayDays - beforeDays)
  const trend =
    change === null || change === 0
      ? t('page.delayContext')
      : t(change > 0 ? 'page.delayLonger' : 'page.delayShorter', { days: days(Math.abs(change)) })
  const written = route.useParams().customer
  return (
    <Tiles label={t('page.tiles')}>
      <Tile
        label={t('page.balance')}
        figure={<Money amount={customer.balance} size="tile" />}
        context={besides(t('page.balanceContext', { count: customer.counts.open }), 'open')}
        link={{ to: '/$company/invoices', params: path, search: { view: 'open', customer: written } }}
      />
      <Tile
        label={t('page.overdue')}
        figure={<Money amount={customer.overdue} size="tile" tone={customer.overdue.minor > 0n ? 'bad' : undefined} />}
        context={
          customer.oldestOverdueOn === null
            ? t('page.none')
            : besides(t('page.oldest', { days: days(daysBetween(customer.oldestOverdueOn, format.today)) }), 'overdue')
        }
        link={{ to: '/$company/invoices', params: path, search: { view: 'overdue', customer: written } }}
      />
      <Tile
        label={t('page.unapplied')}
        figure={<Money amount={customer.unapplied} size="tile" />}
        context={t('page.unappliedContext')}
        link={{ to: '/$company/payments', params: path, search: { customer: written } }}
      />
      <Tile
        label={t('page.delay')}
        figure={
          customer.averageDelayDays === null ? (
            <TileFigure value="–" />
          ) : (
            <TileFigure value={days(Math.abs(Math.round(customer.averageDelayDays)))} />
          )
        }
        context={
          customer.averageDelayDays === null ? t('page.delayUnknown') : customer.averageDelayDays <= -0.5 ? t('page.delayEarly') : trend
        }
      />
      <Tile
        label={t('page.punctuality')}
        figure={
          customer.punctuality.onTimePercent === null ? (
            <TileFigure value="–" />
          ) : (
            <TileFigure value={format.percent(customer.punctuality.onTimePercent, 0)} />
          )
        }
        context={t('page.punctualityContext', { onTime: customer.punctuality.onTime, count: customer.punctuality.due })}
        definition={t('page.punctualityDefinition')}
      />
    </Tiles>
  )
}
