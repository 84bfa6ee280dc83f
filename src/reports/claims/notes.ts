// Interest notes that were made for customers.
import { defineReport } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'

export const notes = defineReport({
  id: 'notes',
  nameKey: 'report-shelf.notes.name',
  group: 'claims',
  reads: ['letters'],
  period: true,
  shape: (rows, context) =>
    shelfDocument(
      'notes',
      rows,
      context,
      [
        listTable(context, {
          title: context.t('report-shelf.notes.table'),
          empty: context.t('report-shelf.notes.empty'),
          rows: rows.letters.filter((letter) => letter.kind === 'interest-note'),
          ref: (letter) => ({ kind: 'customer', id: letter.customerId }),
          columns: [
            { key: 'sentOn', kind: 'day', of: (letter) => ({ day: letter.sentOn }) },
            { key: 'customer', kind: 'text', of: (letter) => letter.customer },
            { key: 'subject', kind: 'wide', of: (letter) => letter.subject },
            { key: 'amount', kind: 'money', of: (letter) => letter.amount },
            { key: 'letterState', kind: 'choice', of: (letter) => context.t(`report-fields.choice.letterState.${letter.state}`) },
          ],
        }),
      ],
      { period: true },
    ),
})
