// The measures as figures: each with its definition, and either its rows or the parts that it is counted from, each with its rows.
import { punctualityBy } from '#domain/analytics/punctuality-by'
import type { Behind } from '#domain/reporting/definition'
import type { Block, Cell, FigurePart, ReportContext } from '#ports/report'
import type { ReportRows } from '#ports/report-rows'
import { addDays, type Day } from '#values/day'
import { money } from '#values/money'
import { dsoDays, type Measures, measuresOf, yearDays } from './measures.ts'
import { debts, delayColumns, invoicesWhere, openOnes, overdueOnes, since, until, where } from './rows-behind.ts'

type Item = Extract<Block, { kind: 'figures' }>['items'][number]
type More = Pick<Item, 'behind' | 'note' | 'tone' | 'parts'>

/** A figure named by its key in the words of measures. */
export const figure = ({ t }: Pick<ReportContext, 't'>, key: string, value: Cell, more: More = {}): Item => ({
  label: t(`report-shelf.measure.${key}`),
  definition: t(`report-shelf.measure.${key}Definition`),
  value,
  ...more,
})

/** The parts of measures, each the sum of its rows. */
export function partsOf(measures: Measures, rows: ReportRows, { t }: Pick<ReportContext, 't'>) {
  const part = (key: string, minor: bigint, behind: Behind): FigurePart => ({
    label: t(`report-shelf.part.${key}`),
    value: money(minor, rows.currency),
    behind,
  })
  const sold = (key: string, minor: bigint, from: Day) => part(key, minor, invoicesWhere(since('issueOn', from)))
  return {
    receivables: part('receivables', measures.receivables, invoicesWhere(openOnes)),
    overdue: part('overdue', measures.overdue, invoicesWhere(overdueOnes)),
    current: part('current', measures.current, invoicesWhere(openOnes, where('status', 'is-not', 'overdue'))),
    overNinety: part('overNinety', measures.overNinety, invoicesWhere(where('bucket', 'is', 'over-90'))),
    opening: part('opening', measures.opening, { ...invoicesWhere(openOnes), day: addDays(rows.from, -1) }),
    billed: sold('billed', measures.billed, rows.from),
    quarter: sold('quarter', measures.quarterSales, addDays(rows.asOf, 1 - dsoDays)),
    year: sold('year', measures.yearSales, addDays(rows.asOf, 1 - yearDays)),
    months: { ...sold('months', measures.countbackSales.minor, measures.countbackSales.from) },
  }
}

export function measureFigures(rows: ReportRows, context: ReportContext): Block {
  const { t, language } = context
  const measures = measuresOf(rows)
  const parts = partsOf(measures, rows, context)
  const days = (value: number | null): Cell => (value === null ? null : t('reports.days', { count: value }))
  const percent = (value: number | null): Cell => (value === null ? null : { percent: value })
  const digit = new Intl.NumberFormat(language === 'pl' ? 'pl-PL' : 'en-GB', { maximumFractionDigits: 1 })
  const [paying] = punctualityBy(rows.invoices, { from: rows.from, asOf: rows.asOf }, () => null)
  const due = [debts, since('dueOn', rows.from), until('dueOn', rows.asOf)]
  const counted = (key: string, count: number, behind: Behind): FigurePart => ({
    label: t(`report-shelf.part.${key}`),
    value: count,
    behind,
  })
  const settled = (paying?.due ?? 0) - unpaid(rows)
  const item = (key: string, value: Cell, more: More = {}) => figure(context, key, value, more)
  return {
    kind: 'figures',
    items: [
      item('receivables', parts.receivables.value, { behind: parts.receivables.behind }),
      item('overdue', parts.overdue.value, {
        behind: parts.overdue.behind,
        ...(measures.overdue > 0n ? { tone: 'bad' as const } : {}),
      }),
      item('billed', parts.billed.value, { behind: parts.billed.behind }),
      item('atRisk', percent(measures.atRisk), { parts: [parts.overNinety, parts.receivables] }),
      item('dso', days(measures.dso), { parts: [parts.receivables, parts.quarter] }),
      item('countback', days(measures.countback), { parts: [parts.receivables, parts.months] }),
      item('bestPossible', days(measures.bestPossible), { parts: [parts.current, parts.quarter] }),
      item('addDays', days(measures.addDays), { parts: [parts.overdue, parts.quarter] }),
      item('cei', percent(measures.cei), { parts: [parts.opening, parts.billed, parts.receivables, parts.current] }),
      item('turnover', measures.turnover === null ? null : digit.format(measures.turnover), {
        parts: [parts.year, parts.opening, parts.receivables],
      }),
      item('onTime', percent(paying?.onTimePercent ?? null), {
        parts: [
          counted('onTime', paying?.onTime ?? 0, invoicesWhere(...due, where('punctual', 'is', 'on-time'))),
          counted('due', paying?.due ?? 0, invoicesWhere(...due)),
        ],
      }),
      item('meanDelay', days(paying?.meanDelayDays == null ? null : Math.round(paying.meanDelayDays * 10) / 10), {
        parts: [
          counted('settled', settled, {
            ...invoicesWhere(...due, where('settledOn', 'filled', '')),
            columns: delayColumns,
          }),
        ],
      }),
    ],
  }
}

/** Invoices of the period's due days of which something is still open. */
const unpaid = (rows: ReportRows): number =>
  rows.invoices.filter(
    ({ total, dueOn, settledOn }) => total.minor > 0n && dueOn !== null && dueOn >= rows.from && dueOn <= rows.asOf && settledOn === null,
  ).length
