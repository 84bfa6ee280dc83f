// Columns of a table as data, and which of them fit a width.
export type TableColumn<Row> = {
  readonly id: string
  readonly head: string
  readonly cell: (row: Row) => React.ReactNode
  readonly align?: 'right'
  /** CSS width of the grid track: `120px`, `minmax(160px, 1.4fr)`. */
  readonly width: string
  /** The column falls away when the table is narrower than this many pixels; without it the column always stays. */
  readonly from?: number
  /** Name of the order in the API: `due` sorts up, `-due` down. */
  readonly order?: string
}

/** The columns that fit `width` pixels and are not hidden by choice; before the first measurement all of them. */
export const fittingColumns = <Row>(
  columns: readonly TableColumn<Row>[],
  width: number,
  hidden: readonly string[],
): readonly TableColumn<Row>[] =>
  columns.filter((column) => !hidden.includes(column.id) && (width === 0 || column.from === undefined || width >= column.from))

/** Tracks of the grid: a box for the selection first where there is one. */
export const template = <Row>(columns: readonly TableColumn<Row>[], selectable: boolean): string =>
  [...(selectable ? ['44px'] : []), ...columns.map((column) => column.width)].join(' ')
