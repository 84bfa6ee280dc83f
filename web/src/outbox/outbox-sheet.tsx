// One message exactly as it was or would be sent, and what a person decides about it.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { approveOutbox, cancelOutbox, decideOutbox, readOutbox, resolveUnknown } from '#contract/outbox'
import type { Output } from '#contract/route'
import { readId, writeId } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { Banner } from '../ui/notices.tsx'
import { SideSheet } from '../ui/side-sheet.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import { useKeys } from '../ui/use-keys.ts'
import { AttachedFiles } from './attached-files.tsx'
import { DeliveryStatus, OutboxStatus } from './outbox-status.tsx'
import { useOutboxWords } from './outbox-words.ts'
import { ReminderFacts } from './reminder-facts.tsx'
import { SentPreview } from './sent-preview.tsx'
import { WordingForm } from './wording-form.tsx'

type Detail = Output<typeof readOutbox>

export function OutboxSheet({ writtenId, onClose }: { readonly writtenId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('outbox-screen')
  const { params } = useCompany()
  const words = useOutboxWords()
  const outboxId = readId('outbox', writtenId)
  const { data, error, refetch } = useRead(
    readOutbox,
    { params: { ...params, outboxId: outboxId ?? '' } },
    { enabled: outboxId !== null, keep: true },
  )
  return (
    <SideSheet
      label={t('sheet.label')}
      onClose={onClose}
      title={
        data === undefined ? (
          <Skeleton width={160} height={18} />
        ) : (
          <>
            <span className="cut">{words.title(data)}</span>
            {data.delivery === null ? <OutboxStatus state={data.state} /> : <DeliveryStatus delivery={data.delivery} />}
          </>
        )
      }
    >
      {data !== undefined ? (
        <OutboxBody key={data.outboxId} detail={data} />
      ) : error !== null ? (
        <FailurePlace error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={200} />
      )}
    </SideSheet>
  )
}

function OutboxBody({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation('outbox-screen')
  const { params, path, can } = useCompany()
  const format = useFormat()
  const words = useOutboxWords()
  const failure = useFailureWords()
  const one = { params: { ...params, outboxId: detail.outboxId } }
  const stale = ['outbox', 'invoices', 'customers', 'dashboard']
  const [approve, cancel, resolve] = [useChange(approveOutbox, stale), useChange(cancelOutbox, stale), useChange(resolveUnknown, stale)]
  const failed = approve.error ?? cancel.error ?? resolve.error
  const may = can('messages.approve')
  const done = (word: 'approved' | 'cancelled' | 'resolved') => ({ onSuccess: () => toast(t(`sheet.${word}`), { tone: 'neutral' }) })
  const resume = useChange(decideOutbox, stale)
  const [editing, setEditing] = useState(false)
  const waits = may && detail.state === 'awaiting-approval'
  const canEdit = waits && detail.about !== null && detail.text !== null
  const letGo = () => approve.mutate(one, done('approved'))
  const keepBack = () =>
    cancel.mutate(one, {
      onSuccess: () =>
        toast(t('sheet.cancelled'), {
          tone: 'neutral',
          undo: () => resume.mutate({ params, body: { decision: 'resume', outboxIds: [detail.outboxId] } }),
        }),
    })
  useKeys(
    {
      a: approve.isPending ? undefined : letGo,
      r: cancel.isPending ? undefined : keepBack,
      e: canEdit ? () => setEditing(true) : undefined,
    },
    waits && !editing,
  )
  const settle = (arrived: boolean) => resolve.mutate({ ...one, body: { arrived } }, done('resolved'))
  return (
    <>
      {failed === null ? null : <FailureBanner error={failed} />}
      {detail.reason === null ? null : <Banner tone="warn" title={words.reason(detail.reason)} />}
      {detail.state === 'unknown' ? (
        <Banner
          tone="warn"
          shape="question"
          title={t('sheet.unknownTitle')}
          {...(may && {
            actions: (
              <>
                <Button size="sm" onClick={() => settle(true)}>
                  {t('sheet.arrived')}
                </Button>
                <Button size="sm" onClick={() => settle(false)}>
                  {t('sheet.notArrived')}
                </Button>
              </>
            ),
          })}
        >
          {t('sheet.unknownBody')}
        </Banner>
      ) : null}
      {may && (detail.state === 'awaiting-approval' || detail.state === 'planned') ? (
        <div className="row tight">
          {detail.state === 'awaiting-approval' ? (
            <Button look="filled" size="sm" busy={approve.isPending} onClick={letGo}>
              {t('sheet.approve')}
              <KeyCap>A</KeyCap>
            </Button>
          ) : null}
          {canEdit ? (
            <Button size="sm" aria-expanded={editing} onClick={() => setEditing(!editing)}>
              {t('sheet.edit')}
              <KeyCap>E</KeyCap>
            </Button>
          ) : null}
          <Button size="sm" busy={cancel.isPending} onClick={keepBack}>
            {t('sheet.cancel')}
            {waits ? <KeyCap>R</KeyCap> : null}
          </Button>
        </div>
      ) : null}
      {editing && canEdit ? (
        <WordingForm
          outboxId={detail.outboxId}
          subject={detail.subject ?? ''}
          text={detail.text ?? ''}
          isEdited={detail.original !== null}
          onDone={() => setEditing(false)}
        />
      ) : null}
      <Facts
        rows={[
          detail.subject === null ? null : [t('sheet.subject'), detail.subject],
          detail.to === null ? null : [t('sheet.to'), detail.to],
          detail.customerId === null
            ? null
            : [
                t('sheet.customer'),
                <Link
                  key="customer"
                  to="/$company/customers/$customer"
                  params={{ ...path, customer: writeId('customer', detail.customerId) }}
                >
                  {detail.customerName}
                </Link>,
              ],
          detail.connectionName === null ? null : [t('sheet.system'), detail.connectionName],
          [t('sheet.created'), format.moment(detail.createdAt)],
          detail.sentAt === null ? null : [t('sheet.sent'), format.moment(detail.sentAt)],
          detail.deliveredAt === null ? null : [t('sheet.reported'), format.moment(detail.deliveredAt)],
          detail.deliveryDetail === null || detail.deliveryDetail === '' ? null : [t('sheet.detail'), detail.deliveryDetail],
          detail.state === 'planned' || detail.state === 'failed' ? [t('sheet.next'), format.moment(detail.nextAttemptAt)] : null,
          detail.attempts === 0 ? null : [t('sheet.attempts'), format.number(detail.attempts)],
          detail.failure === null ? null : [t('sheet.failure'), failure(detail.failure).title],
        ]}
      />
      <ReminderFacts detail={detail} />
      {detail.text === null && detail.html === null ? null : <SentPreview html={detail.html} text={detail.text} />}
      <AttachedFiles attachments={detail.attachments} withoutFile={detail.withoutFile} />
    </>
  )
}
