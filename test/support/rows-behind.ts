// Checks that the rows behind a number of a report come to the number: their sum, their count, a share of their groups, or their mean delay.
import { type Cell, isMoney } from '#domain/reporting/cell'
import type { Behind } from '#domain/reporting/definition'
import { usualColumns } from '#domain/reporting/fields'
import { shapeReport } from '#flows/reports/shape-report'
import type { Shell } from '#flows/shell'
import type { Block, ReportDocument } from '#ports/report'
import type { Day } from '#values/day'
import type { Id } from '#values/id'

type Table = Extract<Block, { kind: 'table' }>
/** A number of a report and where it leads. `thousands`: of the currency, as charts draw them. */
export type Claim = { readonly name: string; readonly value: Cell; readonly thousands?: boolean; readonly behind: Behind }

function claimsOf(block: Block): readonly Claim[] {
  switch (block.kind) {
    case 'figures':
      return block.items.flatMap((item) => [
        ...(item.behind === undefined ? [] : [{ name: item.label, value: item.value, behind: item.behind }]),
        ...(item.parts ?? []).map((part) => ({ name: `${item.label}: ${part.label}`, value: part.value, behind: part.behind })),
      ])
    case 'table':
      return block.rows.flatMap((row, at) =>
        row.flatMap((value, column) => {
          const behind = block.cellsBehind?.[at]?.[column]
          return behind == null || value === null
            ? []
            : [{ name: `${block.title}: ${JSON.stringify(row[0])}, ${block.columns[column]?.key}`, value, behind }]
        }),
      )
    case 'chart':
      return block.series.flatMap((series) =>
        series.values.flatMap((value, at) => {
          const behind = series.behind?.[at]
          const name = `${block.title}: ${block.categories[at]}, ${series.name}`
          return behind == null || value === null
            ? []
            : [
                block.unit === '%'
                  ? { name, value: { percent: value }, behind }
                  : { name, value, thousands: block.unit.startsWith('tys'), behind },
              ]
        }),
      )
    case 'side-by-side':
      return [...claimsOf(block.left), ...claimsOf(block.right)]
    case 'text':
      return []
  }
}

export const claims = (document: ReportDocument): readonly Claim[] => document.blocks.flatMap(claimsOf)

export async function rowsBehind(shell: Shell, companyId: Id, behind: Behind, day: Day): Promise<Table> {
  const document = await shapeReport(shell, {
    companyId,
    wanted: {
      kind: 'own',
      day: behind.day ?? day,
      definition: {
        subject: behind.subject,
        columns: behind.columns ?? usualColumns[behind.subject],
        filters: behind.filters,
        groupBy: behind.groupBy ?? null,
        order: null,
        chart: null,
      },
    },
  })
  const table = document.blocks.find((block) => block.kind === 'table')
  if (table?.kind !== 'table') throw new Error('no rows')
  return table
}

const column = (table: Table, key: string): readonly Cell[] => {
  const at = table.columns.findIndex((each) => each.key === key)
  return at < 0 ? [] : table.rows.map((row) => row[at] ?? null)
}
const minorOf = (cells: readonly Cell[]): bigint => cells.reduce((sum, cell) => sum + (isMoney(cell) ? cell.minor : 0n), 0n)
const sums = (table: Table): readonly bigint[] => table.columns.map(({ key }) => minorOf(column(table, key)))

/** Shares, per cent, that the rows can be read as: of a group by count or by amount, or of debts in turnovers. */
function shares(table: Table): readonly number[] {
  const columns = table.columns.map(({ key }) =>
    column(table, key).map((cell) => (isMoney(cell) ? Number(cell.minor) : typeof cell === 'number' ? cell : 0)),
  )
  const ofGroups = columns.flatMap((cells) => {
    const whole = cells.reduce((sum, cell) => sum + cell, 0)
    return whole === 0 ? [] : cells.map((cell) => (cell / whole) * 100)
  })
  const [debt, turnover] = [Number(minorOf(column(table, 'ratioDebt'))), Number(minorOf(column(table, 'ratioTurnover')))]
  const delays = column(table, 'delay').filter((cell) => typeof cell === 'number')
  return [
    ...(table.rows.length === 0 || ofGroups.length === 0 ? [0] : ofGroups),
    // A group that no row is in.
    ...(ofGroups.length === 0 ? [] : [0]),
    ...(turnover === 0 ? [] : [(debt / turnover) * 100]),
    ...(delays.length === 0 ? [] : [(delays.filter((delay) => delay > 3).length / delays.length) * 100]),
  ]
}

/** Null when the rows come to the value, else what they come to. */
export function mismatch({ value, thousands }: Claim, table: Table): string | null {
  const says = (found: unknown) =>
    `${JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each))} but ${String(found)}`
  if (isMoney(value)) return sums(table).includes(value.minor) ? null : says(sums(table))
  if (typeof value === 'number' && thousands === true) {
    const minor = BigInt(Math.round(value * 100_000))
    return sums(table).includes(minor) ? null : says(sums(table))
  }
  if (typeof value === 'object' && value !== null && 'percent' in value) {
    const { percent } = value
    return shares(table).some((share) => Math.abs(share - percent) < 0.005) ? null : says(shares(table))
  }
  if (typeof value === 'number') {
    if (table.rows.length === value) return null
    const delays = column(table, 'delay').filter((cell) => typeof cell === 'number')
    const mean = delays.reduce((sum, delay) => sum + Math.max(0, delay), 0) / Math.max(1, delays.length)
    return Math.round(mean) === value ? null : says(`${table.rows.length} rows, mean ${mean}`)
  }
  return says('a value that is no number')
}
