// The tables of the monthly report.
import type { LateCustomer, MonthlyFigures, MonthlyRows, ReportedInvoice } from '#domain/analytics/monthly-figures'
import { percentText } from '#domain/wording/amount-text'
import { dayText, monthText } from '#domain/wording/day-text'
import type { Block, Cell, Column, ReportContext } from '#ports/report'
import { daysBetween } from '#values/day'
import { add, type Money, zero } from '#values/money'

type Context = Pick<ReportContext, 't' | 'language' | 'asOf'>

const left = (key: string, title: string, width?: number): Column => ({
  key,
  title,
  align: 'left',
  ...(width === undefined ? {} : { width }),
})
const right = (key: string, title: string, width?: number): Column => ({
  key,
  title,
  align: 'right',
  ...(width === undefined ? {} : { width }),
})

const shareOf = (part: Money, whole: Money): Cell =>
  whole.minor <= 0n ? null : { percent: (Number(part.minor) / Number(whole.minor)) * 100 }

export function ageingBlock(
  scheme: 'management' | 'statutory',
  buckets: readonly { readonly bucket: string; readonly amount: Money; readonly invoices: number }[],
  figures: MonthlyFigures,
  { t }: Context,
): Block {
  const column = (key: string) => t(`reports.monthly.columns.${key}`)
  const whole = buckets.reduce((sum, bucket) => add(sum, bucket.amount), zero(figures.receivables.currency))
  return {
    kind: 'table',
    title: t(`reports.monthly.${scheme}`),
    note: t(`reports.monthly.${scheme}Note`),
    empty: t('reports.monthly.nothing.ageing'),
    bare: true,
    columns: [
      left('bucket', column('bucket')),
      right('invoices', column('invoices'), 36),
      right('amount', column('amount'), 80),
      right('share', column('share'), 40),
    ],
    rows: buckets.map(({ bucket, invoices, amount }) => [t(`reports.monthly.bucket.${bucket}`), invoices, amount, shareOf(amount, whole)]),
    shares: buckets.map(({ amount }) => (whole.minor <= 0n ? 0 : (Number(amount.minor) / Number(whole.minor)) * 100)),
    totals: [
      t('reports.monthly.sum'),
      buckets.reduce((sum, bucket) => sum + bucket.invoices, 0),
      whole,
      whole.minor === 0n ? null : { percent: 100 },
    ],
  }
}

const mostLateShown = 6

/** Why a debt is not simply late: the first that is true. */
function standing({ beside }: LateCustomer, { t, language }: Pick<Context, 't' | 'language'>): Cell {
  if (beside.block !== null) return t(`reports.monthly.standing.${beside.block.state}`)
  if (beside.disputed) return t('reports.monthly.standing.disputed')
  return beside.promisedOn === null ? null : t('reports.monthly.standing.promised', { day: dayText(language, beside.promisedOn) })
}

const ratioOf = ({ beside }: LateCustomer): Cell => (beside.ratioPercent === null ? null : { percent: beside.ratioPercent })

/** The largest debts on the first page; all of them follow in lateBlock. */
export function mostLateBlock(figures: MonthlyFigures, { lines }: MonthlyRows, context: Context): Block {
  const { t, language } = context
  const column = (key: string) => t(`reports.monthly.columns.${key}`)
  const drawn = (['warn', 'block'] as const).flatMap((line) => {
    const percent = lines[line]
    return percent === null ? [] : [t(`reports.monthly.line.${line}`, { percent: percentText(language, percent, 0) })]
  })
  return {
    kind: 'table',
    title: t('reports.monthly.mostLate'),
    note: [t('reports.monthly.mostLateNote'), ...drawn].join(', '),
    empty: t('reports.monthly.nothing.late'),
    bare: true,
    columns: [
      left('customer', column('customer')),
      right('oldest', column('oldest'), 92),
      right('ratio', column('ratio'), 46),
      left('standing', column('standing'), 120),
      right('overdue', column('overdue'), 82),
    ],
    rows: figures.late
      .slice(0, mostLateShown)
      .map((late) => [
        late.name,
        t('reports.monthly.oldestOf', { days: t('reports.days', { count: late.oldestDays }) }),
        ratioOf(late),
        standing(late, context) ?? '',
        late.overdue,
      ]),
  }
}

