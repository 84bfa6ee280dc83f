// Balances: what each customer owes against what he has overpaid, and the open documents behind it.
import { daysPast, type InvoiceFact } from '#domain/reporting/facts'
import { defineReport } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'
import { type Money, money } from '#values/money'

type Line = {
  readonly id: string
  readonly name: string
  readonly taxId: string | null
  readonly owed: Money
  readonly credits: Money
  readonly unapplied: Money
  readonly balance: Money
  readonly overdue: Money
}

export const balances = defineReport({
  id: 'balances',
  nameKey: 'report-shelf.balances.name',
  group: 'receivables',
  reads: ['invoices', 'payments'],
  shape: (rows, context) => {
    const { t } = context
    const zl = (minor: bigint) => money(minor, rows.currency)
    const sum = (some: readonly InvoiceFact[]) => some.reduce((all, { open }) => all + open.minor, 0n)
    const unapplied = Map.groupBy(
      rows.payments.filter(
        (payment) => payment.customerId !== null && payment.unapplied.minor > 0n && payment.amount.currency === rows.currency,
      ),
      (payment) => payment.customerId ?? '',
    )
    const open = rows.invoices.filter((invoice) => invoice.open.minor !== 0n)
    const groups = Map.groupBy(open, ({ customerId }) => customerId)
    for (const id of unapplied.keys()) if (!groups.has(id)) groups.set(id, [])
    const lines = [...groups].map(([id, own]): Line => {
      const debts = own.filter((invoice) => invoice.open.minor > 0n)
      const free = (unapplied.get(id) ?? []).reduce((all, payment) => all + payment.unapplied.minor, 0n)
      const credits = sum(own) - sum(debts)
      return {
        id,
        name: own[0]?.customer ?? unapplied.get(id)?.[0]?.customer ?? '',
        taxId: own[0]?.taxId ?? null,
        owed: zl(sum(debts)),
        credits: zl(credits),
        unapplied: zl(-free),
        balance: zl(sum(own) - free),
        overdue: zl(sum(debts.filter((invoice) => daysPast(invoice, rows.asOf) > 0))),
      }
    })
    const inOrder = lines.toSorted((a, b) => new Intl.Collator('pl').compare(a.name, b.name))
    return shelfDocument('balances', rows, context, [
      listTable(context, {
        title: t('report-shelf.balances.customers'),
        note: t('report-shelf.balances.note'),
        empty: t('report-shelf.nothing'),
        rows: inOrder,
        currency: rows.currency,
        ref: (line) => ({ kind: 'customer', id: line.id }),
        columns: [
          { key: 'customer', kind: 'text', of: (line) => line.name },
          { key: 'taxId', kind: 'text', of: (line) => line.taxId, width: 58 },
          { key: 'owed', kind: 'money', of: (line) => line.owed },
          { key: 'credits', kind: 'money', of: (line) => line.credits, width: 70 },
          { key: 'unapplied', kind: 'money', of: (line) => line.unapplied, width: 70 },
          { key: 'balance', kind: 'money', of: (line) => line.balance },
          { key: 'overdue', kind: 'money', of: (line) => line.overdue },
        ],
      }),
      listTable(context, {
        title: t('report-shelf.balances.documents'),
        empty: t('report-shelf.nothing'),
        rows: open.toSorted((a, b) => new Intl.Collator('pl').compare(a.customer, b.customer) || (a.issueOn < b.issueOn ? -1 : 1)),
        currency: rows.currency,
        ref: (invoice) => ({ kind: 'invoice', id: invoice.id }),
        columns: [
          { key: 'customer', kind: 'text', of: (invoice) => invoice.customer },
          { key: 'number', kind: 'text', of: (invoice) => invoice.number, width: 92 },
          { key: 'issueOn', kind: 'day', of: (invoice) => ({ day: invoice.issueOn }) },
          { key: 'dueOn', kind: 'day', of: (invoice) => (invoice.dueOn === null ? null : { day: invoice.dueOn }) },
          { key: 'total', kind: 'money', of: (invoice) => invoice.total },
          { key: 'open', kind: 'money', of: (invoice) => invoice.open },
        ],
      }),
    ])
  },
})
