// The fields of each subject that a report can show, filter and group by.
import type { Day } from '#values/day'
import { money } from '#values/money'
import { managementBucketOf, statutoryBucketOf } from '../analytics/ageing-buckets.ts'
import type { Cell } from './cell.ts'
import type { CustomerFact } from './customer-facts.ts'
import type { Subject } from './definition.ts'
import { daysPast, delayOf, factStatus, type InvoiceFact, type PaymentFact, punctualityOf } from './facts.ts'
import type { FieldKind, SubjectFields } from './field.ts'
import { matchFields, reminderFields } from './work-fields.ts'

const dayCell = (day: Day | null): Cell => (day === null ? null : { day })
const percentCell = (percent: number | null): Cell => (percent === null ? null : { percent })
const yesNo = (yes: boolean): string => (yes ? 'yes' : 'no')

export const invoiceFields: SubjectFields<InvoiceFact> = {
  ref: (invoice) => ({ kind: 'invoice', id: invoice.id }),
  fields: [
    { key: 'number', kind: 'text', of: (row) => row.number },
    { key: 'customer', kind: 'text', of: (row) => row.customer },
    { key: 'taxId', kind: 'text', of: (row) => row.taxId },
    { key: 'segment', kind: 'text', of: (row) => row.segment },
    { key: 'owner', kind: 'text', of: (row) => row.owner },
    { key: 'category', kind: 'text', of: (row) => row.category },
    { key: 'type', kind: 'choice', of: (row) => row.type },
    { key: 'status', kind: 'choice', of: (row, { asOf }) => factStatus(row, asOf) },
    { key: 'issueOn', kind: 'day', of: (row) => dayCell(row.issueOn) },
    { key: 'dueOn', kind: 'day', of: (row) => dayCell(row.dueOn) },
    { key: 'settledOn', kind: 'day', of: (row) => dayCell(row.settledOn) },
    { key: 'lastPaidOn', kind: 'day', of: (row) => dayCell(row.lastPaidOn) },
    { key: 'daysPast', kind: 'number', of: (row, { asOf }) => (row.dueOn === null || row.open.minor === 0n ? null : daysPast(row, asOf)) },
    { key: 'delay', kind: 'number', of: delayOf },
    { key: 'punctual', kind: 'choice', of: (row, { asOf }) => punctualityOf(row, asOf) },
    { key: 'bucket', kind: 'choice', of: (row, { asOf }) => (row.open.minor <= 0n ? null : managementBucketOf(daysPast(row, asOf))) },
    { key: 'statutory', kind: 'choice', of: (row, { asOf }) => (row.open.minor <= 0n ? null : statutoryBucketOf(daysPast(row, asOf))) },
    { key: 'disputed', kind: 'choice', of: (row) => yesNo(row.disputed) },
    { key: 'currency', kind: 'text', of: (row) => row.total.currency },
    { key: 'total', kind: 'money', of: (row) => row.total },
    { key: 'net', kind: 'money', of: (row) => row.net },
    { key: 'paid', kind: 'money', of: (row) => money(row.total.minor - row.open.minor, row.total.currency) },
    { key: 'open', kind: 'money', of: (row) => row.open },
    {
      key: 'baseTotal',
      kind: 'money',
      of: (row, { currency }) => (row.total.currency === currency ? row.total : (row.base?.total ?? null)),
    },
    { key: 'baseOpen', kind: 'money', of: (row, { currency }) => (row.open.currency === currency ? row.open : (row.base?.open ?? null)) },
    { key: 'ksefNumber', kind: 'text', of: (row) => row.ksefNumber },
  ],
}

export const paymentFields: SubjectFields<PaymentFact> = {
  ref: (payment) => ({ kind: 'payment', id: payment.id }),
  fields: [
    { key: 'bookedOn', kind: 'day', of: (row) => dayCell(row.bookedOn) },
    { key: 'payer', kind: 'text', of: (row) => row.payer },
    { key: 'account', kind: 'text', of: (row) => row.account },
    { key: 'title', kind: 'text', of: (row) => row.title },
    { key: 'customer', kind: 'text', of: (row) => row.customer },
    { key: 'source', kind: 'choice', of: (row) => row.source },
    { key: 'paymentStatus', kind: 'choice', of: (row) => row.status },
    { key: 'currency', kind: 'text', of: (row) => row.amount.currency },
    { key: 'amount', kind: 'money', of: (row) => row.amount },
    { key: 'unapplied', kind: 'money', of: (row) => row.unapplied },
  ],
}

export const customerFields: SubjectFields<CustomerFact> = {
  ref: (customer) => ({ kind: 'customer', id: customer.id }),
  fields: [
    { key: 'customer', kind: 'text', of: (row) => row.name },
    { key: 'taxId', kind: 'text', of: (row) => row.taxId },
    { key: 'segment', kind: 'text', of: (row) => row.segment },
    { key: 'owner', kind: 'text', of: (row) => row.owner },
    { key: 'openCount', kind: 'number', of: (row) => row.openCount },
    { key: 'overdueCount', kind: 'number', of: (row) => row.overdueCount },
    { key: 'oldestDays', kind: 'number', of: (row) => (row.oldestDays === 0 ? null : row.oldestDays) },
    { key: 'overdueSince', kind: 'day', of: (row) => dayCell(row.overdueSince) },
    { key: 'firstOverdue', kind: 'day', of: (row) => dayCell(row.firstOverdue) },
    { key: 'onTimeShare', kind: 'percent', of: (row) => percentCell(row.onTimePercent) },
    { key: 'meanDelay', kind: 'number', of: (row) => (row.meanDelayDays === null ? null : Math.round(row.meanDelayDays)) },
    { key: 'debtShare', kind: 'percent', of: (row) => percentCell(row.ratio?.percent ?? null) },
    { key: 'ratioDebt', kind: 'money', of: (row) => row.ratio?.debt ?? null },
    { key: 'ratioTurnover', kind: 'money', of: (row) => row.ratio?.turnover ?? null },
    { key: 'turnover', kind: 'money', of: (row) => row.turnover },
    { key: 'open', kind: 'money', of: (row) => row.open },
    { key: 'overdue', kind: 'money', of: (row) => row.overdue },
  ],
}

type FieldName = { readonly key: string; readonly kind: FieldKind }
const names = (some: { readonly fields: readonly FieldName[] }): readonly FieldName[] => some.fields.map(({ key, kind }) => ({ key, kind }))

/** What can be chosen for each subject. */
export const fieldsOf: Readonly<Record<Subject, readonly FieldName[]>> = {
  invoices: names(invoiceFields),
  payments: names(paymentFields),
  customers: names(customerFields),
  lines: names(invoiceFields),
  matches: names(matchFields),
  reminders: names(reminderFields),
}

/** Columns that a new report of the subject starts with. */
export const usualColumns: Readonly<Record<Subject, readonly string[]>> = {
  invoices: ['number', 'customer', 'issueOn', 'dueOn', 'daysPast', 'status', 'total', 'open'],
  payments: ['bookedOn', 'payer', 'title', 'paymentStatus', 'amount', 'unapplied'],
  customers: ['customer', 'overdueCount', 'oldestDays', 'meanDelay', 'open', 'overdue'],
  lines: ['number', 'customer', 'category', 'dueOn', 'daysPast', 'status', 'total', 'open'],
  matches: ['bookedOn', 'payer', 'invoices', 'matchEnd', 'undone', 'probability', 'amount'],
  reminders: ['sentOn', 'step', 'number', 'customer', 'answer', 'paidOn', 'total'],
}
