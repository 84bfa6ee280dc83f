// The figures of a company's month: what is owed, what came in, who pays late.
import type { Currency } from '#values/currency'
import { addDays, addMonths, type Day, daysBetween, firstOfMonth, monthKey } from '#values/day'
import { add, type Money, money, zero } from '#values/money'
import { type DebtorFact, nothingKnown } from '../reporting/debtor-fact.ts'
import { type Bucket, type ManagementBucket, managementBuckets, type StatutoryBucket, statutoryBuckets } from './ageing-buckets.ts'
import { countbackDso, type MonthSales } from './dso.ts'
import { type Punctuality, punctuality } from './punctuality.ts'

/** An invoice at the end of a day. `settledOn`: the day on which nothing was left of it. */
export type ReportedInvoice = {
  readonly number: string
  readonly customerId: string
  readonly customerName: string
  readonly issueOn: Day
  readonly dueOn: Day | null
  readonly total: Money
  readonly open: Money
  readonly settledOn: Day | null
}

/** Everything in one currency; invoices issued up to the end of the month, credit notes among them. */
export type MonthlyRows = {
  readonly month: string
  readonly asOf: Day
  readonly currency: Currency
  readonly nip: string | null
  readonly invoices: readonly ReportedInvoice[]
  /** Receivables and their overdue part at the end of the month before. */
  readonly before: { readonly receivables: Money; readonly overdue: Money }
  readonly received: {
    readonly count: number
    readonly amount: Money
    /** Of these payments, the share that was matched without a hand, per cent; null when there was none. */
    readonly automaticPercent: number | null
  }
  /** What stands beside the debts, by customer. */
  readonly debtors: ReadonlyMap<string, DebtorFact>
  /** The last days that the books know payments and invoices of. */
  readonly known: { readonly paymentsUntil: Day | null; readonly invoicesUntil: Day | null }
  /** Lines of the company's debt ratio, per cent. */
  readonly lines: { readonly warn: number | null; readonly block: number | null }
  /** Open amounts in other currencies, told beside the figures and not added to them. */
  readonly others: readonly { readonly open: Money; readonly overdue: Money }[]
}

export type MonthColumn = {
  readonly month: string
  readonly paid: Money
  readonly inTerm: Money
  readonly partly: Money
  readonly overdue: Money
}
export type LateCustomer = {
  readonly name: string
  readonly overdue: Money
  readonly count: number
  readonly oldestDays: number
  readonly meanDelayDays: number | null
  readonly beside: DebtorFact
}

export type MonthlyFigures = {
  readonly receivables: Money
  readonly openCount: number
  readonly overdue: Money
  readonly overdueCount: number
  readonly overdueCustomers: number
  readonly overduePercent: number | null
  readonly overduePercentBefore: number | null
  readonly inProgress: Money
  readonly inProgressCount: number
  readonly billed: Money
  readonly billedCount: number
  readonly dso: number | null
  readonly months: readonly MonthColumn[]
  readonly management: readonly Bucket<ManagementBucket>[]
  readonly statutory: readonly Bucket<StatutoryBucket>[]
  /** The largest overdue amount first. */
  readonly late: readonly LateCustomer[]
  /** Blocks that wait for a person. */
  readonly proposedBlocks: number
  readonly punctuality: readonly (Punctuality & { readonly month: string })[]
  readonly settledThisMonth: readonly ReportedInvoice[]
  readonly overdueInvoices: readonly ReportedInvoice[]
  readonly inProgressInvoices: readonly ReportedInvoice[]
}

const monthsShown = 12
const monthsOfPunctuality = 6
const monthsOfSales = 24

const sum = (amounts: readonly Money[], currency: Currency): Money => amounts.reduce(add, zero(currency))
const percent = (part: Money, whole: Money): number | null => (whole.minor <= 0n ? null : (Number(part.minor) / Number(whole.minor)) * 100)

const monthsUntil = (asOf: Day, count: number): readonly Day[] =>
  Array.from({ length: count }, (_, at) => addMonths(firstOfMonth(asOf), at - count + 1))

/** Days past due at the end of `asOf`; zero or less when not yet due or without a due day. */
const daysPastDue = (invoice: { readonly dueOn: Day | null }, asOf: Day): number =>
  invoice.dueOn === null ? 0 : daysBetween(invoice.dueOn, asOf)

