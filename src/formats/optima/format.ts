// XML of Comarch Optima: the VAT sales register ("praca rozproszona") and single trade documents.
import { defineInvoiceFormat } from '#ports/invoice-format'
import { invoiceFiles, type ReadDocument } from '#ports/invoice-reading/invoice-files'
import { xmlRoot } from '#ports/invoice-reading/xml-root'
import { readXml } from '#ports/reading/read-xml'
import { rejected } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'
import { invoiceOfDocument } from './document-invoice.ts'
import { invoiceOfRegister } from './register-invoice.ts'

const registerPath = 'ROOT/REJESTRY_SPRZEDAZY_VAT/REJESTR_SPRZEDAZY_VAT'
const documentPaths = new Set(['ROOT/DOKUMENT', 'ROOT/DOKUMENTY/DOKUMENT', 'DOKUMENT'])
const purchasePath = 'ROOT/REJESTRY_ZAKUPU_VAT/REJESTR_ZAKUPU_VAT'

async function* documentsOf(source: ByteSource): AsyncGenerator<ReadDocument> {
  let count = 0
  let purchases = 0
  for await (const event of readXml(source, (path) => path === registerPath || documentPaths.has(path))) {
    if (event.kind === 'broken') yield { ok: false, rejection: { ...event.rejection, at: `[${count + 1}]` } }
    else if (event.kind === 'open' && event.path === purchasePath) purchases++
    else if (event.kind === 'tree') {
      const at = `${event.element.name}[${++count}]`
      yield event.path === registerPath ? invoiceOfRegister(event.element, at) : invoiceOfDocument(event.element, at)
    }
  }
  if (purchases > 0) yield rejected('optima.purchases-left-out', { count: purchases })
}

export default defineInvoiceFormat({
  id: 'optima',
  name: 'Comarch Optima (XML)',
  recognise(head) {
    const root = xmlRoot(head)
    if (root === null || (root.name !== 'ROOT' && root.name !== 'DOKUMENT')) return 0
    if (/(?:comarch\.pl|cdn\.com\.pl)\/(?:cdn\/)?optima/.test(root.namespace)) return 1
    return /<(?:\w+:)?(?:REJESTR_SPRZEDAZY_VAT|NUMER_PELNY)\b/.test(root.head) ? 0.8 : 0
  },
  read: (source) => invoiceFiles('optima', documentsOf(source)),
})
