// A table of a report from rows and columns: heads from the words of fields, sums where they add up.
import type { Cell, Ref } from '#domain/reporting/cell'
import type { Behind } from '#domain/reporting/definition'
import { sumCell } from '#domain/reporting/shape-table'
import type { Currency } from '#values/currency'
import type { Block, Column, ReportContext } from '../report.ts'

export type ListKind = 'text' | 'wide' | 'choice' | 'day' | 'number' | 'percent' | 'money'

/** `key` names the word of the head in the fields of reports. */
export type ListColumn<Row> = {
  readonly key: string
  readonly kind: ListKind
  readonly of: (row: Row) => Cell
  /** Rows behind the number. */
  readonly behind?: (row: Row) => Behind | null
  readonly width?: number
}

/** Points on paper; what has none shares the rest. */
const widths: Readonly<Record<ListKind, number | undefined>> = {
  text: undefined,
  wide: undefined,
  choice: 68,
  day: 52,
  number: 40,
  percent: 44,
  money: 78,
}

export const rightOf = (kind: ListKind): boolean => kind === 'number' || kind === 'percent' || kind === 'money' || kind === 'day'

export function columnOf(context: Pick<ReportContext, 't'>, key: string, kind: ListKind, width?: number): Column {
  const points = width ?? widths[kind]
  return {
    key,
    title: context.t(`report-fields.field.${key}`),
    align: rightOf(kind) ? 'right' : 'left',
    ...(points === undefined ? {} : { width: points }),
  }
}

export function listTable<Row>(
  context: ReportContext,
  table: {
    readonly title: string
    readonly note?: string
    readonly definition?: string
    readonly empty: string
    readonly rows: readonly Row[]
    readonly columns: readonly ListColumn<Row>[]
    readonly currency?: Currency
    readonly ref?: (row: Row) => Ref | null
    readonly behind?: (row: Row) => Behind | null
  },
): Extract<Block, { kind: 'table' }> {
  const { columns, rows } = table
  const cells = rows.map((row) => columns.map((column) => column.of(row)))
  const sums = columns.map((column, at) =>
    column.kind === 'money'
      ? sumCell(
          cells.map((row) => row[at] ?? null),
          table.currency,
        )
      : null,
  )
  const summed = rows.length > 1 && sums.some((sum) => sum !== null)
  return {
    kind: 'table',
    title: table.title,
    ...(table.note === undefined ? {} : { note: table.note }),
    ...(table.definition === undefined ? {} : { definition: table.definition }),
    empty: table.empty,
    columns: columns.map((column) => columnOf(context, column.key, column.kind, column.width)),
    rows: cells,
    ...(summed ? { totals: sums.map((sum, at) => (at === 0 && sum === null ? context.t('report-shelf.total') : sum)) } : {}),
    ...(table.ref === undefined ? {} : { refs: rows.map(table.ref) }),
    ...(table.behind === undefined ? {} : { behind: rows.map(table.behind) }),
    ...(columns.every(({ behind }) => behind === undefined)
      ? {}
      : { cellsBehind: rows.map((row) => columns.map(({ behind }) => behind?.(row) ?? null)) }),
  }
}
