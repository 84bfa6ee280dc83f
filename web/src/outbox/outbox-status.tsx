// The state of what leaves the house as shape, colour and word.
import { useTranslation } from 'react-i18next'
import type { listOutbox } from '#contract/outbox'
import type { Output } from '#contract/route'
import { type StatusLook, StatusPill } from '../ui/status-pill.tsx'
import { useOutboxWords } from './outbox-words.ts'

export type OutboxRow = Output<typeof listOutbox>['rows'][number]

const looks: Readonly<Record<OutboxRow['state'], StatusLook>> = {
  planned: { shape: 'ring', tone: 'neutral' },
  'awaiting-approval': { shape: 'half', tone: 'warn' },
  sending: { shape: 'half', tone: 'accent' },
  done: { shape: 'tick', tone: 'ok' },
  failed: { shape: 'triangle', tone: 'bad' },
  unknown: { shape: 'question', tone: 'warn' },
  withheld: { shape: 'dashed', tone: 'plum' },
  cancelled: { shape: 'bar', tone: 'neutral' },
}

export function OutboxStatus({ state, bare = false }: { readonly state: OutboxRow['state']; readonly bare?: boolean }) {
  return (
    <StatusPill {...looks[state]} bare={bare}>
      {useOutboxWords().state(state)}
    </StatusPill>
  )
}

const reported: Readonly<Record<NonNullable<OutboxRow['delivery']>, StatusLook>> = {
  delivered: { shape: 'tick', tone: 'ok' },
  bounced: { shape: 'triangle', tone: 'bad' },
  complained: { shape: 'triangle', tone: 'bad' },
}

/** What the other side reported outweighs that the message was sent. */
export function DeliveryStatus({
  delivery,
  bare = false,
}: {
  readonly delivery: NonNullable<OutboxRow['delivery']>
  readonly bare?: boolean
}) {
  const { t } = useTranslation('outbox-screen')
  return (
    <StatusPill {...reported[delivery]} bare={bare}>
      {t(`delivery.${delivery}`)}
    </StatusPill>
  )
}
