// Orders, offers and deals of a customer beside his invoices, newest first.
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { listCustomerOrders } from '#contract/orders'
import type { Output } from '#contract/route'
import type { Id } from '#values/id'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { type StatusLook, StatusPill } from '../ui/status-pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './orders.module.css'

type Order = Output<typeof listCustomerOrders>['rows'][number]

const looks: Readonly<Record<Order['state'], StatusLook>> = {
  open: { shape: 'half', tone: 'accent' },
  won: { shape: 'tick', tone: 'ok' },
  lost: { shape: 'ring', tone: 'neutral' },
}
const stateWords = { order: 'state', offer: 'offerState', deal: 'dealState' } as const

export function CustomerOrders({ customerId }: { readonly customerId: Id }) {
  const { t } = useTranslation('orders')
  const { params } = useCompany()
  const format = useFormat()
  const { data, error, refetch } = useRead(listCustomerOrders, { params: { ...params, customerId } })
  if (data === undefined) return error === null ? <Skeleton height={160} /> : <FailurePlace error={error} onRetry={() => void refetch()} />
  if (data.rows.length === 0)
    return (
      <Panel label={t('title')}>
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      </Panel>
    )
  const sums = data.open.map((amount) => format.money(amount)).join(', ')
  return (
    <Panel title={t('title')} ruled aside={sums === '' ? undefined : <b className="num">{t('summary', { sums })}</b>}>
      <ul className={classes.list}>
        {data.rows.map((order) => (
          <OrderLine key={order.orderId} order={order} />
        ))}
      </ul>
      <p className={`xs third ${classes.hint}`}>
        {data.truncated ? `${t('truncated')} ` : ''}
        {t('hint')}
      </p>
    </Panel>
  )
}

function OrderLine({ order }: { readonly order: Order }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const isLink = order.viewUrl !== null && /^https?:\/\//.test(order.viewUrl)
  return (
    <li className={classes.line}>
      <span className={classes.name}>
        <span className="strong cut">{order.number}</span>
        {isLink ? (
          <a href={order.viewUrl ?? ''} target="_blank" rel="noopener noreferrer" aria-label={t('look', { number: order.number })}>
            <IconExternalLink size={14} aria-hidden />
          </a>
        ) : null}
        <span className="third cut" dir="auto">
          {order.title === null || order.title === order.number ? t(`kind.${order.kind}`) : `${t(`kind.${order.kind}`)} · ${order.title}`}
        </span>
      </span>
      <span className="num second">
        {format.day(order.issuedOn)}
        {order.validUntil === null || order.state !== 'open' ? null : (
          <span className={`xs third ${classes.until}`}>{t('until', { day: format.day(order.validUntil) })}</span>
        )}
      </span>
      <StatusPill {...looks[order.state]} bare>
        {t(`${stateWords[order.kind]}.${order.state}`)}
      </StatusPill>
      <span className={`num ${classes.amount} ${order.state === 'lost' ? 'third' : 'strong'}`}>{format.money(order.total)}</span>
    </li>
  )
}
