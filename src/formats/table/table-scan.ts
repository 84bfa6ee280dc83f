// One look over a whole table: where its header stands and what each column holds.
import { amountParts, dateParts } from './cell-values.ts'
import { type ColumnFacts, gatherCell, noFacts } from './column-facts.ts'
import { foldHeader, isHeaderCell } from './header-fit.ts'
import type { TableSource } from './table-rows.ts'
import type { TableRow } from './xlsx-rows.ts'

export type TableScan = {
  /** Null for a table without a header. */
  readonly header: TableRow | null
  /** The header's words are known ones; where not, only the content of a column says what it is. */
  readonly isNamed: boolean
  readonly columns: readonly ColumnFacts[]
  readonly first: readonly TableRow[]
  readonly rowCount: number
}

const headerWithin = 40
/** The header stands among these. */
export const firstRows = 200
/** Cells of a row that are looked at for header words; no table names its columns further to the right first. */
const headerCells = 200

/** The row among the first forty with the most header words, at least two and at least half of its filled cells. */
function findNamedHeader(rows: readonly TableRow[]): TableRow | null {
  let best: TableRow | null = null
  let bestCount = 1
  for (const row of rows.slice(0, headerWithin)) {
    const filled = row.cells.slice(0, headerCells).filter((cell) => cell.trim() !== '')
    const count = filled.filter(isHeaderCell).length
    if (count > bestCount && count * 2 >= filled.length) {
      best = row
      bestCount = count
    }
  }
  return best
}

const filledOf = (row: TableRow): string[] => row.cells.slice(0, headerCells).filter((cell) => cell.trim() !== '')
const isDatum = (cell: string): boolean => dateParts(cell) !== null || amountParts(cell) !== null

/** Words that no list knows: a row of different texts, without a day or an amount, right above a row that has some. */
function findUnnamedHeader(rows: readonly TableRow[]): TableRow | null {
  return (
    rows.slice(0, headerWithin).find((row, index) => {
      const [texts, below] = [filledOf(row), rows[index + 1]]
      if (below === undefined || texts.length < 2 || texts.some(isDatum) || new Set(texts).size < texts.length) return false
      const data = filledOf(below)
      return data.length * 2 >= texts.length && data.length <= texts.length && data.filter(isDatum).length >= 2
    }) ?? null
  )
}

/** The row that names the columns, in known words or in any; null for a table without one. */
export const findHeader = (rows: readonly TableRow[]): TableRow | null => findNamedHeader(rows) ?? findUnnamedHeader(rows)

/** The header's cells as the name under which a mapping is kept. */
export const signatureOf = (header: TableRow | null): string =>
  header === null ? '' : header.cells.map(foldHeader).join('|').replace(/\|+$/, '').slice(0, 20_000)

/** Gathers a table row by row; the header is settled once the first rows are in. */
class Scanner {
  readonly #first: TableRow[] = []
  readonly #columns: (ColumnFacts | undefined)[] = []
  #header: TableRow | null = null
  #settled = false
  #rowCount = 0

  add(row: TableRow): void {
    if (this.#settled) {
      this.#gather(row)
      return
    }
    this.#first.push(row)
    if (this.#first.length === firstRows) this.#settle()
  }

  /** Two hundred rows of one cell each are a text. */
  get isNoTable(): boolean {
    return this.#settled && this.#rowCount <= firstRows && this.#first.every((row) => row.cells.length < 2)
  }

  end(): TableScan {
    if (!this.#settled) this.#settle()
    return {
      header: this.#header,
      isNamed: this.#header !== null && findNamedHeader([this.#header]) !== null,
      columns: Array.from(this.#columns, (facts) => facts ?? noFacts()),
      first: this.#first,
      rowCount: this.#rowCount,
    }
  }

  #settle(): void {
    this.#settled = true
    this.#header = findHeader(this.#first)
    const from = this.#header === null ? 0 : this.#first.indexOf(this.#header) + 1
    for (const row of this.#first.slice(from)) this.#gather(row)
  }

  #gather(row: TableRow): void {
    this.#rowCount++
    row.cells.forEach((cell, index) => {
      const facts = this.#columns[index] ?? noFacts()
      this.#columns[index] = facts
      gatherCell(facts, cell)
    })
  }
}

/** Scans rows at hand. */
export function scanRows(rows: readonly TableRow[]): TableScan {
  const scanner = new Scanner()
  for (const row of rows) scanner.add(row)
  return scanner.end()
}

/** Scans every row of a file, so that the style of days and amounts is that of the whole column, not of its first cells. */
export async function scanTable(table: TableSource): Promise<TableScan> {
  const scanner = new Scanner()
  for await (const row of table.rows()) {
    scanner.add(row)
    if (scanner.isNoTable) break
  }
  return scanner.end()
}
