// One payment beside the list: its title, what it settled, and undo.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { markOutside, readPayment, undoAllocation } from '#contract/payments'
import { readId, writeId } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { accountNumber } from '../ui/account-number.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Copyable, Facts } from '../ui/facts.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Money } from '../ui/money.tsx'
import { SheetSection } from '../ui/sheet-section.tsx'
import { SideSheet } from '../ui/side-sheet.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useActor } from '../ui/use-actor.ts'
import { useFormat } from '../ui/use-format.ts'
import { PaymentStatus } from './payment-status.tsx'
import { changedByPayment, type PaymentDetail } from './payment-types.ts'
import { RecognisedTitle } from './recognised-title.tsx'

export function PaymentSheet({ writtenId, onClose }: { readonly writtenId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('payments')
  const { params } = useCompany()
  const paymentId = readId('payment', writtenId)
  const { data, error, refetch } = useRead(
    readPayment,
    { params: { ...params, paymentId: paymentId ?? '' } },
    { enabled: paymentId !== null, keep: true },
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
            <span className="cut" dir="auto">
              {data.payerName ?? data.title}
            </span>
            <PaymentStatus payment={data} />
          </>
        )
      }
    >
      {data !== undefined ? (
        <PaymentBody payment={data} />
      ) : error !== null ? (
        <FailurePlace error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          <Skeleton width={200} height={34} />
          <Skeleton height={120} />
        </>
      )}
    </SideSheet>
  )
}

const waiting: readonly PaymentDetail['status'][] = ['new', 'suggested', 'partly-settled']

function PaymentBody({ payment }: { readonly payment: PaymentDetail }) {
  const { t } = useTranslation('payments')
  const review = useTranslation('review').t
  const { params, path, can } = useCompany()
  const format = useFormat()
  const actor = useActor()
  const undo = useChange(undoAllocation, changedByPayment)
  const back = useChange(markOutside, changedByPayment)
  const one = { ...params, paymentId: payment.paymentId }
  const mayDecide = can('payments.match')
  return (
    <>
      <div>
        <Money amount={payment.amount} size="figure" />
        <p className="xs third">{format.longDay(payment.bookedOn)}</p>
      </div>
      {undo.isError ? <FailureBanner error={undo.error} /> : back.isError ? <FailureBanner error={back.error} /> : null}
      <RecognisedTitle payment={payment} />
      <div className="row tight">
        {waiting.includes(payment.status) ? (
          <Link
            to="/$company/payments/review"
            params={path}
            search={{ payment: writeId('payment', payment.paymentId) }}
            className={buttonClass({ look: 'filled', size: 'sm' })}
          >
            {t('sheet.review')}
          </Link>
        ) : null}
        {payment.status === 'outside' && mayDecide ? (
          <Button size="sm" busy={back.isPending} onClick={() => back.mutate({ params: one, body: { reason: null } })}>
            {t('sheet.backToQueue')}
          </Button>
        ) : null}
      </div>
      <SheetSection title={t('sheet.facts')}>
        <Facts
          rows={[
            payment.payerAccount === null
              ? null
              : [t('sheet.account'), <Copyable key="from" value={payment.payerAccount} shown={accountNumber(payment.payerAccount)} />],
            payment.creditedAccount === null ? null : [t('sheet.credited'), <Copyable key="to" value={payment.creditedAccount} />],
            payment.customerId === null
              ? null
              : [
                  t('sheet.customer'),
                  <Link
                    key="customer"
                    to="/$company/customers/$customer"
                    params={{ ...path, customer: writeId('customer', payment.customerId) }}
                  >
                    {payment.customerName}
                  </Link>,
                ],
            payment.unapplied.minor === 0n ? null : [t('sheet.unapplied'), format.money(payment.unapplied)],
            payment.outsideReason === null ? null : [t('sheet.outside'), outsideWord(review, payment.outsideReason)],
            payment.orderReference === null ? null : [t('sheet.order'), payment.orderReference],
            payment.gatewayReference === null ? null : [t('sheet.gateway'), <Copyable key="gateway" value={payment.gatewayReference} />],
            payment.importId === null
              ? null
              : [
                  t('sheet.import'),
                  <Link key="import" to="/$company/imports" params={path} search={{ open: writeId('import', payment.importId) }}>
                    {t('sheet.openImport')}
                  </Link>,
                ],
          ]}
        />
      </SheetSection>
      <SheetSection title={t('sheet.allocations')}>
        {payment.allocations.length === 0 ? (
          <p className="s third">{t('sheet.none')}</p>
        ) : (
          payment.allocations.map((allocation) => (
            <div key={`${allocation.groupId} ${allocation.invoiceId}`} className="row s" style={{ minHeight: 42 }}>
              <span className="grow">
                <Link
                  to="/$company/invoices"
                  params={path}
                  search={{ view: 'all', open: writeId('invoice', allocation.invoiceId) }}
                  className="strong"
                >
                  {allocation.number}
                </Link>
                <span className="xs third cut" style={{ display: 'block' }}>
                  {format.day(allocation.on)}, {actor(allocation.actor)}
                </span>
              </span>
              <span className="num strong">{format.money(allocation.amount)}</span>
              {allocation.undoable && mayDecide ? (
                <Button
                  look="plain"
                  size="sm"
                  busy={undo.isPending}
                  onClick={() =>
                    undo.mutate(
                      { params: one, body: { groupId: allocation.groupId } },
                      { onSuccess: () => toast(t('sheet.undone', { number: allocation.number }), { tone: 'neutral' }) },
                    )
                  }
                >
                  {t('sheet.undo')}
                </Button>
              ) : null}
            </div>
          ))
        )}
      </SheetSection>
    </>
  )
}

const outsideReasons = ['own-transfer', 'refund', 'loan', 'fee', 'tax', 'interest', 'gateway-payout', 'exchange', 'cash', 'other'] as const

function outsideWord(t: ReturnType<typeof useTranslation<'review'>>['t'], reason: string): string {
  const known = outsideReasons.find((each) => each === reason)
  return known === undefined ? reason : t(`outside.${known}`)
}
