// Candidates for the relief for bad debts (VAT Act art. 89a, PIT art. 26i, CIT art. 18f).
import { badDebtRelief } from '#domain/analytics/claims'
import { daysPast, type InvoiceFact } from '#domain/reporting/facts'
import { defineReport } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'
import { type Money, money } from '#values/money'

/** VAT in what is still open, in the proportion of the invoice; null where the net amount is unknown. */
function openVat({ total, net, open }: InvoiceFact): Money | null {
  if (net === null || total.minor <= 0n) return null
  return money(((total.minor - net.minor) * open.minor) / total.minor, open.currency)
}

export const relief = defineReport({
  id: 'bad-debt-relief',
  nameKey: 'report-shelf.bad-debt-relief.name',
  group: 'claims',
  reads: ['invoices'],
  shape: (rows, context) => {
    const { t } = context
    const lines = rows.invoices.flatMap((invoice) => {
      if (invoice.dueOn === null || invoice.open.minor <= 0n || daysPast(invoice, rows.asOf) <= 0) return []
      return [{ invoice, relief: badDebtRelief({ issueOn: invoice.issueOn, dueOn: invoice.dueOn }, rows.asOf) }]
    })
    const table = (kind: 'may-be-used' | 'waiting') =>
      listTable(context, {
        title: t(`report-shelf.bad-debt-relief.${kind}`),
        definition: t('report-shelf.bad-debt-relief.definition'),
        ...(kind === 'may-be-used' ? { note: t('report-shelf.bad-debt-relief.note') } : {}),
        empty: t('report-shelf.bad-debt-relief.empty'),
        rows: lines.filter((line) => line.relief.kind === kind).toSorted((a, b) => (a.relief.fromOn < b.relief.fromOn ? -1 : 1)),
        currency: rows.currency,
        ref: ({ invoice }) => ({ kind: 'invoice', id: invoice.id }),
        columns: [
          { key: 'number', kind: 'text', of: ({ invoice }) => invoice.number, width: 84 },
          { key: 'customer', kind: 'text', of: ({ invoice }) => invoice.customer },
          { key: 'dueOn', kind: 'day', of: ({ invoice }) => (invoice.dueOn === null ? null : { day: invoice.dueOn }) },
          { key: 'reliefFrom', kind: 'day', of: (line) => ({ day: line.relief.fromOn }), width: 58 },
          { key: 'vatUntil', kind: 'day', of: (line) => ({ day: line.relief.vatUntilOn }), width: 58 },
          { key: 'incomeUntil', kind: 'day', of: (line) => ({ day: line.relief.incomeUntilOn }), width: 58 },
          { key: 'openVat', kind: 'money', of: ({ invoice }) => openVat(invoice), width: 62 },
          { key: 'open', kind: 'money', of: ({ invoice }) => invoice.open, width: 70 },
        ],
      })
    return shelfDocument('bad-debt-relief', rows, context, [table('may-be-used'), table('waiting')])
  },
})
