// Reads a whole table by a mapping, given or guessed, as statements or as invoices.
import type { InvoiceRecord } from '#ports/invoice-format'
import type { ReadDocument } from '#ports/invoice-reading/invoice-files'
import { type Parsed, type Rejection, rejected } from '#ports/rejection'
import type { ByteSource, ReadOptions, Statement } from '#ports/statement-format'
import { InvoiceMapping, StatementMapping, TableMapping } from '#ports/table-mapping'
import { currency } from '#values/currency'
import { Failure } from '#values/failure'
import { guessMapping, missingRoles } from './guess-mapping.ts'
import { invoiceOfRow, isBesideTheInvoices } from './invoice-rows.ts'
import { isBesideTheTable, lineOfRow, type MappedLine } from './statement-rows.ts'
import { openTable, type TableSource } from './table-rows.ts'
import { findHeader, scanTable, signatureOf } from './table-scan.ts'
import { statementsOf } from './table-statements.ts'
import type { TableRow } from './xlsx-rows.ts'

/** The mapping handed over, checked; throws `table.mapping-invalid` when it is none of this kind. */
function givenMapping(options: ReadOptions, kind: TableMapping['kind']): TableMapping | null {
  if (options.mapping === undefined) return null
  const parsed = TableMapping.safeParse(options.mapping)
  if (!parsed.success || parsed.data.kind !== kind) throw new Failure('table.mapping-invalid', { kind })
  return parsed.data
}

/** The table and its mapping; throws `table.mapping-needed` when none is given and the columns do not speak for themselves. */
async function tableWithMapping(
  source: ByteSource,
  options: ReadOptions,
  kind: TableMapping['kind'],
): Promise<{ table: TableSource; mapping: TableMapping }> {
  const given = givenMapping(options, kind)
  if (given !== null) {
    const missing = missingRoles(given)
    if (missing.length > 0) throw new Failure('table.mapping-needed', { kind, missing: missing.join(', ') })
    return { table: await openTable(source, { delimiter: given.delimiter, sheet: given.sheet }), mapping: given }
  }
  const table = await openTable(source)
  const { mapping, missing } = guessMapping(kind, table, await scanTable(table))
  if (missing.length > 0) throw new Failure('table.mapping-needed', { kind, missing: missing.join(', ') })
  return { table, mapping }
}

const headerWithin = 200

/** The rows below the header that the mapping was made for, else below the likeliest; all rows for a mapping without a header. */
export async function* dataRows(table: TableSource, signature: string): AsyncGenerator<TableRow> {
  const first: TableRow[] = []
  let settled = signature === ''
  const bodyOf = (): TableRow[] => {
    const header = first.find((row) => signatureOf(row) === signature) ?? findHeader(first)
    return first.slice(header === null ? 0 : first.indexOf(header) + 1)
  }
  for await (const row of table.rows()) {
    if (settled) {
      yield row
      continue
    }
    first.push(row)
    if (first.length < headerWithin) continue
    settled = true
    yield* bodyOf()
  }
  if (!settled) yield* bodyOf()
}

/** What of the file was not read as data: rows beside the table, counted, and other sheets. */
class Beside {
  #count = 0
  #first = ''
  #text = ''

  add(row: TableRow): void {
    if (this.#count++ > 0) return
    this.#first = row.at
    this.#text = row.cells
      .map((cell) => cell.trim())
      .filter(Boolean)
      .join(' ')
      .slice(0, 80)
  }

  rejections(table: TableSource): Rejection[] {
    const found: Rejection[] = []
    if (this.#count > 0) found.push(rejected('table.rows-beside', { count: this.#count, text: this.#text }, this.#first).rejection)
    if (table.otherSheets.length > 0)
      found.push(
        rejected('table.sheets-left-out', { count: table.otherSheets.length, names: table.otherSheets.join(', ').slice(0, 200) }).rejection,
      )
    return found
  }
}

/** Statements of a table; `options.mapping` is a TableMapping of kind `statement`. */
export async function* readTableStatements(format: string, source: ByteSource, options: ReadOptions): AsyncGenerator<Statement> {
  const { table, mapping: checked } = await tableWithMapping(source, options, 'statement')
  const mapping = StatementMapping.parse(checked)
  const lines: MappedLine[] = []
  const rejections: Rejection[] = []
  const beside = new Beside()
  for await (const row of dataRows(table, mapping.signature)) {
    if (isBesideTheTable(row, mapping)) {
      beside.add(row)
      continue
    }
    const read = lineOfRow(row, mapping)
    if (read.ok) lines.push(read.value)
    else rejections.push(read.rejection)
  }
  yield* statementsOf(format, lines, [...rejections, ...beside.rejections(table)], currency(mapping.currency))
}

/** Documents of a table; `options.mapping` is a TableMapping of kind `invoices`. */
export async function* readTableInvoices(source: ByteSource, options: ReadOptions): AsyncGenerator<ReadDocument> {
  const { table, mapping: checked } = await tableWithMapping(source, options, 'invoices')
  const mapping = InvoiceMapping.parse(checked)
  const beside = new Beside()
  for await (const row of dataRows(table, mapping.signature)) {
    if (isBesideTheInvoices(row, mapping)) beside.add(row)
    else {
      const read: Parsed<InvoiceRecord> = invoiceOfRow(row, mapping)
      yield read
    }
  }
  for (const rejection of beside.rejections(table)) yield { ok: false, rejection }
}
