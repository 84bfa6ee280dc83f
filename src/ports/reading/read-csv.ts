// Delimited text as rows, as tolerant of stray quotes as bank exports need. csv-parse is not used here: with relax_quotes
// a quote inside a quoted cell ends the quoting, and `"Firma "ABC", Warszawa"` falls apart at the comma.
import type { ByteSource } from '#ports/statement-format'
import { Failure, isFailure } from '#values/failure'
import { decodeHead, decodeStream } from './decode-text.ts'

export type CsvRow = { readonly cells: readonly string[] /** Line in the file where the row starts, from 1. */; readonly line: number }

export type CsvDelimiter = ';' | ',' | '\t' | '|'

/** A quoted cell longer than this was never closed: its quote was a letter. */
const quotedLimit = 20_000
const longRow = 64 * 1024
const rowLimit = 4 * 1024 * 1024
const columnLimit = 2_000

const QUOTE = '"'

const unescaped = (text: string): string => text.replaceAll('""', QUOTE)

/** Splits rows; feed it text in pieces, then `end()`. */
class RowSplitter {
  #buffer = ''
  #line = 1
  readonly #delimiter: string
  /** A long row that is not whole yet is gone through again only when a good part was added, so that it is not read once for each piece. */
  #enough = 0
  /** No quote in [from, upTo) closes a cell that holds a bare quote; the one at `upTo` does where `found`. Spares rows of unclosed quotes a search each. */
  #sure: { from: number; upTo: number; found: boolean } = { from: 0, upTo: 0, found: false }

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  feed(text: string): CsvRow[] {
    this.#buffer += text
    return this.#buffer.length < this.#enough ? [] : this.#take(false)
  }

  end(): CsvRow[] {
    return this.#take(true)
  }

