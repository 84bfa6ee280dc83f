// Documents of Fakturownia saved as JSON, as its API and its exports write them.
import { defineInvoiceFormat } from '#ports/invoice-format'
import { invoiceFiles, type ReadDocument } from '#ports/invoice-reading/invoice-files'
import { jsonHead, readJsonRecords, textOf } from '#ports/invoice-reading/json-records'
import { rejected } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'
import { invoiceOfFakturownia, isFakturowniaDocument, sellerOfFakturownia } from './fakturownia-invoice.ts'

async function* documentsOf(source: ByteSource): AsyncGenerator<ReadDocument> {
  const items = await readJsonRecords(source, isFakturowniaDocument)
  const numbers = new Map<string, string>()
  let sellerKnown = false
  for (const item of items) {
    if (!('record' in item)) continue
    const id = textOf(item.record['id'])
    const number = textOf(item.record['number'])
    if (id !== undefined && number !== undefined) numbers.set(id, number)
    const seller = sellerOfFakturownia(item.record)
    if (!sellerKnown && seller.taxId !== undefined) yield { seller }
    sellerKnown ||= seller.taxId !== undefined
  }
  for (const item of items) {
    yield 'record' in item
      ? invoiceOfFakturownia(item.record, item.at, numbers)
      : rejected('file.record-unreadable', { text: item.unreadable }, item.at)
  }
}

export default defineInvoiceFormat({
  id: 'fakturownia-json',
  name: 'Fakturownia (JSON)',
  recognise(head) {
    const text = jsonHead(head)
    if (text === null || !text.includes('"price_gross"')) return 0
    return text.includes('"buyer_name"') || text.includes('"payment_to"') ? 1 : 0.6
  },
  read: (source) => invoiceFiles('fakturownia-json', documentsOf(source)),
})
