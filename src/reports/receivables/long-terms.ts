// Agreed terms over sixty days: where the act on late payment asks for a reason (art. 7).
import { defineReport } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'
import { daysBetween } from '#values/day'

const longest = 60

export const longTerms = defineReport({
  id: 'long-terms',
  nameKey: 'report-shelf.long-terms.name',
  group: 'receivables',
  reads: ['invoices'],
  period: true,
  shape: (rows, context) => {
    const term = (invoice: (typeof rows.invoices)[number]) => (invoice.dueOn === null ? 0 : daysBetween(invoice.issueOn, invoice.dueOn))
    const long = rows.invoices
      .filter((invoice) => invoice.issueOn >= rows.from && invoice.total.minor > 0n && term(invoice) > longest)
      .toSorted((a, b) => term(b) - term(a))
    return shelfDocument(
      'long-terms',
      rows,
      context,
      [
        listTable(context, {
          title: context.t('report-shelf.long-terms.table'),
          note: context.t('report-shelf.long-terms.note'),
          definition: context.t('report-shelf.long-terms.definition'),
          empty: context.t('report-shelf.long-terms.empty'),
          rows: long,
          currency: rows.currency,
          ref: (invoice) => ({ kind: 'invoice', id: invoice.id }),
          columns: [
            { key: 'number', kind: 'text', of: (invoice) => invoice.number, width: 92 },
            { key: 'customer', kind: 'text', of: (invoice) => invoice.customer },
            { key: 'issueOn', kind: 'day', of: (invoice) => ({ day: invoice.issueOn }) },
            { key: 'dueOn', kind: 'day', of: (invoice) => (invoice.dueOn === null ? null : { day: invoice.dueOn }) },
            { key: 'term', kind: 'number', of: term },
            { key: 'total', kind: 'money', of: (invoice) => invoice.total },
            { key: 'open', kind: 'money', of: (invoice) => invoice.open },
          ],
        }),
      ],
      { period: true },
    )
  },
})
