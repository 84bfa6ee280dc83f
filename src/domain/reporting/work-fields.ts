// The fields of matches and of sent reminders that a report can show, filter and group by.
import type { SubjectFields } from './field.ts'
import type { MatchRow, ReminderRow } from './work-facts.ts'

export const matchFields: SubjectFields<MatchRow> = {
  ref: (match) => ({ kind: 'payment', id: match.paymentId }),
  fields: [
    { key: 'bookedOn', kind: 'day', of: (row) => ({ day: row.bookedOn }) },
    { key: 'payer', kind: 'text', of: (row) => row.payer },
    { key: 'customer', kind: 'text', of: (row) => row.customer },
    { key: 'segment', kind: 'text', of: (row) => row.segment },
    { key: 'invoices', kind: 'text', of: (row) => (row.invoices === '' ? null : row.invoices) },
    { key: 'matchEnd', kind: 'choice', of: (row) => row.end },
    { key: 'undone', kind: 'choice', of: (row) => (row.undone ? 'yes' : 'no') },
    { key: 'probability', kind: 'percent', of: (row) => ({ percent: row.probability * 100 }) },
    { key: 'decidedBy', kind: 'text', of: (row) => row.decidedBy },
    { key: 'decidedOn', kind: 'day', of: (row) => (row.decidedOn === null ? null : { day: row.decidedOn }) },
    { key: 'amount', kind: 'money', of: (row) => row.amount },
  ],
}

export const reminderFields: SubjectFields<ReminderRow> = {
  ref: (reminder) => ({ kind: 'invoice', id: reminder.invoiceId }),
  fields: [
    { key: 'sentOn', kind: 'day', of: (row) => ({ day: row.sentOn }) },
    { key: 'step', kind: 'text', of: (row) => row.step },
    { key: 'number', kind: 'text', of: (row) => row.number },
    { key: 'customer', kind: 'text', of: (row) => row.customer },
    { key: 'segment', kind: 'text', of: (row) => row.segment },
    { key: 'answer', kind: 'choice', of: (row) => row.answer },
    { key: 'paidOn', kind: 'day', of: (row) => (row.paidOn === null ? null : { day: row.paidOn }) },
    { key: 'total', kind: 'money', of: (row) => row.total },
  ],
}
