// Makes the table and the chart of a definition out of rows: filtered, grouped, summed, in order.
import { minorDigits } from '#values/currency'
import { type Money, money } from '#values/money'
import { type Cell, isMoney, type Ref } from './cell.ts'
import { countColumn, type Filter, type ReportDefinition } from './definition.ts'
import type { Field, FieldContext, FieldKind, SubjectFields } from './field.ts'

export type ShapedColumn = { readonly key: string; readonly kind: FieldKind }

export type ShapedTable = {
  readonly columns: readonly ShapedColumn[]
  readonly rows: readonly (readonly Cell[])[]
  /** What each row is about; null for a row of a group. */
  readonly refs: readonly (Ref | null)[]
  /** What narrows the rows to those of a group; null where the rows are not grouped. */
  readonly groups: readonly Filter[][] | null
  readonly totals: readonly Cell[]
  /** Rows that the filters let through. */
  readonly counted: number
}

/** A cell for comparing: text folded, numbers as numbers, days as text; null sorts last. */
function sortKey(cell: Cell): string | number | bigint | null {
  if (cell === null) return null
  if (typeof cell === 'string') return cell.toLocaleLowerCase('pl')
  if (typeof cell === 'number') return cell
  if (isMoney(cell)) return cell.minor
  if ('day' in cell) return cell.day
  if ('percent' in cell) return cell.percent
  return cell.amounts[0]?.minor ?? null
}

const collator = new Intl.Collator('pl', { numeric: true })

function compared(a: Cell, b: Cell): number {
  const [x, y] = [sortKey(a), sortKey(b)]
  if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
  if (typeof x === 'string' && typeof y === 'string') return collator.compare(x, y)
  return x < y ? -1 : x > y ? 1 : 0
}

/** The value of a filter as the kind of its field; null when it is none. */
function wanted(text: string, cell: Exclude<Cell, null>): string | number | bigint | null {
  if (typeof cell === 'string') return text.trim().toLocaleLowerCase('pl')
  if (typeof cell === 'object' && 'day' in cell) return text
  const number = Number(text.replace(',', '.').replace(/\s/g, ''))
  if (text.trim() === '' || Number.isNaN(number)) return null
  return isMoney(cell) ? BigInt(Math.round(number * 10 ** minorDigits(cell.currency))) : number
}

/** A filter without a value yet holds for every row, so that a report half put together shows something. */
function holds(filter: Filter, cell: Cell): boolean {
  if (filter.operator === 'filled') return cell !== null && cell !== ''
  if (filter.operator === 'empty') return cell === null || cell === ''
  if (filter.value.trim() === '') return true
  if (cell === null) return filter.operator === 'is-not'
  const [is, value] = [sortKey(cell), wanted(filter.value, cell)]
  if (is === null || value === null) return false
  switch (filter.operator) {
    case 'is':
      return is === value || (isMonth(filter.value) && typeof is === 'string' && is.startsWith(filter.value))
    case 'is-not':
      return is !== value
    case 'contains':
      return String(is).includes(String(value))
    case 'from':
      return is >= value
    case 'to':
      return is <= value
  }
}

const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text)

const summed = (kind: FieldKind): boolean => kind === 'money'

/** The sum of cells of money: one amount, or one of each currency, the company's own first. */
export function sumCell(cells: readonly Cell[], first?: string): Cell {
  const sums = new Map<string, Money>()
  for (const cell of cells) {
    if (!isMoney(cell)) continue
    sums.set(cell.currency, money((sums.get(cell.currency)?.minor ?? 0n) + cell.minor, cell.currency))
  }
  const amounts = [...sums.values()].sort(
    (a, b) => Number(b.currency === first) - Number(a.currency === first) || (a.currency < b.currency ? -1 : 1),
  )
  return amounts.length <= 1 ? (amounts[0] ?? null) : { amounts }
}

