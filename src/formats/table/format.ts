// Any other CSV or XLSX, as statements or as invoices, by a mapping of its columns.
import { defineInvoiceFormat, type InvoiceFormat } from '#ports/invoice-format'
import { invoiceFiles } from '#ports/invoice-reading/invoice-files'
import { defineStatementFormat, type StatementFormat } from '#ports/statement-format'
import type { TableMapper } from '#ports/table-mapping'
import { tableMapper } from './preview.ts'
import { recogniseTable } from './recognise.ts'
import { readTableInvoices, readTableStatements } from './table-reading.ts'

const statements = defineStatementFormat({
  id: 'table-statement',
  name: 'CSV, XLSX',
  recognise: (head) => recogniseTable(head, 'statement'),
  read: (source, options) => readTableStatements('table-statement', source, options),
})

const invoices = defineInvoiceFormat({
  id: 'table-invoices',
  name: 'CSV, XLSX',
  recognise: (head) => recogniseTable(head, 'invoices'),
  read: (source, options) => invoiceFiles('table-invoices', readTableInvoices(source, options)),
})

/** Both let a person see and change what is in which column. */
const withMapper = <F extends StatementFormat | InvoiceFormat>(format: F): F & { readonly mapper: TableMapper } => ({
  ...format,
  mapper: tableMapper,
})

const formats: readonly (StatementFormat | InvoiceFormat)[] = [withMapper(statements), withMapper(invoices)]
export default formats