/** All figures of the month as of its last day (or an earlier day while it lasts). */
export function monthlyFigures(rows: MonthlyRows): MonthlyFigures {
  const { asOf, currency, invoices } = rows
  const open = invoices.filter((invoice) => invoice.open.minor > 0n)
  const overdueInvoices = open
    .filter((invoice) => daysPastDue(invoice, asOf) > 0)
    .sort((a, b) => daysPastDue(b, asOf) - daysPastDue(a, asOf) || (a.number < b.number ? -1 : 1))
  const inProgressInvoices = open
    .filter((invoice) => daysPastDue(invoice, asOf) <= 0)
    .sort((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1))
  const amounts = (some: readonly ReportedInvoice[]) =>
    sum(
      some.map((invoice) => invoice.open),
      currency,
    )
  const receivables = sum(
    invoices.map((invoice) => invoice.open),
    currency,
  )
  const overdue = amounts(overdueInvoices)
  const aged = open.map((invoice) => ({ days: daysPastDue(invoice, asOf), amount: invoice.open, invoices: 1 }))
  const billed = invoices.filter((invoice) => monthKey(invoice.issueOn) === rows.month)
  return {
    receivables,
    openCount: open.length,
    overdue,
    overdueCount: overdueInvoices.length,
    overdueCustomers: new Set(overdueInvoices.map((invoice) => invoice.customerId)).size,
    overduePercent: percent(overdue, receivables),
    overduePercentBefore: percent(rows.before.overdue, rows.before.receivables),
    inProgress: amounts(inProgressInvoices),
    inProgressCount: inProgressInvoices.length,
    billed: sum(
      billed.map((invoice) => invoice.total),
      currency,
    ),
    billedCount: billed.length,
    dso: countbackDso(receivables.minor, monthlySales(rows), asOf),
    months: monthsUntil(asOf, monthsShown).map((month) => monthColumn(invoices, month, asOf, currency)),
    management: managementBuckets(aged, currency),
    statutory: statutoryBuckets(aged, currency).filter(({ bucket }) => bucket !== 'current'),
    late: lateCustomers(rows, overdueInvoices),
    proposedBlocks: [...rows.debtors.values()].filter(({ block }) => block?.state === 'proposed').length,
    punctuality: monthsUntil(asOf, monthsOfPunctuality).map((month) => ({
      month: monthKey(month),
      ...punctuality(dueIn(invoices, month, asOf)),
    })),
    settledThisMonth: invoices
      .filter((invoice) => invoice.settledOn !== null && monthKey(invoice.settledOn) === rows.month && invoice.total.minor > 0n)
      .sort((a, b) => ((a.settledOn ?? '') < (b.settledOn ?? '') ? -1 : 1)),
    overdueInvoices,
    inProgressInvoices,
  }
}

/** Invoices that fell due in a month, as far as the report reaches. */
function dueIn(invoices: readonly ReportedInvoice[], month: Day, asOf: Day): { readonly dueOn: Day; readonly settledOn: Day | null }[] {
  return invoices.flatMap(({ dueOn, settledOn, total }) =>
    dueOn !== null && total.minor > 0n && monthKey(dueOn) === monthKey(month) && dueOn <= asOf ? [{ dueOn, settledOn }] : [],
  )
}

function monthColumn(invoices: readonly ReportedInvoice[], month: Day, asOf: Day, currency: Currency): MonthColumn {
  const issued = invoices.filter((invoice) => monthKey(invoice.issueOn) === monthKey(month))
  const left = (wanted: (invoice: ReportedInvoice) => boolean) =>
    sum(
      issued.filter((invoice) => invoice.open.minor > 0n && wanted(invoice)).map((invoice) => invoice.open),
      currency,
    )
  const late = (invoice: ReportedInvoice) => daysPastDue(invoice, asOf) > 0
  const touched = (invoice: ReportedInvoice) => invoice.open.minor < invoice.total.minor
  return {
    month: monthKey(month),
    overdue: left(late),
    partly: left((invoice) => !late(invoice) && touched(invoice)),
    inTerm: left((invoice) => !late(invoice) && !touched(invoice)),
    paid: sum(
      issued.filter((invoice) => invoice.total.minor > 0n).map((invoice) => money(invoice.total.minor - invoice.open.minor, currency)),
      currency,
    ),
  }
}

const monthlySales = (rows: MonthlyRows): readonly MonthSales[] =>
  monthsUntil(rows.asOf, monthsOfSales).map((month) => ({
    month: monthKey(month),
    grossMinor: rows.invoices
      .filter((invoice) => monthKey(invoice.issueOn) === monthKey(month))
      .reduce((all, invoice) => all + invoice.total.minor, 0n),
  }))

/** Customers with something overdue; the mean delay is of what they settled in the last twelve months. */
function lateCustomers({ invoices, asOf, currency, debtors }: MonthlyRows, overdue: readonly ReportedInvoice[]): readonly LateCustomer[] {
  const since = addDays(asOf, -365)
  const ids = [...new Set(overdue.map((invoice) => invoice.customerId))]
  return ids
    .map((id) => {
      const own = overdue.filter((invoice) => invoice.customerId === id)
      const settled = invoices.flatMap(({ customerId, dueOn, settledOn }) =>
        customerId === id && dueOn !== null && settledOn !== null && settledOn > since ? [{ dueOn, settledOn }] : [],
      )
      return {
        name: own[0]?.customerName ?? '',
        overdue: sum(
          own.map((invoice) => invoice.open),
          currency,
        ),
        count: own.length,
        oldestDays: Math.max(...own.map((invoice) => daysPastDue(invoice, asOf))),
        meanDelayDays: punctuality(settled).meanDelayDays,
        beside: debtors.get(id) ?? nothingKnown,
      }
    })
    .sort((a, b) => Number(b.overdue.minor - a.overdue.minor) || b.oldestDays - a.oldestDays)
}