/** Days are grouped by month. */
function groupValue(cell: Cell): string | null {
  if (cell === null) return null
  if (typeof cell === 'object' && 'day' in cell) return cell.day.slice(0, 7)
  if (isMoney(cell)) return cell.currency
  return typeof cell === 'object' ? null : String(cell)
}

/** Unknown fields of a definition are passed over: a field may go with a version. */
export function shapeTable<Row>(
  definition: ReportDefinition,
  rows: readonly Row[],
  of: SubjectFields<Row>,
  context: FieldContext,
): ShapedTable {
  const fields = new Map(of.fields.map((field) => [field.key, field]))
  const filters = definition.filters.flatMap((filter) => {
    const field = fields.get(filter.field)
    return field === undefined ? [] : [{ filter, field }]
  })
  const kept = rows.filter((row) => filters.every(({ filter, field }) => holds(filter, field.of(row, context))))
  const columns = definition.columns.flatMap((key) => fields.get(key) ?? [])
  const group = definition.groupBy === null ? undefined : fields.get(definition.groupBy)
  return group === undefined ? listed(definition, kept, columns, of, context) : grouped(definition, kept, columns, group, context)
}

function listed<Row>(
  definition: ReportDefinition,
  kept: readonly Row[],
  columns: readonly Field<Row>[],
  of: SubjectFields<Row>,
  context: FieldContext,
): ShapedTable {
  const by = definition.order === null ? undefined : of.fields.find((field) => field.key === definition.order?.field)
  const sign = definition.order?.descending === true ? -1 : 1
  const inOrder = by === undefined ? kept : sorted(kept, (row) => by.of(row, context), sign)
  const cells = inOrder.map((row) => columns.map((column) => column.of(row, context)))
  return {
    columns: columns.map(({ key, kind }) => ({ key, kind })),
    rows: cells,
    refs: inOrder.map(of.ref),
    groups: null,
    totals: columns.map(({ kind }, at) =>
      summed(kind)
        ? sumCell(
            cells.map((row) => row[at] ?? null),
            context.currency,
          )
        : null,
    ),
    counted: kept.length,
  }
}

/** Empty values stay last whichever way the rest is turned. */
function sorted<T>(some: readonly T[], of: (each: T) => Cell, sign: number): readonly T[] {
  return some
    .map((each) => ({ each, cell: of(each) }))
    .sort((a, b) => compared(a.cell, b.cell) * (a.cell === null || b.cell === null ? 1 : sign))
    .map(({ each }) => each)
}

function grouped<Row>(
  definition: ReportDefinition,
  kept: readonly Row[],
  columns: readonly Field<Row>[],
  group: Field<Row>,
  context: FieldContext,
): ShapedTable {
  const sums = columns.filter((column) => summed(column.kind) && column.key !== group.key)
  const shape = [
    { key: group.key, kind: group.kind },
    { key: countColumn, kind: 'number' as const },
    ...sums.map(({ key, kind }) => ({ key, kind })),
  ]
  const line = (rows: readonly Row[]): Cell[] => [
    rows.length,
    ...sums.map((column) =>
      sumCell(
        rows.map((row) => column.of(row, context)),
        context.currency,
      ),
    ),
  ]
  const lines = [...Map.groupBy(kept, (row) => groupValue(group.of(row, context)))].map(([value, rows]) => [value, ...line(rows)])
  const orderAt = shape.findIndex((column) => column.key === definition.order?.field)
  const inOrder = sorted(
    lines,
    (cells) => cells[Math.max(0, orderAt)] ?? null,
    orderAt >= 0 && definition.order?.descending === true ? -1 : 1,
  )
  return {
    columns: shape,
    rows: inOrder,
    refs: inOrder.map(() => null),
    groups: inOrder.map(([value]) => [
      ...definition.filters,
      typeof value === 'string'
        ? { field: group.key, operator: 'is' as const, value }
        : { field: group.key, operator: 'empty' as const, value: '' },
    ]),
    totals: [null, ...line(kept)],
    counted: kept.length,
  }
}
