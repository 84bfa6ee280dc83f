// The data of a report for a template that stands elsewhere: rows as objects by the keys of their columns, the same in every language, text as on paper beside the bare value.
import { isMoney } from '#domain/reporting/cell'
import type { Block, Cell, ReportDocument } from '#ports/report'
import { formatDecimal } from '#values/decimal'
import { cellText } from '../render/cell-text.ts'

type Table = Extract<Block, { kind: 'table' }>

/** Amounts with a dot and the currency's decimals, days as `2026-11-19`, shares in per cent; null where nothing can be counted with. */
function bareValue(cell: Cell): string | number | null {
  if (cell === null || typeof cell === 'string' || typeof cell === 'number') return cell
  if (isMoney(cell)) return formatDecimal(cell)
  if ('day' in cell) return cell.day
  return 'percent' in cell ? cell.percent : null
}

export function templateData(document: ReportDocument, table: Table | null) {
  const { language } = document
  const columns = (table?.columns ?? []).map(({ key, title }) => ({ key: key.replace(/[^A-Za-z0-9]+/g, '_'), title }))
  const row = (cells: readonly Cell[]): Readonly<Record<string, string | number | null>> =>
    Object.fromEntries(
      columns.flatMap(({ key }, at) => {
        const cell = cells[at] ?? null
        return [
          [key, cellText(language, cell)],
          [`${key}_value`, bareValue(cell)],
        ]
      }),
    )
  return {
    company: document.companyName,
    title: document.title,
    subtitle: document.subtitle,
    asOf: document.asOf,
    filters: document.filters.map(({ label, value }) => ({ label, value })),
    figures: document.blocks.flatMap((block) =>
      block.kind === 'figures'
        ? block.items.map(({ label, value }) => ({ label, text: cellText(language, value), value: bareValue(value) }))
        : [],
    ),
    columns,
    rows: (table?.rows ?? []).map(row),
    totals: table?.totals === undefined ? null : row(table.totals),
  }
}
