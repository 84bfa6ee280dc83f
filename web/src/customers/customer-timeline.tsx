// Everything that happened with a customer, day by day; skipped messages too, with their reason.

import {
  IconArrowsJoin2,
  IconDownload,
  IconFileText,
  IconHistory,
  IconMail,
  IconPlayerPause,
  IconPlayerSkipForward,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { writeId } from '#values/id'
import { useCompany } from '../shell/company.ts'
import { EmptyState } from '../ui/notices.tsx'
import { say } from '../ui/say.ts'
import { Timeline, type TimelineItem, type TimelineTone } from '../ui/timeline.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { CustomerDetail } from './customer-types.ts'

type Event = CustomerDetail['timeline'][number]

const looks: Readonly<Record<Event['kind'], { readonly icon: typeof IconMail; readonly tone: TimelineTone }>> = {
  invoice: { icon: IconFileText, tone: 'neutral' },
  payment: { icon: IconDownload, tone: 'ok' },
  allocation: { icon: IconArrowsJoin2, tone: 'ok' },
  message: { icon: IconMail, tone: 'neutral' },
  hold: { icon: IconPlayerPause, tone: 'warn' },
  audit: { icon: IconHistory, tone: 'neutral' },
}

export function CustomerTimeline({ customer }: { readonly customer: CustomerDetail }) {
  const { t, i18n } = useTranslation('customers')
  const { path } = useCompany()
  const format = useFormat()
  if (customer.timeline.length === 0) return <EmptyState title={t('page.noTimeline')} />
  const words = (event: Event): string => {
    for (const key of [
      `customers:event.${event.word}`,
      `invoices:entry.${event.word}`,
      `outbox-screen:template.${event.word}`,
      `audit-screen:action.${event.word}`,
    ])
      if (i18n.exists(key)) return say(i18n, key, event.facts)
    return say(i18n, `customers:event.${event.kind}`, event.facts)
  }
  const linked = (event: Event): React.ReactNode => {
    if (event.invoiceId !== null)
      return (
        <Link
          to="/$company/invoices"
          params={path}
          search={{ view: 'all', open: writeId('invoice', event.invoiceId) }}
          style={{ color: 'inherit' }}
        >
          {words(event)}
        </Link>
      )
    if (event.paymentId !== null)
      return (
        <Link to="/$company/payments" params={path} search={{ open: writeId('payment', event.paymentId) }} style={{ color: 'inherit' }}>
          {words(event)}
        </Link>
      )
    return words(event)
  }
  const days = new Map<string, Event[]>()
  for (const event of customer.timeline) days.set(event.on, [...(days.get(event.on) ?? []), event])
  const item = (event: Event, at: number): TimelineItem => {
    const { icon: Icon, tone } = looks[event.kind]
    const detail = Object.entries(event.facts)
      .filter(([name]) => name !== 'count')
      .map(([, value]) => value)
      .join(', ')
    const SkipIcon = event.skipped ? IconPlayerSkipForward : Icon
    return {
      key: `${at} ${event.word}`,
      time: format.dayOf(event.at) === event.on ? format.time(event.at) : '',
      icon: <SkipIcon size={13} stroke={1.8} />,
      tone,
      skipped: event.skipped,
      title: linked(event),
      ...(detail !== '' && { detail: event.skipped ? `${t('page.skipped')}: ${detail}` : detail }),
      amount: event.amount === null ? null : format.money(event.amount),
    }
  }
  return (
    <Timeline
      days={[...days]
        .sort(([a], [b]) => b.localeCompare(a))
        .map(([on, events]) => ({
          key: on,
          head: on === format.today ? t('page.today', { day: format.day(format.today) }) : format.fullDay(events[0]?.on ?? format.today),
          items: events.map(item),
        }))}
    />
  )
}
