// The first rows of a waiting file as they would be read, by a guess or by what a person has named so far.

import type { InvoiceRecord } from '#ports/invoice-format'
import type { Rejection } from '#ports/rejection'
import type { ByteSource, StatementFormat, StatementLine } from '#ports/statement-format'
import { mapperOf, type PreviewRow, type TableColumn } from '#ports/table-mapping'
import { getCompany } from '#store/companies'
import { getImport } from '#store/imports'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { ImportMapping, type PlainMapping } from './choose-reading.ts'
import { importedSource } from './imported-source.ts'
import { recogniseOrAsk } from './recognise-file.ts'
import type { Shell } from './shell.ts'
import { toldStatement } from './told-statement.ts'

export type ImportPreview = {
  readonly mapping: ImportMapping
  readonly columns: readonly TableColumn[]
  readonly rows: readonly {
    readonly at: string
    readonly cells: readonly string[]
    readonly line: StatementLine | null
    readonly invoice: InvoiceRecord | null
    readonly rejection: Rejection | null
  }[]
  readonly missing: readonly string[]
  readonly datesAmbiguous: boolean
  readonly currencyFound: boolean
}

const previewRows = 20

/** `wanted`: a kind to guess for, or a mapping; nothing lets the content decide. Throws Failure `import.not-waiting`, `table.mapping-invalid` and what the format says of a broken file. */
export async function previewImport(
  shell: Shell,
  query: { readonly companyId: Id; readonly importId: Id; readonly wanted: 'statement' | 'invoices' | object | null },
): Promise<ImportPreview> {
  const { companyId, importId, wanted } = query
  const known = await getImport(shell.database, companyId, importId)
  if (known.state !== 'mapping-needed' && known.state !== 'failed') throw new Failure('import.not-waiting')
  const source = await importedSource(shell.database, companyId, known)
  const format = recogniseOrAsk(source, shell.shelves.formats)
  const given = typeof wanted === 'object' && wanted !== null ? mappingOf(wanted) : null
  const mapper = mapperOf(format)
  if (mapper === null) {
    if (format.produces !== 'statements') throw new Failure('import.not-waiting')
    const { baseCurrency } = await getCompany(shell.database, companyId)
    const preview = await plainPreview(format, source, given?.kind === 'plain' ? given : { kind: 'plain', currency: baseCurrency })
    return { ...preview, currencyFound: known.failure?.code !== 'statement.no-currency' }
  }
  if (given?.kind === 'plain') throw new Failure('table.mapping-invalid', { kind: '' })
  const kind = typeof wanted === 'string' ? wanted : format.produces === 'invoices' ? 'invoices' : 'statement'
  const { rows, ...preview } = await mapper.preview(source, given ?? kind)
  return { ...preview, rows: rows.map(rowAsRead) }
}

function mappingOf(wanted: object): ImportMapping {
  const parsed = ImportMapping.safeParse(wanted)
  if (!parsed.success) throw new Failure('table.mapping-invalid', { kind: '' })
  return parsed.data
}

function rowAsRead(row: PreviewRow): ImportPreview['rows'][number] {
  const read = 'line' in row ? row.line : row.invoice
  return {
    at: row.at,
    cells: row.cells,
    line: 'line' in row && row.line.ok ? row.line.value : null,
    invoice: 'invoice' in row && row.invoice.ok ? row.invoice.value : null,
    rejection: read.ok ? null : read.rejection,
  }
}

async function plainPreview(
  format: StatementFormat,
  source: ByteSource,
  mapping: PlainMapping,
): Promise<Omit<ImportPreview, 'currencyFound'>> {
  const lines: StatementLine[] = []
  const rejected: Rejection[] = []
  for await (const part of format.read(source, { mapping })) {
    const told = toldStatement(part, mapping)
    lines.push(...told.lines)
    rejected.push(...told.rejected)
    if (lines.length >= previewRows) break
  }
  const nothing = { cells: [], line: null, invoice: null, rejection: null }
  return {
    mapping,
    columns: [],
    rows: [
      ...rejected.map((rejection) => ({ ...nothing, at: rejection.at ?? '', rejection })),
      ...lines.slice(0, previewRows).map((line, index) => ({ ...nothing, at: String(index + 1), line })),
    ].slice(0, previewRows),
    missing: [],
    datesAmbiguous: false,
  }
}
