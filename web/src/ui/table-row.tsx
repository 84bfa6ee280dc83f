// One row of a table, placed by the virtualiser.
import { memo } from 'react'
import classes from './data-table.module.css'
import type { TableColumn } from './table-columns.ts'

type Props<Row> = {
  readonly id: string
  readonly index: number
  readonly top: number
  readonly height: number
  readonly grid: React.CSSProperties
  readonly row: Row
  readonly columns: readonly TableColumn<Row>[]
  readonly narrow: ((row: Row) => React.ReactNode) | null
  readonly open: boolean
  readonly atCursor: boolean
  readonly selected: boolean
  readonly onOpen: (() => void) | undefined
  readonly onToggle: ((range: boolean) => void) | undefined
  readonly selectWord: string
}

function Row<T>({ id, index, top, height, grid, row, columns, narrow, open, atCursor, selected, onOpen, onToggle, selectWord }: Props<T>) {
  const look = [
    classes.row,
    open ? classes.open : '',
    selected || open ? classes.selected : '',
    atCursor ? classes.cursor : '',
    onOpen === undefined ? '' : classes.opens,
  ].join(' ')
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={onToggle === undefined ? undefined : selected}
      className={look}
      style={{ ...grid, height, transform: `translateY(${top}px)` }}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.()
      }}
      onClick={(event) => {
        if (onOpen !== undefined && !(event.target instanceof Element && event.target.closest('a, button, input, label') !== null)) onOpen()
      }}
    >
      {onToggle === undefined ? null : (
        <span role="gridcell" className={classes.check}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={selectWord}
            checked={selected}
            onChange={() => undefined}
            onClick={(event) => onToggle(event.shiftKey)}
          />
        </span>
      )}
      {narrow === null ? (
        columns.map((column) => (
          <span key={column.id} role="gridcell" className={`${classes.cell} ${column.align === 'right' ? classes.right : ''}`}>
            {column.cell(row)}
          </span>
        ))
      ) : (
        <span role="gridcell" className={classes.narrow}>
          {narrow(row)}
        </span>
      )}
    </div>
  )
}

export const TableRow = memo(Row) as typeof Row
