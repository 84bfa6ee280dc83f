// The table of every list: virtualised, driven by keys, columns that fall away as it narrows, two-line rows on a phone.
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ColumnHead } from './column-head.tsx'
import classes from './data-table.module.css'
import { useRowsInView } from './rows-in-view.ts'
import { fittingColumns, leastWidth, type TableColumn, template } from './table-columns.ts'
import { TableRow } from './table-row.tsx'
import { useCursor } from './use-cursor.ts'
import { useElementWidth } from './use-element-width.ts'

const none: readonly string[] = []
/** The next page is asked for so many rows before the reader comes to the end of this one. */
const ahead = 150

export type DataTableProps<Row> = {
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Two lines for narrow places: who and amount, status and date. */
  readonly narrow: (row: Row) => React.ReactNode
  readonly total?: number | null
  readonly openKey?: string | undefined
  readonly onOpen?: (row: Row) => void
  readonly selection?: { readonly keys: ReadonlySet<string>; readonly onChange: (keys: ReadonlySet<string>) => void }
  readonly order?: string | undefined
  readonly onOrder?: (order: string) => void
  readonly onNearEnd?: () => void
  readonly hidden?: readonly string[]
  readonly rowHeight?: number
  readonly empty: React.ReactNode
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    keyOf,
    narrow,
    total = null,
    openKey,
    onOpen,
    selection,
    order,
    onOrder,
    onNearEnd,
    hidden = none,
    empty,
  } = props
  const { t } = useTranslation('shell')
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const width = useElementWidth(scroller)
  const isNarrow = width > 0 && width < 560
  const shown = useMemo(() => fittingColumns(columns, width, hidden), [columns, width, hidden])
  const rowHeight = isNarrow ? 60 : (props.rowHeight ?? 36)

  const { from, to, height, scrollTo } = useRowsInView({ scroller, rowHeight, count: rows.length })
  useEffect(() => {
    if (rows.length > 0 && to > rows.length - ahead) onNearEnd?.()
  }, [to, rows.length, onNearEnd])

  const [anchor, setAnchor] = useState<number | null>(null)
  const toggle = (at: number, range = false) => {
    const row = rows[at]
    if (selection === undefined || row === undefined) return
    const next = new Set(selection.keys)
    const on = !next.has(keyOf(row))
    const [from, to] = range && anchor !== null ? [Math.min(anchor, at), Math.max(anchor, at)] : [at, at]
    for (const each of rows.slice(from, to + 1)) {
      if (on) next.add(keyOf(each))
      else next.delete(keyOf(each))
    }
    setAnchor(at)
    selection.onChange(next)
  }
  /** Marks the row that is left and the one that is come to; back over marked ones it takes the mark away again. */
  const extend = (from: number, to: number) => {
    const [left, reached] = [rows[from], rows[to]]
    if (selection === undefined || left === undefined || reached === undefined) return
    const next = new Set(selection.keys)
    if (next.has(keyOf(left)) && next.has(keyOf(reached))) next.delete(keyOf(left))
    else next.add(keyOf(left)).add(keyOf(reached))
    setAnchor(to)
    selection.onChange(next)
  }
  const { cursor, setCursor } = useCursor({
    count: rows.length,
    openAt: openKey === undefined ? null : rows.findIndex((row) => keyOf(row) === openKey),
    onMove: (at) => {
      scrollTo(at)
      const row = rows[at]
      if (openKey !== undefined && row !== undefined) onOpen?.(row)
    },
    onOpen: (at) => {
      const row = rows[at]
      if (row !== undefined) onOpen?.(row)
    },
    onSelect: toggle,
    onExtend: extend,
    onClear: selection !== undefined && selection.keys.size > 0 && openKey === undefined ? () => selection.onChange(new Set()) : undefined,
  })

  if (rows.length === 0) return <>{empty}</>
  const grid = {
    minWidth: isNarrow ? undefined : leastWidth(shown, selection !== undefined),
    gridTemplateColumns: isNarrow ? `${selection === undefined ? '' : '36px '}minmax(0, 1fr)` : template(shown, selection !== undefined),
  }
  const all = selection !== undefined && rows.every((row) => selection.keys.has(keyOf(row)))
  return (
    <div
      ref={setScroller}
      className={classes.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={(total ?? rows.length) + 1}
      aria-colcount={shown.length + (selection === undefined ? 0 : 1)}
      aria-multiselectable={selection !== undefined || undefined}
      tabIndex={0}
      aria-activedescendant={cursor === null ? undefined : `row-${cursor}`}
    >
      {isNarrow ? null : (
        <div className={classes.head} role="row" aria-rowindex={1} style={grid}>
          {selection === undefined ? null : (
            <span role="columnheader" className={classes.check}>
              <input
                type="checkbox"
                aria-label={t('table.selectAll')}
                checked={all}
                ref={(box) => {
                  if (box !== null) box.indeterminate = !all && selection.keys.size > 0
                }}
                onChange={() => selection.onChange(all ? new Set() : new Set(rows.map(keyOf)))}
              />
            </span>
          )}
          {shown.map((column) => (
            <ColumnHead key={column.id} column={column} order={order} onOrder={onOrder} />
          ))}
        </div>
      )}
      <div style={{ height, position: 'relative' }} role="rowgroup">
        {rows.slice(from, to).map((row, n) => {
          const at = from + n
          const key = keyOf(row)
          return (
            <TableRow
              key={key}
              id={`row-${at}`}
              index={at}
              top={at * rowHeight}
              height={rowHeight}
              grid={grid}
              row={row}
              columns={shown}
              narrow={isNarrow ? narrow : null}
              open={key === openKey}
              atCursor={at === cursor}
              selected={selection?.keys.has(key) ?? false}
              onOpen={
                onOpen === undefined
                  ? undefined
                  : () => {
                      setCursor(at)
                      onOpen(row)
                    }
              }
              onToggle={selection === undefined ? undefined : (range) => toggle(at, range)}
              selectWord={t('table.select')}
            />
          )
        })}
      </div>
    </div>
  )
}
