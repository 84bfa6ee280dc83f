// Risk by product category: what is owed, late and old in each, and how late it is paid; invoices are shared out over their lines.
import { punctualityBy } from '#domain/analytics/punctuality-by'
import type { Behind, Filter } from '#domain/reporting/definition'
import { daysPast, factStatus, type InvoiceFact } from '#domain/reporting/facts'
import { type Block, defineReport, type ReportContext } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'
import type { ReportRows } from '#ports/report-rows'
import { unitOf } from '#values/currency-unit'
import { addDays } from '#values/day'
import { money } from '#values/money'

type CategoryRisk = {
  readonly category: string | null
  readonly sold: bigint
  readonly open: bigint
  readonly overdue: bigint
  readonly overNinety: bigint
  readonly meanDelayDays: number | null
  /** Open debts by where they stand, for the chart. */
  readonly standing: Readonly<Record<'in-term' | 'partly' | 'overdue', bigint>>
}

const daysOfSales = 365
const categoriesDrawn = 12
const sum = (lines: readonly InvoiceFact[], of: 'open' | 'total'): bigint => lines.reduce((all, line) => all + line[of].minor, 0n)

/** One line a category, the largest overdue amount first; delays of what fell due in the last 365 days. */
export function riskByCategory(lines: readonly InvoiceFact[], asOf: ReportRows['asOf']): readonly CategoryRisk[] {
  const from = addDays(asOf, 1 - daysOfSales)
  return [...Map.groupBy(lines, ({ category }) => category)]
    .map(([category, own]): CategoryRisk => {
      const owed = own.filter(({ open }) => open.minor > 0n)
      const late = owed.filter((line) => daysPast(line, asOf) > 0)
      const standing = (status: string) =>
        sum(
          owed.filter((line) => factStatus(line, asOf) === status),
          'open',
        )
      return {
        category,
        sold: sum(
          own.filter(({ issueOn }) => issueOn >= from),
          'total',
        ),
        open: sum(own, 'open'),
        overdue: sum(late, 'open'),
        overNinety: sum(
          late.filter((line) => daysPast(line, asOf) > 90),
          'open',
        ),
        meanDelayDays: punctualityBy(own, { from, asOf }, () => null)[0]?.meanDelayDays ?? null,
        standing: { 'in-term': standing('in-term'), partly: standing('partly'), overdue: standing('overdue') },
      }
    })
    .filter(({ sold, open }) => sold !== 0n || open !== 0n)
    .sort((a, b) => (b.overdue > a.overdue ? 1 : b.overdue < a.overdue ? -1 : b.open > a.open ? 1 : -1))
}

const behindOf =
  (risk: CategoryRisk) =>
  (...filters: readonly Filter[]): Behind => ({
    subject: 'lines',
    filters: [
      { field: 'category', ...(risk.category === null ? { operator: 'empty', value: '' } : { operator: 'is', value: risk.category }) },
      ...filters,
    ],
  })

const open = { field: 'open', operator: 'is-not', value: '0' } as const
const status = (value: string) => ({ field: 'status', operator: 'is', value }) as const

function chartOf(risks: readonly CategoryRisk[], rows: ReportRows, { t }: ReportContext): Block {
  const drawn = risks.slice(0, categoriesDrawn)
  const series = (tone: 'in-term' | 'partly' | 'overdue', word: string) => ({
    name: t(`reports.monthly.${word}`),
    tone,
    values: drawn.map(({ standing }) => Number(standing[tone]) / 100_000),
    behind: drawn.map((risk) => behindOf(risk)(status(tone))),
  })
  return {
    kind: 'chart',
    title: t('report-shelf.categories.chart'),
    unit: t('report-shelf.thousands', { currency: unitOf(rows.currency) }),
    definition: t('report-shelf.categories.definition'),
    categories: drawn.map(({ category }) => category ?? t('report-shelf.categories.none')),
    series: [series('in-term', 'inTerm'), series('partly', 'partly'), series('overdue', 'overdue')],
  }
}

const percent = (part: bigint, whole: bigint) => (whole <= 0n ? null : { percent: (Number(part) / Number(whole)) * 100 })

export const categories = defineReport({
  id: 'categories',
  nameKey: 'report-shelf.categories.name',
  group: 'receivables',
  reads: ['invoices', 'lines'],
  shape: (rows, context) => {
    const { t } = context
    const risks = riskByCategory(rows.lines, rows.asOf)
    const from = addDays(rows.asOf, 1 - daysOfSales)
    const zl = (minor: bigint) => money(minor, rows.currency)
    const table = listTable(context, {
      title: t('report-shelf.categories.table'),
      note: t('report-shelf.categories.note'),
      definition: t('report-shelf.categories.definition'),
      empty: t('report-shelf.nothing'),
      rows: risks,
      currency: rows.currency,
      behind: (risk) => behindOf(risk)(open),
      columns: [
        { key: 'category', kind: 'text', of: ({ category }) => category ?? t('report-shelf.categories.none') },
        {
          key: 'turnover',
          kind: 'money',
          of: ({ sold }) => zl(sold),
          behind: (risk) => behindOf(risk)({ field: 'issueOn', operator: 'from', value: from }),
          width: 80,
        },
        { key: 'open', kind: 'money', of: (risk) => zl(risk.open), behind: (risk) => behindOf(risk)(open), width: 80 },
        { key: 'overdue', kind: 'money', of: ({ overdue }) => zl(overdue), behind: (risk) => behindOf(risk)(status('overdue')), width: 80 },
        {
          key: 'overdueShare',
          kind: 'percent',
          of: (risk) => percent(risk.overdue, risk.open),
          behind: (risk) => ({ ...behindOf(risk)(open), groupBy: 'status' }),
          width: 56,
        },
        {
          key: 'atRisk',
          kind: 'percent',
          of: (risk) => percent(risk.overNinety, risk.open),
          behind: (risk) => ({ ...behindOf(risk)(open), groupBy: 'bucket' }),
          width: 56,
        },
        {
          key: 'meanDelay',
          kind: 'number',
          of: ({ meanDelayDays }) => (meanDelayDays === null ? null : Math.round(meanDelayDays)),
          behind: (risk) => ({
            ...behindOf(risk)(
              { field: 'total', operator: 'from', value: '0.01' },
              { field: 'dueOn', operator: 'from', value: from },
              { field: 'dueOn', operator: 'to', value: rows.asOf },
              { field: 'settledOn', operator: 'filled', value: '' },
            ),
            columns: ['number', 'customer', 'category', 'dueOn', 'settledOn', 'delay', 'total'],
          }),
          width: 60,
        },
      ],
    })
    return shelfDocument('categories', rows, context, [...(risks.length === 0 ? [] : [chartOf(risks, rows, context)]), table])
  },
})
