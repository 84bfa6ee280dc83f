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

/** The columns of one's choice in one's order: they stay however narrow the table is, which then scrolls sideways. Without a choice, those that are shown at first. */
export function arrangedColumns<Row>(
  all: readonly TableColumn<Row>[],
  chosen: readonly string[] | null,
  usual: readonly string[],
): readonly TableColumn<Row>[] {
  const known = (ids: readonly string[]) => ids.flatMap((id) => all.find((column) => column.id === id) ?? [])
  const own = chosen === null ? [] : known(chosen)
  return own.length === 0 ? known(usual) : own.map(({ from: _whenWide, ...column }) => column)
}

/** Pixels below which a table of these columns scrolls sideways. */
export const leastWidth = <Row>(columns: readonly TableColumn<Row>[], selectable: boolean): number =>
  columns.reduce((sum, column) => sum + Number.parseInt(/\d+/.exec(column.width)?.[0] ?? '0', 10), selectable ? 44 : 0)
