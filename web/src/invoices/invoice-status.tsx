// The status of an invoice as shape, colour and word; an unpaid one past its term says so.
import { useTranslation } from 'react-i18next'
import type { listInvoices } from '#contract/invoices'
import type { Output } from '#contract/route'
import { type StatusLook, StatusPill } from '../ui/status-pill.tsx'

export type InvoiceRow = Output<typeof listInvoices>['rows'][number]

const looks: Readonly<Record<InvoiceRow['status'] | 'overdue', StatusLook>> = {
  unpaid: { shape: 'ring', tone: 'neutral' },
  'partly-paid': { shape: 'half', tone: 'warn' },
  paid: { shape: 'tick', tone: 'ok' },
  overpaid: { shape: 'plus', tone: 'accent' },
  corrected: { shape: 'bar', tone: 'neutral' },
  disputed: { shape: 'diamond', tone: 'plum' },
  'written-off': { shape: 'bar', tone: 'neutral' },
  cancelled: { shape: 'bar', tone: 'neutral' },
  overdue: { shape: 'triangle', tone: 'bad' },
}

/** What matters of an invoice: a partly paid one stays so even past its term, an unpaid one becomes overdue. */
export const statusWord = (invoice: Pick<InvoiceRow, 'status' | 'overdue'>): keyof typeof looks =>
  invoice.status === 'unpaid' && invoice.overdue ? 'overdue' : invoice.status

export function InvoiceStatus({
  invoice,
  bare = false,
}: {
  readonly invoice: Pick<InvoiceRow, 'status' | 'overdue'>
  readonly bare?: boolean
}) {
  const { t } = useTranslation('invoices')
  const word = statusWord(invoice)
  return (
    <StatusPill {...looks[word]} bare={bare}>
      {t(`status.${word}`)}
    </StatusPill>
  )
}
