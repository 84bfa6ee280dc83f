// The chart of an own report: one of its columns over its groups.

import { isMoney } from '#domain/reporting/cell'
import type { ReportDefinition } from '#domain/reporting/definition'
import type { ShapedTable } from '#domain/reporting/shape-table'
import { shortMonthText } from '#domain/wording/day-text'
import type { Block, ReportContext } from '#ports/report'
import { minorDigits } from '#values/currency'
import { unitOf } from '#values/currency-unit'
import { cellText } from '../render/cell-text.ts'

const groupsShown = 24

/** Null without groups or where the column has several currencies: those have no common axis. */
export function ownChart(definition: ReportDefinition, table: ShapedTable, title: string, { t, language }: ReportContext): Block | null {
  if (definition.chart === null || table.groups === null || table.rows.length === 0) return null
  const at = Math.max(
    1,
    table.columns.findIndex((column) => column.key === definition.chart?.value),
  )
  const rows = table.rows.slice(0, groupsShown)
  const cells = rows.map((row) => row[at] ?? null)
  const amounts = cells.filter(isMoney)
  const currencies = new Set(amounts.map((amount) => amount.currency))
  if (currencies.size > 1 || cells.some((cell) => typeof cell === 'object' && cell !== null && 'amounts' in cell)) return null
  const [unit] = currencies
  const group = table.columns[0]
  const label = (cell: (typeof cells)[number]): string => {
    if (cell === null) return '–'
    if (typeof cell === 'object') return cellText(language, cell)
    const text = String(cell)
    if (group?.kind === 'choice') return t(`report-fields.choice.${group.key}.${text}`)
    return /^\d{4}-\d{2}$/.test(text) ? `${shortMonthText(language, text)} ${text.slice(2, 4)}` : text
  }
  return {
    kind: 'chart',
    title,
    unit:
      unit === undefined
        ? t(`report-fields.field.${table.columns[at]?.key ?? 'count'}`)
        : t('report-shelf.thousands', { currency: unitOf(unit) }),
    ...(definition.chart.look === 'line' ? { look: 'line' as const } : {}),
    categories: rows.map((row) => label(row[0] ?? null)),
    series: [
      {
        name: t(`report-fields.field.${table.columns[at]?.key ?? 'count'}`),
        tone: definition.chart.look === 'line' ? 'accent' : 'in-term',
        values: cells.map((cell): number | null =>
          cell === null
            ? null
            : isMoney(cell)
              ? Number(cell.minor) / 10 ** minorDigits(cell.currency) / 1_000
              : typeof cell === 'number'
                ? cell
                : null,
        ),
        behind: table.groups.slice(0, groupsShown).map((filters) => ({ subject: definition.subject, filters })),
      },
    ],
  }
}
