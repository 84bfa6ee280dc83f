// The head of a column; a click sorts where the list can be sorted by it.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import classes from './data-table.module.css'
import type { TableColumn } from './table-columns.ts'

export function ColumnHead<Row>({
  column,
  order,
  onOrder,
}: {
  readonly column: TableColumn<Row>
  readonly order: string | undefined
  readonly onOrder: ((order: string) => void) | undefined
}) {
  const by = column.order
  const side = column.align === 'right' ? classes.right : ''
  if (by === undefined || onOrder === undefined)
    return (
      <span role="columnheader" className={`${classes.headCell} ${side}`}>
        {column.head}
      </span>
    )
  const sorted = order === by ? 'ascending' : order === `-${by}` ? 'descending' : 'none'
  const Arrow = sorted === 'descending' ? IconArrowDown : IconArrowUp
  return (
    <span role="columnheader" aria-sort={sorted} className={`${classes.headCell} ${side}`}>
      <button type="button" onClick={() => onOrder(sorted === 'ascending' ? `-${by}` : by)}>
        {column.head}
        {sorted === 'none' ? null : <Arrow size={13} stroke={1.8} aria-hidden />}
      </button>
    </span>
  )
}
