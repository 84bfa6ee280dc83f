// The columns of exported lists: the same as on the screen, amounts as numbers with their currency beside them.
import type { Translate } from '#ports/translate'
import type { CustomerListRow } from '#store/views/customer-list'
import type { InvoiceListRow } from '#store/views/invoice-list'
import type { PaymentListRow } from '#store/views/payment-list'
import { type Day, daysBetween } from '#values/day'
import { formatDecimal } from '#values/decimal'
import type { ExportColumn } from './export-list.ts'

const onDay = (day: Day | null) => (day === null ? null : { day })
type Names = ReadonlyMap<string, string>
const owner = (names: Names, userId: string | null) => (userId === null ? null : (names.get(userId) ?? null))

export function invoiceColumns(t: Translate, names: Names): readonly ExportColumn<InvoiceListRow>[] {
  const column = (id: string, width: number, cell: ExportColumn<InvoiceListRow>['cell']) => ({
    id,
    title: t(`invoices.column.${id}`),
    width,
    cell,
  })
  return [
    column('number', 22, (row) => row.number),
    column('customer', 36, (row) => row.customerName),
    column('taxId', 14, (row) => row.taxId),
    column('issued', 12, (row) => onDay(row.issueOn)),
    column('due', 12, (row) => onDay(row.dueOn)),
    column('days', 8, (row) => (row.overdue ? row.daysPastDue : null)),
    column('status', 20, (row) => t(`invoices.status.${row.overdue && row.status === 'unpaid' ? 'overdue' : row.status}`)),
    column('type', 14, (row) => t(`invoices.type.${row.type}`)),
    column('segment', 16, (row) => row.segment),
    column('owner', 22, (row) => owner(names, row.ownerUserId)),
    column('categories', 24, (row) => (row.categories.length === 0 ? null : row.categories.join(', '))),
    column('ksef', 38, (row) => row.ksefNumber),
    column('order', 18, (row) => row.orderReference),
    column('paidOn', 12, (row) => onDay(row.lastPaidOn)),
    column('total', 14, (row) => row.total),
    column('open', 14, (row) => row.open),
    column('currency', 8, (row) => row.open.currency),
  ]
}

export function paymentColumns(t: Translate): readonly ExportColumn<PaymentListRow>[] {
  const column = (id: string, width: number, cell: ExportColumn<PaymentListRow>['cell']) => ({
    id,
    title: t(`payments.column.${id}`),
    width,
    cell,
  })
  return [
    column('on', 12, (row) => onDay(row.bookedOn)),
    column('payer', 32, (row) => row.payerName),
    column('account', 30, (row) => row.payerAccount),
    column('title', 48, (row) => row.title),
    column('customer', 32, (row) => row.customerName),
    column('source', 12, (row) => t(`payments.source.${row.source}`)),
    column('status', 20, (row) => t(`payments.status.${row.status}`)),
    column('unapplied', 14, (row) => row.unapplied),
    column('amount', 14, (row) => row.amount),
    column('currency', 8, (row) => row.amount.currency),
  ]
}

/** `foreign`: somebody owes in another currency than the company's. */
export function customerColumns(t: Translate, names: Names, today: Day, foreign: boolean): readonly ExportColumn<CustomerListRow>[] {
  const column = (id: string, width: number, cell: ExportColumn<CustomerListRow>['cell']) => ({
    id,
    title: t(`customers.column.${id}`),
    width,
    cell,
  })
  return [
    column('name', 36, (row) => row.name),
    column('nip', 14, (row) => row.taxId),
    column('email', 28, (row) => row.email),
    column('segment', 16, (row) => row.segment),
    column('owner', 22, (row) => owner(names, row.ownerUserId)),
    column('delay', 12, (row) => row.averageDelayDays),
    column('oldest', 12, (row) => (row.oldestOverdueOn === null ? null : daysBetween(row.oldestOverdueOn, today))),
    column('overdue', 14, (row) => row.overdue),
    column('open', 14, (row) => row.open),
    column('currency', 8, (row) => row.open.currency),
    ...(foreign
      ? [column('others', 24, (row) => row.others.map(({ open }) => `${formatDecimal(open)} ${open.currency}`).join(', ') || null)]
      : []),
  ]
}
