// Receivables as of any day, as the ledger stood then: every open document.
import { daysPast } from '#domain/reporting/facts'
import { defineReport } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'

export const receivables = defineReport({
  id: 'receivables',
  nameKey: 'report-shelf.receivables.name',
  group: 'receivables',
  reads: ['invoices'],
  shape: (rows, context) =>
    shelfDocument('receivables', rows, context, [
      listTable(context, {
        title: context.t('report-shelf.receivables.table'),
        note: context.t('report-shelf.receivables.note'),
        empty: context.t('report-shelf.nothing'),
        rows: rows.invoices.filter((invoice) => invoice.open.minor !== 0n),
        currency: rows.currency,
        ref: (invoice) => ({ kind: 'invoice', id: invoice.id }),
        columns: [
          { key: 'number', kind: 'text', of: (invoice) => invoice.number, width: 92 },
          { key: 'customer', kind: 'text', of: (invoice) => invoice.customer },
          { key: 'issueOn', kind: 'day', of: (invoice) => ({ day: invoice.issueOn }) },
          { key: 'dueOn', kind: 'day', of: (invoice) => (invoice.dueOn === null ? null : { day: invoice.dueOn }) },
          {
            key: 'daysPast',
            kind: 'number',
            width: 54,
            of: (invoice) => (invoice.dueOn === null ? null : Math.max(0, daysPast(invoice, rows.asOf))),
          },
          { key: 'total', kind: 'money', of: (invoice) => invoice.total },
          { key: 'open', kind: 'money', of: (invoice) => invoice.open },
        ],
      }),
    ]),
})
