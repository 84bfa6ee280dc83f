// Invoices of iFirma saved as JSON, as its API lists and shows them.
import { defineInvoiceFormat } from '#ports/invoice-format'
import { invoiceFiles, type ReadDocument } from '#ports/invoice-reading/invoice-files'
import { jsonHead, readJsonRecords } from '#ports/invoice-reading/json-records'
import { rejected } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'
import { invoiceOfIfirma, isIfirmaInvoice } from './ifirma-invoice.ts'

async function* documentsOf(source: ByteSource): AsyncGenerator<ReadDocument> {
  for (const item of await readJsonRecords(source, isIfirmaInvoice)) {
    yield 'record' in item ? invoiceOfIfirma(item.record, item.at) : rejected('file.record-unreadable', { text: item.unreadable }, item.at)
  }
}

export default defineInvoiceFormat({
  id: 'ifirma',
  name: 'iFirma (JSON)',
  recognise(head) {
    const text = jsonHead(head)
    if (text === null) return 0
    if (/"(?:PelnyNumer|NumerPelny)"/.test(text) && text.includes('"DataWystawienia"')) return 1
    return text.includes('"DataWystawienia"') && text.includes('"Pozycje"') ? 0.9 : 0
  },
  read: (source) => invoiceFiles('ifirma', documentsOf(source)),
})
