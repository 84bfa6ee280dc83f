// Everything that happened with a customer, day by day; skipped messages too, with their reason.

import {
  IconArrowsJoin2,
  IconCalendarCheck,
  IconCalendarDue,
  IconDownload,
  IconFileText,
  IconHistory,
  IconMail,
  IconMessage2Exclamation,
  IconNote,
  IconPlayerPause,
  IconPlayerSkipForward,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseDay } from '#values/day'
import { writeId } from '#values/id'
import { useCompany } from '../shell/company.ts'
import { EmptyState } from '../ui/notices.tsx'
import { say } from '../ui/say.ts'
import { Timeline, type TimelineItem, type TimelineTone } from '../ui/timeline.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './customer.module.css'
import type { CustomerDetail } from './customer-types.ts'
import { NewestOnly } from './newest-only.tsx'
import { amountOf, type TimelineEvent as Event, runsOf } from './timeline-runs.ts'

const looks: Readonly<Record<Event['kind'], { readonly icon: typeof IconMail; readonly tone: TimelineTone }>> = {
  invoice: { icon: IconFileText, tone: 'neutral' },
  payment: { icon: IconDownload, tone: 'ok' },
  allocation: { icon: IconArrowsJoin2, tone: 'ok' },
  message: { icon: IconMail, tone: 'neutral' },
  promise: { icon: IconCalendarCheck, tone: 'accent' },
  dispute: { icon: IconMessage2Exclamation, tone: 'warn' },
  instalments: { icon: IconCalendarDue, tone: 'accent' },
  hold: { icon: IconPlayerPause, tone: 'warn' },
  note: { icon: IconNote, tone: 'neutral' },
  audit: { icon: IconHistory, tone: 'neutral' },
}

const tones: Readonly<Record<string, TimelineTone>> = { kept: 'ok', partly: 'warn', broken: 'bad', withheld: 'warn', failed: 'bad' }

/** Groups of the filter: several kinds of events are one thing to a reader. */
const groups = {
  documents: ['invoice'],
  money: ['payment', 'allocation'],
  messages: ['message'],
  agreements: ['promise', 'dispute', 'instalments', 'hold'],
  notes: ['note'],
  changes: ['audit'],
} as const satisfies Readonly<Record<string, readonly Event['kind'][]>>
type Group = keyof typeof groups

export function CustomerTimeline({ customer, only = null }: { readonly customer: CustomerDetail; readonly only?: Group | null }) {
  const { t, i18n } = useTranslation('customers')
  const agreements = useTranslation('agreements').t
  const { path } = useCompany()
  const format = useFormat()
  const [shown, setShown] = useState<Group | null>(only)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  if (customer.timeline.length === 0) return <EmptyState title={t('page.noTimeline')} />
  const words = (event: Event): string => {
    const keys: readonly string[] =
      event.kind === 'audit'
        ? [`audit-screen:action.${event.word}`]
        : ['invoice', 'payment', 'note'].includes(event.kind)
          ? [`customers:event.${event.word}`, `invoices:entry.${event.word}`]
          : [`agreements:event.${event.kind}-${event.word}`]
    for (const key of keys) if (i18n.exists(key)) return say(i18n, key, event.facts)
    return say(i18n, `customers:event.${event.kind}`, event.facts)
  }
  const why = (reason: string | number): string => {
    for (const key of [`agreements:reason.${reason}`, `agreements:kind.${reason}`, `outbox-screen:reason.${reason}`])
      if (i18n.exists(key)) return say(i18n, key)
    const day = parseDay(String(reason))
    return day === null ? String(reason) : agreements('until', { day: format.day(day) })
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
  const kinds: readonly Event['kind'][] | null = shown === null ? null : groups[shown]
  for (const event of customer.timeline)
    if (kinds === null || kinds.includes(event.kind)) days.set(event.on, [...(days.get(event.on) ?? []), event])
  const detailOf = (event: Event, what: string | number | undefined): string => {
    const { reason, by } = event.facts
    const detail = [what, reason === undefined ? undefined : why(reason), by].filter((part) => part !== undefined && part !== '').join(', ')
    return detail !== '' && event.skipped ? `${t('page.skipped')}: ${detail}` : detail
  }
  const item = (event: Event, key: string): TimelineItem => {
    const { icon: Icon, tone } = looks[event.kind]
    const detail = detailOf(event, event.facts['what'])
    const SkipIcon = event.skipped ? IconPlayerSkipForward : Icon
    return {
      key,
      time: format.dayOf(event.at) === event.on ? format.time(event.at) : '',
      icon: <SkipIcon size={13} stroke={1.8} />,
      tone: tones[event.word] ?? tone,
      skipped: event.skipped,
      title: linked(event),
      ...(detail !== '' && { detail }),
      amount: event.amount === null ? null : format.money(event.amount),
    }
  }
  const head = (first: Event, run: readonly Event[], key: string): TimelineItem => {
    const named = run.flatMap(({ facts }) => facts['what'] ?? [])
    const some = named.length > 3 ? `${named.slice(0, 3).join(', ')}, …` : named.join(', ')
    const sum = amountOf(run)
    const open = unfolded.has(key)
    return {
      ...item(first, key),
      title: `${words(first)} × ${format.number(run.length)}`,
      detail: (
        <>
          {open ? null : detailOf(first, some)}
          <button
            type="button"
            className={classes.unfold}
            aria-expanded={open}
            onClick={() => setUnfolded((before) => new Set(open ? [...before].filter((each) => each !== key) : [...before, key]))}
          >
            {open ? t('fold.close') : t('fold.open', { count: run.length })}
          </button>
        </>
      ),
      amount: sum === null ? null : format.money(sum),
    }
  }
  const itemsOf = (on: string, events: readonly Event[]): TimelineItem[] =>
    runsOf(events).flatMap((run, at) => {
      const key = `${on} ${at}`
      const each = run.map((event, n) => item(event, `${key} ${n}`))
      const [first] = run
      return first === undefined || run.length === 1 ? each : [head(first, run, key), ...(unfolded.has(key) ? each : [])]
    })
  const given = (kind: Event['kind']): number => customer.timeline.filter((event) => event.kind === kind).length
  const cut = only === null && (['invoice', 'payment', 'message'] as const).some((kind) => given(kind) < customer.counts[`${kind}s`])
  return (
    <div>
      {only === null ? (
        <div className={`row wrap tight ${classes.filters}`}>
          {([null, ...(Object.keys(groups) as Group[])] as const).map((group) => (
            <button
              key={group ?? 'all'}
              type="button"
              className={classes.filter}
              aria-pressed={shown === group}
              onClick={() => setShown(group)}
            >
              {agreements(group === null ? 'filter.all' : `filter.${group}`)}
            </button>
          ))}
        </div>
      ) : null}
      {days.size === 0 ? <EmptyState title={t(only === 'messages' ? 'page.noMessages' : 'page.noTimeline')} /> : null}
      <Timeline
        days={[...days]
          .sort(([a], [b]) => b.localeCompare(a))
          .map(([on, events]) => ({
            key: on,
            head: on === format.today ? t('page.today', { day: format.day(format.today) }) : format.fullDay(events[0]?.on ?? format.today),
            items: itemsOf(on, events),
          }))}
      />
      {cut ? <p className={`${classes.newest} s second`}>{t('newest.timeline')}</p> : null}
      {only === 'messages' ? <NewestOnly shown={given('message')} of={customer.counts.messages} /> : null}
    </div>
  )
}
