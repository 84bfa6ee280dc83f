// Interest and compensation that may be claimed on the day: of what is open and late, and of what was paid late in the period.
import { compensationBarred } from '#domain/interest/claim'
import { lateInterest } from '#domain/interest/late-interest'
import { recoveryCompensation } from '#domain/interest/recovery-compensation'
import { defineReport } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'
import type { DebtFact, ReportRows } from '#ports/report-rows'
import { daysBetween } from '#values/day'
import type { Money } from '#values/money'

type Claim = { readonly debt: DebtFact; readonly days: number; readonly interest: Money; readonly compensation: Money | null }

/** Null where nothing is due: paid in time, or the rate of some day is unknown. */
function claimOf(debt: DebtFact, rows: ReportRows): Claim | null {
  const { invoice, changes, terms } = debt
  if (invoice.dueOn === null || invoice.total.minor <= 0n) return null
  const until = invoice.settledOn ?? rows.asOf
  const reckoned = lateInterest(
    { principal: invoice.total, dueOn: invoice.dueOn, changes, regime: terms.regime, crediting: terms.crediting },
    until,
    terms.tables,
  )
  if (reckoned.kind !== 'interest' || reckoned.interest.minor <= 0n) return null
  const compensation =
    compensationBarred(terms) === null
      ? recoveryCompensation(invoice.total, invoice.dueOn, (on) => rows.euroRate(on), terms.maturity)
      : null
  return {
    debt,
    days: daysBetween(reckoned.effectiveDueOn, until),
    interest: reckoned.interest,
    compensation: compensation?.kind === 'compensation' ? compensation.amount : null,
  }
}

export const interest = defineReport({
  id: 'interest',
  nameKey: 'report-shelf.interest.name',
  group: 'claims',
  reads: ['invoices', 'debts'],
  period: true,
  shape: (rows, context) => {
    const { t } = context
    const claims = rows.debts.map((debt) => claimOf(debt, rows)).filter((claim) => claim !== null)
    const table = (title: string, some: readonly Claim[]) =>
      listTable(context, {
        title,
        note: t('report-shelf.interest.note'),
        definition: t('report-shelf.interest.definition'),
        empty: t('report-shelf.interest.empty'),
        rows: some.toSorted((a, b) => b.days - a.days),
        currency: rows.currency,
        ref: ({ debt }) => ({ kind: 'invoice', id: debt.invoice.id }),
        columns: [
          { key: 'number', kind: 'text', of: ({ debt }) => debt.invoice.number, width: 84 },
          { key: 'customer', kind: 'text', of: ({ debt }) => debt.invoice.customer },
          { key: 'dueOn', kind: 'day', of: ({ debt }) => (debt.invoice.dueOn === null ? null : { day: debt.invoice.dueOn }) },
          { key: 'settledOn', kind: 'day', of: ({ debt }) => (debt.invoice.settledOn === null ? null : { day: debt.invoice.settledOn }) },
          { key: 'daysLate', kind: 'number', of: ({ days }) => days, width: 30 },
          { key: 'total', kind: 'money', of: ({ debt }) => debt.invoice.total, width: 70 },
          { key: 'interest', kind: 'money', of: ({ interest: amount }) => amount, width: 62 },
          { key: 'compensation', kind: 'money', of: ({ compensation }) => compensation, width: 66 },
        ],
      })
    return shelfDocument(
      'interest',
      rows,
      context,
      [
        table(
          t('report-shelf.interest.open'),
          claims.filter(({ debt }) => debt.invoice.settledOn === null),
        ),
        table(
          t('report-shelf.interest.settled'),
          claims.filter(({ debt }) => debt.invoice.settledOn !== null),
        ),
      ],
      { period: true },
    )
  },
})
