// Which columns of a table remain as it narrows.
import { expect, test } from 'vitest'
import { fittingColumns, type TableColumn, template } from './table-columns.ts'

const column = (id: string, from?: number): TableColumn<object> => ({
  id,
  head: id,
  cell: () => id,
  width: `${id.length}px`,
  ...(from !== undefined && { from }),
})
const columns = [column('number'), column('who', 400), column('days', 900), column('open')]
const ids = (some: readonly TableColumn<object>[]) => some.map((each) => each.id)

test('a table beside an open sheet loses the columns that need more room, never number and amount', () => {
  expect(ids(fittingColumns(columns, 600, []))).toEqual(['number', 'who', 'open'])
  expect(ids(fittingColumns(columns, 300, []))).toEqual(['number', 'open'])
})

test('before it was measured a table shows all columns but those hidden by choice', () => {
  expect(ids(fittingColumns(columns, 0, ['days']))).toEqual(['number', 'who', 'open'])
})

test('a selectable table has a first track for the box', () => {
  expect(template(fittingColumns(columns, 300, []), true)).toBe('44px 6px 4px')
})
