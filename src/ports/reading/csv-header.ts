// Finds the header of an export among its first lines, and reads rows through it.
import type { CsvRow } from '#ports/reading/read-csv'
import { headerKey, type Layout, type Preamble, type RowView } from './csv-layout.ts'

/** Lines among which the header may stand. */
export const headerLines = 60

export type Header = { readonly index: number; readonly keys: readonly string[] }

const has = (keys: readonly string[], layout: Layout): boolean =>
  layout.header.every((name) => keys.includes(headerKey(name))) && !(layout.without ?? []).some((name) => keys.includes(headerKey(name)))

/** The row that holds every column of the layout, null where none of the first lines does. */
export function findHeader(rows: readonly CsvRow[], layout: Layout): Header | null {
  for (let index = 0; index < Math.min(rows.length, headerLines); index++) {
    const cells = rows[index]?.cells ?? []
    if (cells.length < layout.header.length) continue
    const keys = cells.map(headerKey)
    if (has(keys, layout)) return { index, keys }
  }
  return null
}

/** A view of rows through a header; cells keep their inner blanks and line feeds. */
export function rowViewer(keys: readonly string[]): (cells: readonly string[]) => RowView {
  const columns = new Map<string, number[]>()
  keys.forEach((key, i) => {
    if (key !== '') columns.set(key, [...(columns.get(key) ?? []), i])
  })
  const lastNamed = keys.findLastIndex((key) => key !== '')
  const named = new Map<string, string>()
  const keyOf = (name: string): string => {
    const known = named.get(name) ?? headerKey(name)
    named.set(name, known)
    return known
  }
  return (cells) => {
    const at = (index: number | undefined): string => (index === undefined ? '' : (cells[index] ?? '').trim())
    const cell = (name: string, nth = 1): string => at(columns.get(keyOf(name))?.[nth - 1])
    return {
      cells,
      cell,
      first: (...names) => names.map((name) => cell(name)).find((text) => text !== '') ?? '',
      behind: (after, name) => {
        const start = columns.get(keyOf(after))?.[0]
        return start === undefined ? '' : at(columns.get(keyOf(name))?.find((index) => index > start))
      },
      unnamed: cells.slice(lastNamed + 1),
    }
  }
}

/** The lines above the header, looked up by label: the value stands beside it or in the row below. */
export function preambleOf(rows: readonly CsvRow[]): Preamble {
  const text = rows.map((row) => row.cells.join(' ')).join('\n')
  return {
    text,
    labelled(label) {
      const key = headerKey(label)
      for (const [i, row] of rows.entries()) {
        const column = row.cells.findIndex((cell) => headerKey(cell) === key)
        if (column < 0) continue
        const beside = row.cells
          .slice(column + 1)
          .map((cell) => cell.trim())
          .find((cell) => cell !== '')
        if (beside !== undefined && !beside.startsWith('#')) return beside
        const below = rows[i + 1]?.cells
        const value = (below?.[column] ?? '').trim() || (below ?? []).map((cell) => cell.trim()).find((cell) => cell !== '') || ''
        return value.startsWith('#') ? '' : value
      }
      return ''
    },
  }
}