export function lateBlock(figures: MonthlyFigures, { t, language }: Context): Block {
  const column = (key: string) => t(`reports.monthly.columns.${key}`)
  const days = (count: number) => t('reports.days', { count: Math.round(count) })
  const blockText = ({ beside: { block } }: LateCustomer): Cell =>
    block === null ? null : t(`reports.monthly.block.${block.state}`, { day: dayText(language, block.sinceOn) })
  return {
    kind: 'table',
    title: t('reports.monthly.lateCustomers'),
    note: t('reports.monthly.lateNote'),
    empty: t('reports.monthly.nothing.late'),
    startsPage: true,
    columns: [
      left('customer', column('customer')),
      right('invoices', column('invoices'), 30),
      right('oldest', column('oldest'), 40),
      right('meanDelay', column('meanDelay'), 54),
      right('ratio', column('ratio'), 38),
      left('block', column('block'), 60),
      left('promise', column('promise'), 44),
      right('overdue', column('overdue'), 68),
    ],
    rows: figures.late.map((late) => [
      late.name,
      late.count,
      days(late.oldestDays),
      late.meanDelayDays === null ? null : days(late.meanDelayDays),
      ratioOf(late),
      blockText(late),
      late.beside.promisedOn === null ? null : { day: late.beside.promisedOn },
      late.overdue,
    ]),
    ...(figures.late.length === 0
      ? {}
      : { totals: [t('reports.monthly.sum'), figures.overdueCount, null, null, null, null, null, figures.overdue] }),
  }
}

export function punctualityBlock(figures: MonthlyFigures, { t, language }: Context): Block {
  const column = (key: string) => t(`reports.monthly.columns.${key}`)
  const months = figures.punctuality.filter((month) => month.due > 0)
  return {
    kind: 'table',
    title: t('reports.monthly.punctuality'),
    note: t('reports.monthly.punctualityNote'),
    empty: t('reports.monthly.nothing.punctuality'),
    columns: [
      left('month', column('month')),
      right('due', column('due'), 96),
      right('onTime', column('onTime'), 76),
      right('share', column('share'), 64),
      right('meanDelay', column('meanDelay'), 96),
    ],
    rows: months.map((month) => [
      monthText(language, month.month),
      month.due,
      month.onTime,
      month.onTimePercent === null ? null : { percent: month.onTimePercent },
      month.meanDelayDays === null ? null : t('reports.days', { count: Math.round(month.meanDelayDays) }),
    ]),
  }
}

const invoicesShown = 400

/** The invoices behind the figures: overdue, in progress, paid in the month. */
export function invoiceLists(figures: MonthlyFigures, rows: MonthlyRows, { t, asOf }: Context): readonly Block[] {
  const column = (key: string) => t(`reports.monthly.columns.${key}`)
  const whole = (invoices: readonly ReportedInvoice[], of: (invoice: ReportedInvoice) => Money) =>
    invoices.reduce((sum, invoice) => add(sum, of(invoice)), zero(rows.currency))
  const table = (
    title: string,
    empty: string,
    invoices: readonly ReportedInvoice[],
    last: Column[],
    cells: (invoice: ReportedInvoice) => Cell[],
    totals: Cell[],
  ): Block => ({
    kind: 'table',
    title,
    empty,
    columns: [left('number', column('number'), 84), left('customer', column('customer')), right('dueOn', column('dueOn'), 52), ...last],
    ...(invoices.length > invoicesShown ? { note: t('reports.monthly.more', { count: invoices.length - invoicesShown }) } : {}),
    rows: invoices
      .slice(0, invoicesShown)
      .map((invoice) => [invoice.number, invoice.customerName, invoice.dueOn === null ? null : { day: invoice.dueOn }, ...cells(invoice)]),
    ...(invoices.length === 0 ? {} : { totals: [t('reports.monthly.sum'), null, null, ...totals] }),
  })
  const openOf = (invoice: ReportedInvoice) => invoice.open
  const totalOf = (invoice: ReportedInvoice) => invoice.total
  const money = (key: string) => right(key, column(key), 74)
  return [
    table(
      t('reports.monthly.overdueInvoices'),
      t('reports.monthly.nothing.overdue'),
      figures.overdueInvoices,
      [right('late', column('late'), 28), money('total'), money('open')],
      (invoice) => [invoice.dueOn === null ? null : daysBetween(invoice.dueOn, asOf), invoice.total, invoice.open],
      [null, whole(figures.overdueInvoices, totalOf), whole(figures.overdueInvoices, openOf)],
    ),
    table(
      t('reports.monthly.inProgressInvoices'),
      t('reports.monthly.nothing.inProgress'),
      figures.inProgressInvoices,
      [money('total'), money('open')],
      (invoice) => [invoice.total, invoice.open],
      [whole(figures.inProgressInvoices, totalOf), whole(figures.inProgressInvoices, openOf)],
    ),
    table(
      t('reports.monthly.settled'),
      t('reports.monthly.nothing.settled'),
      figures.settledThisMonth,
      [right('settledOn', column('settledOn'), 52), money('total')],
      (invoice) => [invoice.settledOn === null ? null : { day: invoice.settledOn }, invoice.total],
      [null, whole(figures.settledThisMonth, totalOf)],
    ),
  ]
}
