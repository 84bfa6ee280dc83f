// CSV exports of the banks that Polish firms use: the header is found and says whose it is.
import { decodeHead } from '#ports/reading/decode-text'
import { type CsvRow, guessDelimiter, parseCsv, readCsv } from '#ports/reading/read-csv'
import { defineStatementFormat } from '#ports/statement-format'
import { Failure, isFailure } from '#values/failure'
import { findHeader, type Header, headerLines } from './header.ts'
import type { Layout } from './layout.ts'
import alior from './layouts/alior.ts'
import bnpParibas from './layouts/bnp-paribas.ts'
import ing from './layouts/ing.ts'
import mbankCorporate from './layouts/mbank-corporate.ts'
import mbankList from './layouts/mbank-list.ts'
import mbankStatement from './layouts/mbank-statement.ts'
import millennium from './layouts/millennium.ts'
import pekao from './layouts/pekao.ts'
import pko from './layouts/pko.ts'
import pkoBusiness from './layouts/pko-business.ts'
import revolutBusiness from './layouts/revolut-business.ts'
import { revolutPersonalEnglish, revolutPersonalPolish } from './layouts/revolut-personal.ts'
import santanderHeader from './layouts/santander-header.ts'
import wise from './layouts/wise.ts'
import { FileReader } from './read-file.ts'
import { findMetadata, santanderRows } from './santander-rows.ts'

/** Those with more columns stand before those whose columns they include. */
const layouts: readonly Layout[] = [
  mbankStatement, mbankCorporate, mbankList, ing, pkoBusiness, pko, pekao, alior, millennium, bnpParibas, santanderHeader, revolutBusiness, revolutPersonalEnglish, revolutPersonalPolish, wise,
]

function findLayout(rows: readonly CsvRow[]): { readonly layout: Layout; readonly header: Header } | null {
  const metadata = findMetadata(rows)
  if (metadata !== null) return { layout: santanderRows(rows[0]?.cells ?? []), header: metadata }
  for (const layout of layouts) {
    const header = findHeader(rows, layout)
    if (header !== null) return { layout, header }
  }
  return null
}

/** The whole rows of a head; the last one may be cut and is dropped. */
function headRows(text: string, isWhole: boolean): CsvRow[] {
  const rows = parseCsv(text, guessDelimiter(text))
  return isWhole ? rows : rows.slice(0, -1)
}

function recognise(head: Uint8Array): number {
  try {
    return findLayout(headRows(decodeHead(head).slice(0, 32_000).replaceAll('\0', ''), true).slice(0, headerLines)) === null ? 0 : 1
  } catch (error) {
    if (isFailure(error)) return 0
    throw error
  }
}

export default defineStatementFormat({
  id: 'bank-csv',
  name: 'CSV: mBank, ING, PKO BP, Pekao, Erste (Santander), Alior, Millennium, BNP Paribas, Revolut, Wise',
  recognise,
  async *read(source) {
    const head = headRows(decodeHead(source.head).replaceAll('\0', ''), source.size <= source.head.length)
    const found = findLayout(head)
    if (found === null) throw new Failure('csv.no-known-header')
    const reader = new FileReader(found.layout, head, found.header)
    let index = 0
    try {
      for await (const row of readCsv(source)) {
        const page = index++ > found.header.index ? reader.take(row) : null
        if (page !== null) yield page
      }
    } catch (error) {
      if (!isFailure(error) || index <= found.header.index) throw error
      reader.reject({ code: error.code, facts: error.facts })
    }
    yield* reader.end()
  },
})