  #take(isEnd: boolean): CsvRow[] {
    const rows: CsvRow[] = []
    let start = 0
    while (start < this.#buffer.length) {
      const row = this.#row(start, isEnd)
      if (row === null) break
      rows.push({ cells: row.cells, line: this.#line })
      for (let at = this.#buffer.indexOf('\n', start); at >= 0 && at < row.next; at = this.#buffer.indexOf('\n', at + 1)) this.#line++
      start = row.next
    }
    this.#buffer = this.#buffer.slice(start)
    this.#enough = this.#buffer.length < longRow ? 0 : this.#buffer.length * 1.25
    const { from, upTo, found } = this.#sure
    this.#sure = upTo < start ? { from: 0, upTo: 0, found: false } : { from: Math.max(0, from - start), upTo: upTo - start, found }
    if (this.#buffer.length > rowLimit) throw new Failure('file.row-too-long', { line: this.#line, limit: rowLimit })
    return rows
  }

  #row(start: number, isEnd: boolean): { cells: string[]; next: number } | null {
    const cells: string[] = []
    let at = start
    for (;;) {
      const cell = this.#cell(at, isEnd)
      if (cell === null) return null
      cells.push(cell.text)
      if (cells.length > columnLimit) throw new Failure('file.too-many-columns', { line: this.#line, limit: columnLimit })
      if (cell.isLast) return { cells, next: cell.next }
      at = cell.next
    }
  }

  #cell(start: number, isEnd: boolean): { text: string; next: number; isLast: boolean } | null {
    const text = this.#buffer
    if (text[start] === QUOTE) {
      const quoted = this.#quoted(start, isEnd)
      if (quoted !== 'unclosed') return quoted
    }
    let end = start
    while (end < text.length && text[end] !== this.#delimiter && text[end] !== '\n' && text[end] !== '\r') end++
    return this.#closed(text.slice(start, end), end, isEnd)
  }

  /**
   * A quote closes its cell only in front of a delimiter or a line end; any other is part of the text. In a cell with such
   * a bare quote nothing is escaped, so in `"Firma "ABC"";` the last one closes
   * and in `"Firma "ABC", Łódź";` the one before ", " does not; in `"""ABC"", Warszawa";` all pairs are escapes.
   */
  #quoted(start: number, isEnd: boolean): { text: string; next: number; isLast: boolean } | null | 'unclosed' {
    const text = this.#buffer
    for (let at = text.indexOf(QUOTE, start + 1); at >= 0 && at - start <= quotedLimit; at = text.indexOf(QUOTE, at + 1)) {
      if (at + 2 >= text.length && !isEnd) return null
      if (text[at + 1] === QUOTE) {
        at++
        continue
      }
      const end = this.#pastSpaces(at + 1)
      if (text[end] === undefined && !isEnd) return null
      if (this.#isClose(text[end])) return this.#closed(unescaped(text.slice(start + 1, at)), end, isEnd)
      return this.#quotedBare(start, at + 1, isEnd)
    }
    return isEnd || text.length - start > quotedLimit ? 'unclosed' : null
  }

  /** The cell from `start` that holds a bare quote in front of `from`. */
  #quotedBare(start: number, from: number, isEnd: boolean): { text: string; next: number; isLast: boolean } | null | 'unclosed' {
    const at = this.#closeOfBare(from, start + quotedLimit, isEnd)
    if (at === 'more') return null
    if (at === null) return isEnd || this.#buffer.length - start > quotedLimit ? 'unclosed' : null
    return this.#closed(this.#buffer.slice(start + 1, at), this.#pastSpaces(at + 1), isEnd)
  }

  /**
   * The quote at or behind `from` and not behind `limit` that closes a cell with a bare quote: the last of a run (of an odd one where blanks
   * follow, as pairs are letters), in front of a delimiter or line end that no blank follows. What was looked through is not looked through again.
   */
  #closeOfBare(from: number, limit: number, isEnd: boolean): number | null | 'more' {
    const known = this.#sure
    if (from < known.from || from > known.upTo) this.#sure = { from, upTo: from, found: false }
    const sure = this.#sure
    const text = this.#buffer
    while (!sure.found && sure.upTo <= limit) {
      const run = text.indexOf(QUOTE, sure.upTo)
      if (run < 0) {
        sure.upTo = text.length
        return null
      }
      sure.upTo = run
      let last = run
      while (text[last + 1] === QUOTE) last++
      const end = this.#pastSpaces(last + 1)
      // What follows the delimiter decides as well.
      if (end + 1 >= text.length && !isEnd) return 'more'
      const isLetter = (last - run) % 2 === 1 && end > last + 1
      if (this.#isClose(text[end]) && text[end + 1] !== ' ' && !isLetter) {
        sure.upTo = last
        sure.found = true
      } else sure.upTo = last + 1
    }
    return sure.found && sure.upTo <= limit ? sure.upTo : null
  }

  #pastSpaces(from: number): number {
    let at = from
    while (this.#buffer[at] === ' ') at++
    return at
  }

  #isClose(char: string | undefined): boolean {
    return char === undefined || char === this.#delimiter || char === '\n' || char === '\r'
  }

  #closed(text: string, end: number, isEnd: boolean): { text: string; next: number; isLast: boolean } | null {
    const at = this.#buffer[end]
    if (at === undefined) return isEnd ? { text, next: end, isLast: true } : null
    if (at === this.#delimiter) return { text, next: end + 1, isLast: false }
    if (at === '\n') return { text, next: end + 1, isLast: true }
    if (this.#buffer[end + 1] === undefined && !isEnd) return null
    return { text, next: this.#buffer[end + 1] === '\n' ? end + 2 : end + 1, isLast: true }
  }
}

/** The rows of text at hand. */
export function parseCsv(text: string, delimiter: CsvDelimiter): CsvRow[] {
  const splitter = new RowSplitter(delimiter)
  return [...splitter.feed(text), ...splitter.end()]
}

/** The rows in front of anything that cannot be split (a row too long or too wide); all of them where nothing is wrong. */
export function parseCsvFront(text: string, delimiter: CsvDelimiter): CsvRow[] {
  const splitter = new RowSplitter(delimiter)
  const rows: CsvRow[] = []
  try {
    for (const line of text.split(/(?<=\n)/)) rows.push(...splitter.feed(line))
    rows.push(...splitter.end())
  } catch (error) {
    if (!isFailure(error)) throw error
  }
  return rows
}

const delimiters: readonly CsvDelimiter[] = [';', ',', '\t', '|']

/** The delimiter that splits the first lines most often and most evenly. */
export function guessDelimiter(head: string): CsvDelimiter {
  const lines = head
    .split(/\r\n|\n|\r/)
    .slice(0, 60)
    .filter((line) => line.trim() !== '')
  const score = (delimiter: CsvDelimiter): number => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1).filter((count) => count > 0)
    const common = new Map<number, number>()
    for (const count of counts) common.set(count, (common.get(count) ?? 0) + 1)
    return Math.max(0, ...[...common].map(([count, times]) => Math.min(count, 12) * times))
  }
  return delimiters.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best))
}

/** Rows of a source as they come; NULs are dropped. Throws `file.row-too-long` and `file.too-many-columns`. */
export async function* readCsv(
  source: ByteSource,
  delimiter: CsvDelimiter = guessDelimiter(decodeHead(source.head)),
): AsyncGenerator<CsvRow> {
  const splitter = new RowSplitter(delimiter)
  for await (const text of decodeStream(source)) yield* splitter.feed(text.replaceAll('\0', ''))
  yield* splitter.end()
}
