// UBL 2.1 invoices and credit notes: Peppol BIS Billing 3, the Polish PEF and their kin.
import { defineInvoiceFormat } from '#ports/invoice-format'
import { invoiceFiles, type ReadDocument } from '#ports/invoice-reading/invoice-files'
import { xmlRoot } from '#ports/invoice-reading/xml-root'
import { rejected } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'
import { readUblDocuments } from './ubl-document.ts'
import { invoiceOfUbl, sellerOfUbl } from './ubl-invoice.ts'

async function* documentsOf(source: ByteSource): AsyncGenerator<ReadDocument> {
  let seen = false
  for await (const event of readUblDocuments(source)) {
    seen = true
    if (event.kind === 'broken') yield { ok: false, rejection: event.rejection }
    else {
      yield { seller: sellerOfUbl(event.document) }
      yield invoiceOfUbl(event.document)
    }
  }
  if (!seen) yield rejected('file.xml-broken', { why: 'no document' })
}

export default defineInvoiceFormat({
  id: 'ubl',
  name: 'UBL 2.1 (Peppol BIS, PEF)',
  recognise(head) {
    const root = xmlRoot(head)
    if (root === null) return 0
    const ubl = /urn:oasis:names:specification:ubl:schema:xsd:(?:Invoice|CreditNote)-2/
    if (root.name === 'Invoice' || root.name === 'CreditNote')
      return ubl.test(root.namespace) ? 1 : /<(?:\w+:)?(?:LegalMonetaryTotal|AccountingSupplierParty)\b/.test(root.head) ? 0.8 : 0
    return ubl.test(root.head) ? 0.9 : 0
  },
  read: (source) => invoiceFiles('ubl', documentsOf(source)),
})
