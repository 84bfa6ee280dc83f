// Claims that near their limitation: two years for sales, three for other business claims, both to the end of the year.
import { limitation } from '#domain/analytics/claims'
import { daysPast } from '#domain/reporting/facts'
import { defineReport } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'
import { daysBetween } from '#values/day'

export const limitationReport = defineReport({
  id: 'limitation',
  nameKey: 'report-shelf.limitation.name',
  group: 'claims',
  reads: ['invoices'],
  shape: (rows, context) => {
    const { t } = context
    const lines = rows.invoices
      .flatMap((invoice) =>
        invoice.dueOn === null || invoice.open.minor <= 0n || daysPast(invoice, rows.asOf) <= 0
          ? []
          : [{ invoice, ends: limitation(invoice.dueOn) }],
      )
      .toSorted((a, b) =>
        a.ends.saleOn < b.ends.saleOn ? -1 : a.ends.saleOn > b.ends.saleOn ? 1 : (a.invoice.dueOn ?? '') < (b.invoice.dueOn ?? '') ? -1 : 1,
      )
    return shelfDocument('limitation', rows, context, [
      listTable(context, {
        title: t('report-shelf.limitation.table'),
        note: t('report-shelf.limitation.note'),
        definition: t('report-shelf.limitation.definition'),
        empty: t('report-shelf.limitation.empty'),
        rows: lines,
        currency: rows.currency,
        ref: ({ invoice }) => ({ kind: 'invoice', id: invoice.id }),
        columns: [
          { key: 'number', kind: 'text', of: ({ invoice }) => invoice.number, width: 92 },
          { key: 'customer', kind: 'text', of: ({ invoice }) => invoice.customer },
          { key: 'dueOn', kind: 'day', of: ({ invoice }) => (invoice.dueOn === null ? null : { day: invoice.dueOn }) },
          { key: 'saleUntil', kind: 'day', of: ({ ends }) => ({ day: ends.saleOn }), width: 62 },
          { key: 'generalUntil', kind: 'day', of: ({ ends }) => ({ day: ends.generalOn }), width: 62 },
          { key: 'daysLeft', kind: 'number', of: ({ ends }) => daysBetween(rows.asOf, ends.saleOn), width: 46 },
          { key: 'open', kind: 'money', of: ({ invoice }) => invoice.open },
        ],
      }),
    ])
  },
})
