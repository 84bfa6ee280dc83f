// Any other CSV or XLSX, as statements or as invoices, by a mapping of its columns.
import { defineInvoiceFormat } from '#ports/invoice-format'
import { invoiceFiles } from '#ports/invoice-reading/invoice-files'
import { defineStatementFormat } from '#ports/statement-format'
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

export default [statements, invoices]
