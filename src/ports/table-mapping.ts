// How the columns of any table (CSV, XLSX) are read as statement lines or invoices: a plain object that a person confirms once and the house keeps.
import * as z from 'zod'
import { invoiceRoles, statementRoles } from '#domain/tables/column-roles'
import type { InvoiceFormat, InvoiceRecord } from './invoice-format.ts'
import type { Parsed } from './rejection.ts'
import type { ByteSource, StatementFormat, StatementLine } from './statement-format.ts'

const column = z.number().int().min(0).max(1_999)

const shared = {
  version: z.literal(1),
  /** The header's cells, folded, in order; a file with the same signature is read by this mapping. Empty for a table without a header. */
  signature: z.string().max(20_000),
  delimiter: z.enum([';', ',', '\t', '|']).optional(),
  sheet: z.string().max(200).optional(),
  dates: z.enum(['year-first', 'day-first', 'month-first']),
  decimal: z.enum([',', '.']),
  /** For rows that name no currency of their own. */
  currency: z.string().regex(/^[A-Z]{3}$/),
}

export const StatementMapping = z.object({
  ...shared,
  kind: z.literal('statement'),
  account: z.string().max(60).optional(),
  /** Columns of each role, in the order in which their texts are joined. */
  columns: z.partialRecord(z.enum(statementRoles), z.array(column).min(1).max(20)),
})

export const InvoiceMapping = z.object({
  ...shared,
  kind: z.literal('invoices'),
  columns: z.partialRecord(z.enum(invoiceRoles), z.array(column).min(1).max(20)),
})

export const TableMapping = z.discriminatedUnion('kind', [StatementMapping, InvoiceMapping])

export type StatementMapping = z.infer<typeof StatementMapping>
export type InvoiceMapping = z.infer<typeof InvoiceMapping>
export type TableMapping = z.infer<typeof TableMapping>

export type TableColumn = { readonly index: number; readonly header: string; readonly samples: readonly string[] }

/** The first rows as they would be read; `at` is the line or row of the file. */
export type PreviewRow =
  | { readonly at: string; readonly cells: readonly string[]; readonly line: Parsed<StatementLine> }
  | { readonly at: string; readonly cells: readonly string[]; readonly invoice: Parsed<InvoiceRecord> }

export type TablePreview = {
  readonly mapping: TableMapping
  readonly columns: readonly TableColumn[]
  readonly rows: readonly PreviewRow[]
  /** What the mapping lacks before the file can be read: roles of which at least one is needed. */
  readonly missing: readonly string[]
  /** Day and month could be the other way round: every date of the file fits both. */
  readonly datesAmbiguous: boolean
  /** The file names its currency; where it does not, the mapping's is a supposition that a person confirms. */
  readonly currencyFound: boolean
}

/** What a screen needs of the table format: the preview of a guess or of a mapping changed by a person, and the signature of a file. */
export type TableMapper = {
  preview(source: ByteSource, wanted: TableMapping['kind'] | TableMapping): Promise<TablePreview>
  signature(source: ByteSource): Promise<string>
}

/** A format that reads any table by a mapping; a person is asked for it once, however sure the format is. */
export type MappedFormat = (StatementFormat | InvoiceFormat) & { readonly mapper: TableMapper }

export const mapperOf = (format: StatementFormat | InvoiceFormat | MappedFormat): TableMapper | null =>
  'mapper' in format ? format.mapper : null
