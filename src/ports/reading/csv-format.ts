// A statement format made of CSV layouts: the header is found among the first lines and says whose export it is.
import { defineStatementFormat, type StatementFormat } from '#ports/statement-format'
import { Failure, isFailure } from '#values/failure'
import { findHeader, type Header, headerLines } from './csv-header.ts'
import type { Layout } from './csv-layout.ts'
import { FileReader } from './csv-statements.ts'
import { decodeHead } from './decode-text.ts'
import { type CsvRow, guessDelimiter, parseCsvFront, readCsv } from './read-csv.ts'

export type FoundLayout = { readonly layout: Layout; readonly header: Header }

/** `withoutHeader` recognises exports that have no header row; of `layouts` those with more columns stand first. */
export type CsvFormat = {
  readonly id: string
  readonly name: string
  readonly layouts: readonly Layout[]
  readonly withoutHeader?: (rows: readonly CsvRow[]) => FoundLayout | null
}

/** Characters of the head that a recogniser splits into rows. */
const recognisedLength = 32_000

/** The whole rows of a head; the last one may be cut and is dropped. */
function headRows(head: Uint8Array, length: number, isWhole: boolean): CsvRow[] {
  const text = decodeHead(head).slice(0, length).replaceAll('\0', '')
  const rows = parseCsvFront(text, guessDelimiter(text))
  return isWhole ? rows : rows.slice(0, -1)
}

/** The format of a family of layouts. */
export function csvFormat(family: CsvFormat): StatementFormat {
  const find = (rows: readonly CsvRow[]): FoundLayout | null => {
    const bare = family.withoutHeader?.(rows) ?? null
    if (bare !== null) return bare
    for (const layout of family.layouts) {
      const header = findHeader(rows, layout)
      if (header !== null) return { layout, header }
    }
    return null
  }
  return defineStatementFormat({
    id: family.id,
    name: family.name,
    recognise: (head) => (find(headRows(head, recognisedLength, true).slice(0, headerLines)) === null ? 0 : 1),
    async *read(source) {
      const head = headRows(source.head, Number.POSITIVE_INFINITY, source.size <= source.head.length)
      const found = find(head) ?? find(headRows(source.head, recognisedLength, true))
      if (found === null) throw new Failure('csv.no-known-header')
      const reader = new FileReader(found.layout, head, found.header)
      let index = 0
      try {
        for await (const row of readCsv(source)) {
          if (index++ <= found.header.index) continue
          yield* reader.take(row)
        }
      } catch (error) {
        if (!isFailure(error) || index <= found.header.index) throw error
        reader.reject({ code: error.code, facts: error.facts })
      }
      yield* reader.end()
    },
  })
}
