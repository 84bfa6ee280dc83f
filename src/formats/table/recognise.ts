// How much the first bytes of a file look like a table of statement lines or of invoices. Never more than 0.5: a format that knows its file goes first.
import { decodeHead } from '#ports/reading/decode-text'
import { guessDelimiter, parseCsv } from '#ports/reading/read-csv'
import type { TableMapping } from '#ports/table-mapping'
import { isFailure } from '#values/failure'
import type { ColumnFacts } from './column-facts.ts'
import { guessMapping } from './guess-mapping.ts'
import { isHeaderCell } from './header-fit.ts'
import { isOldWorkbook, isZip, type TableSource } from './table-rows.ts'
import { scanRows, type TableScan } from './table-scan.ts'
import { xlsxHeadTexts } from './xlsx-head.ts'
import type { TableRow } from './xlsx-rows.ts'

const mostScore = 0.5
/** A workbook whose header cannot be seen from its first bytes: most often a list of invoices. */
const workbookScores = { statement: 0.3, invoices: 0.31 } as const
const bareScore = 0.25
/** Days and amounts in columns whose headers say nothing: a person tells what they are. */
const unnamedScore = 0.05
/** No other format reads these: this one says what to do with them. */
const oldWorkbookScore = 0.3

function headTable(head: Uint8Array): { readonly table: TableSource; readonly rows: readonly TableRow[] } | null {
  if (isZip(head)) {
    const texts = xlsxHeadTexts(head)
    if (texts === null) return null
    const words = texts.slice(0, 200).filter(isHeaderCell)
    const rows: TableRow[] = words.length === 0 ? [] : [{ cells: words, at: '1' }]
    return { table: tableOf(rows, 'xlsx'), rows }
  }
  const text = decodeHead(head)
  if (/^\uFEFF?\s*[<{[]|^\uFEFF?\s*:\d\d[A-Z]?:|^OFXHEADER|^!Type:/i.test(text)) return null
  const whole = head.length < 65_000 ? text : text.slice(0, text.lastIndexOf('\n') + 1)
  const delimiter = guessDelimiter(whole)
  const rows = parseCsv(whole.replaceAll('\0', ''), delimiter)
    .filter((row) => row.cells.some((cell) => cell.trim() !== ''))
    .slice(0, 400)
    .map(({ cells, line }) => ({ cells, at: String(line) }))
  return rows.filter((row) => row.cells.length > 1).length < 2 ? null : { table: { ...tableOf(rows, 'csv'), delimiter }, rows }
}

const tableOf = (rows: readonly TableRow[], kind: 'csv' | 'xlsx'): TableSource => ({
  kind,
  otherSheets: [],
  async *rows() {
    yield* rows
  },
})

const isMostly = (part: number, facts: ColumnFacts): boolean => facts.filled > 0 && part * 2 >= facts.filled

/** A day and an amount, each in a column of its own: without them no mapping makes a statement or an invoice of a table. */
const holdsDaysAndAmounts = ({ columns }: TableScan): boolean =>
  columns.some((facts) => isMostly(facts.days, facts)) && columns.some((facts) => isMostly(facts.amounts, facts))

const scores = new WeakMap<Uint8Array, Readonly<Record<TableMapping['kind'], number>>>()

function scoresOf(head: Uint8Array): Readonly<Record<TableMapping['kind'], number>> {
  if (isOldWorkbook(head)) return { statement: oldWorkbookScore, invoices: oldWorkbookScore }
  const found = headTable(head)
  if (found === null) return { statement: 0, invoices: 0 }
  const isWorkbook = found.table.kind === 'xlsx'
  const scan = scanRows(found.rows)
  if (scan.header === null && isWorkbook) return workbookScores
  const unnamed = holdsDaysAndAmounts(scan) ? unnamedScore : 0
  const [statement, invoices] = (['statement', 'invoices'] as const).map((kind) => {
    const guess = guessMapping(kind, found.table, scan)
    // Texts of a workbook's head are no rows: only the words of its header count.
    const missing = isWorkbook ? 0 : guess.missing.length
    if (!scan.isNamed) return missing === 0 && kind === 'statement' ? bareScore : unnamed
    return missing > 0 ? Math.max(unnamed, guess.fit * bareScore) : Math.max(bareScore, Math.min(mostScore, guess.fit * mostScore))
  })
  return { statement: statement ?? 0, invoices: invoices ?? 0 }
}

/** 0 to 0.5; the two kinds share the work on one head. */
export function recogniseTable(head: Uint8Array, kind: TableMapping['kind']): number {
  let known = scores.get(head)
  if (known === undefined) {
    try {
      known = scoresOf(head)
    } catch (error) {
      if (!isFailure(error)) throw error
      known = { statement: 0, invoices: 0 }
    }
    scores.set(head, known)
  }
  return known[kind]
}
