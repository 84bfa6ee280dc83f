// JPK_V7M and JPK_V7K: the monthly VAT register; its sales rows are invoices in złoty without due days.
import { defineInvoiceFormat } from '#ports/invoice-format'
import { invoiceFiles, type ReadDocument, type Seller } from '#ports/invoice-reading/invoice-files'
import { xmlRoot } from '#ports/invoice-reading/xml-root'
import { readXml } from '#ports/reading/read-xml'
import { elementAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import { rejected } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'
import { invoiceOfSalesRow } from './sales-row.ts'

function sellerOf(party: XmlElement): Seller {
  const person = elementAt(party, 'OsobaFizyczna')
  const firm = elementAt(party, 'OsobaNiefizyczna')
  const taxId = textAt(person ?? firm, 'NIP')
  const name =
    textAt(firm, 'PelnaNazwa') ??
    [textAt(person, 'ImiePierwsze'), textAt(person, 'Nazwisko')].filter((part) => part !== undefined).join(' ')
  return { ...(taxId === undefined ? {} : { taxId }), ...(name === '' ? {} : { name }) }
}

async function* documentsOf(source: ByteSource): AsyncGenerator<ReadDocument> {
  let rows = 0
  let broken = false
  for await (const event of readXml(source, (path) => path === 'JPK/Podmiot1' || path === 'JPK/Ewidencja/SprzedazWiersz')) {
    if (event.kind === 'broken') {
      broken = true
      yield { ok: false, rejection: { ...event.rejection, at: `SprzedazWiersz[${rows + 1}]` } }
    } else if (event.kind === 'tree') {
      if (event.element.name === 'Podmiot1') yield { seller: sellerOf(event.element) }
      else yield invoiceOfSalesRow(event.element, `SprzedazWiersz[${++rows}]`)
    }
  }
  if (rows === 0 && !broken) yield rejected('jpk.no-sales')
}

export default defineInvoiceFormat({
  id: 'jpk-v7m',
  name: 'JPK_V7M, JPK_V7K',
  recognise(head) {
    const root = xmlRoot(head)
    if (root?.name !== 'JPK') return 0
    return /kodSystemowy\s*=\s*["']JPK_V7[MK] ?\(/.test(root.head) || /<(?:\w+:)?SprzedazWiersz\b/.test(root.head) ? 1 : 0
  },
  read: (source) => invoiceFiles('jpk-v7m', documentsOf(source)),
})
