// The month for the board: what is owed and overdue, what came in, who pays late, and the invoices behind it.
import { type LateCustomer, type MonthlyFigures, type MonthlyRows, monthlyFigures } from '#domain/analytics/monthly-figures'
import { amountText, numberText, percentText } from '#domain/wording/amount-text'
import { daysOfMonthText, dayText, shortMonthText } from '#domain/wording/day-text'
import { type Block, defineReport, type ReportContext, type ReportDocument } from '#ports/report'
import { unitOf } from '#values/currency-unit'
import { formatDecimal } from '#values/decimal'
import type { Money } from '#values/money'
import { ageingBlock, invoiceLists, lateBlock, mostLateBlock, punctualityBlock } from './tables.ts'

/** Amounts of a chart in thousands or millions once they have four digits more. */
function scaleOf(amounts: readonly Money[]): { readonly key: 'gross' | 'thousand' | 'million'; readonly divisor: number } {
  const most = Math.max(0, ...amounts.map((amount) => Math.abs(Number(formatDecimal(amount)))))
  return most >= 10_000_000
    ? { key: 'million', divisor: 1_000_000 }
    : most >= 10_000
      ? { key: 'thousand', divisor: 1_000 }
      : { key: 'gross', divisor: 1 }
}

function chartBlock({ months }: MonthlyFigures, { t, language }: ReportContext, unit: string): Block {
  const parts = ['paid', 'inTerm', 'partly', 'overdue'] as const
  const tones = { paid: 'paid', inTerm: 'in-term', partly: 'partly', overdue: 'overdue' } as const
  const { key, divisor } = scaleOf(months.flatMap((month) => parts.map((part) => month[part])))
  return {
    kind: 'chart',
    title: t('reports.monthly.byMonth'),
    unit: t(`reports.monthly.${key}`, { unit }),
    categories: months.map(({ month }) => shortMonthText(language, month)),
    series: parts.map((part) => ({
      name: t(`reports.monthly.${part}`),
      tone: tones[part],
      values: months.map((month) => Number(formatDecimal(month[part])) / divisor),
    })),
  }
}

/** The one sentence that a person who reads no more should have read. */
function leadBlock(figures: MonthlyFigures, rows: MonthlyRows, context: ReportContext): Block {
  const { t, language } = context
  const { overduePercent: now, overduePercentBefore: before } = figures
  const change = now === null || before === null ? null : now - before
  const kind = change === null ? 'first' : Math.abs(change) < 0.05 ? 'same' : change > 0 ? 'rise' : 'fall'
  const lead =
    now === null
      ? t('reports.monthly.lead_none')
      : t(`reports.monthly.lead_${kind}`, { percent: percentText(language, now), change: numberText(language, Math.abs(change ?? 0), 1) })
  const text = [
    receivedSentence(rows, context),
    ...(figures.late[0] === undefined ? [] : [mostSentence(figures.late[0], context)]),
    ...(figures.proposedBlocks === 0 ? [] : [t('reports.monthly.proposedBlocks', { count: figures.proposedBlocks })]),
    ...(rows.others.length === 0
      ? []
      : [
          t('reports.monthly.others', {
            amounts: list(
              language,
              rows.others.map((other) => other.open),
            ),
            overdue: list(
              language,
              rows.others.map((other) => other.overdue),
            ),
          }),
        ]),
  ].join(' ')
  return { kind: 'text', lead, text }
}

function receivedSentence({ received }: MonthlyRows, { t, language }: ReportContext): string {
  if (received.count === 0) return t('reports.monthly.receivedNothing')
  const facts = { count: received.count, amount: amountText(language, received.amount) }
  return received.automaticPercent === null
    ? t('reports.monthly.received', facts)
    : t('reports.monthly.receivedMatched', { ...facts, percent: percentText(language, received.automaticPercent, 0) })
}

function mostSentence(most: LateCustomer, { t, language }: ReportContext): string {
  const facts = { customer: most.name, amount: amountText(language, most.overdue), days: t('reports.days', { count: most.oldestDays }) }
  const { block } = most.beside
  return block?.state === 'active'
    ? t('reports.monthly.mostBlocked', { ...facts, day: dayText(language, block.sinceOn) })
    : t('reports.monthly.most', facts)
}

const list = (language: ReportContext['language'], amounts: readonly Money[]): string =>
  amounts.map((amount) => amountText(language, amount)).join(', ')

function figureBlock(figures: MonthlyFigures, rows: MonthlyRows, { t }: ReportContext): Block {
  const invoices = (count: number) => t('reports.invoices', { count })
  return {
    kind: 'figures',
    items: [
      { label: t('reports.monthly.figures.receivables'), value: figures.receivables, note: invoices(figures.openCount) },
      {
        label: t('reports.monthly.figures.overdue'),
        value: figures.overdue,
        note: `${invoices(figures.overdueCount)}, ${t('reports.customers', { count: figures.overdueCustomers })}`,
        tone: figures.overdueCount > 0 ? 'bad' : 'ok',
      },
      {
        label: t('reports.monthly.figures.received'),
        value: rows.received.amount,
        note: t('reports.payments', { count: rows.received.count }),
      },
      {
        label: t('reports.monthly.figures.dso'),
        value: figures.dso === null ? null : t('reports.days', { count: figures.dso }),
        note: t('reports.monthly.figures.dsoNote'),
      },
    ],
  }
}

/** The days and the number of the report, in its corner. */
function marks(rows: MonthlyRows, { t, language }: ReportContext): ReportDocument['filters'] {
  const { paymentsUntil, invoicesUntil } = rows.known
  return [
    ...(rows.nip === null ? [] : [{ label: t('reports.monthly.nip'), value: rows.nip }]),
    { label: t('reports.monthly.number'), value: rows.month.replace('-', '/') },
    ...(paymentsUntil === null ? [] : [{ label: t('reports.monthly.paymentsUntil'), value: dayText(language, paymentsUntil) }]),
    ...(invoicesUntil === null ? [] : [{ label: t('reports.monthly.invoicesUntil'), value: dayText(language, invoicesUntil) }]),
  ]
}

export default defineReport<MonthlyRows>({
  id: 'monthly',
  nameKey: 'reports.monthly.name',
  shape: (rows, context) => {
    const { t, language } = context
    const figures = monthlyFigures(rows)
    return {
      title: t('reports.monthly.title'),
      subtitle: t('reports.monthly.subtitle', { period: daysOfMonthText(language, rows.asOf), asOf: dayText(language, rows.asOf) }),
      companyName: context.companyName,
      asOf: rows.asOf,
      language,
      filters: marks(rows, context),
      blocks: [
        leadBlock(figures, rows, context),
        figureBlock(figures, rows, context),
        chartBlock(figures, context, unitOf(rows.currency)),
        {
          kind: 'side-by-side',
          left: ageingBlock('management', figures.management, figures, context),
          right: ageingBlock('statutory', figures.statutory, figures, context),
        },
        mostLateBlock(figures, rows, context),
        lateBlock(figures, context),
        punctualityBlock(figures, context),
        ...invoiceLists(figures, rows, context),
      ],
    }
  },
})
