// The status of a payment as shape, colour and word.
import { useTranslation } from 'react-i18next'
import { type StatusLook, StatusPill } from '../ui/status-pill.tsx'
import type { PaymentRow } from './payment-types.ts'

const looks: Readonly<Record<PaymentRow['status'], StatusLook>> = {
  new: { shape: 'ring', tone: 'neutral' },
  suggested: { shape: 'dashed', tone: 'accent' },
  settled: { shape: 'tick', tone: 'ok' },
  'partly-settled': { shape: 'half', tone: 'warn' },
  'on-account': { shape: 'plus', tone: 'accent' },
  'to-refund': { shape: 'plus', tone: 'warn' },
  refunded: { shape: 'bar', tone: 'neutral' },
  outside: { shape: 'bar', tone: 'neutral' },
  withdrawn: { shape: 'triangle', tone: 'bad' },
}

export function PaymentStatus({ payment, bare = false }: { readonly payment: Pick<PaymentRow, 'status'>; readonly bare?: boolean }) {
  const { t } = useTranslation('payments')
  return (
    <StatusPill {...looks[payment.status]} bare={bare}>
      {t(`status.${payment.status}`)}
    </StatusPill>
  )
}
