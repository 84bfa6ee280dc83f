// JPK_FA: the audit file of issued invoices, versions 1 to 4.
import { defineInvoiceFormat } from '#ports/invoice-format'
import { invoiceFiles, type ReadDocument } from '#ports/invoice-reading/invoice-files'
import { xmlRoot } from '#ports/invoice-reading/xml-root'
import { readXml } from '#ports/reading/read-xml'
import { textAt } from '#ports/reading/xml-element'
import type { ByteSource } from '#ports/statement-format'
import { invoiceOfJpkFa } from './jpk-fa-invoice.ts'

const parts = new Set(['JPK/Naglowek', 'JPK/Podmiot1', 'JPK/Faktura'])

async function* documentsOf(source: ByteSource): AsyncGenerator<ReadDocument> {
  let defaultCurrency = 'PLN'
  let count = 0
  for await (const event of readXml(source, (path) => parts.has(path))) {
    if (event.kind === 'broken') yield { ok: false, rejection: { ...event.rejection, at: `JPK/Faktura[${count + 1}]` } }
    if (event.kind !== 'tree') continue
    const { element } = event
    if (element.name === 'Naglowek') defaultCurrency = textAt(element, 'DomyslnyKodWaluty') ?? defaultCurrency
    else if (element.name === 'Podmiot1') {
      const taxId = textAt(element, 'IdentyfikatorPodmiotu/NIP')
      const name = textAt(element, 'IdentyfikatorPodmiotu/PelnaNazwa')
      yield { seller: { ...(taxId === undefined ? {} : { taxId }), ...(name === undefined ? {} : { name }) } }
    } else yield invoiceOfJpkFa(element, `JPK/Faktura[${++count}]`, defaultCurrency)
  }
}

export default defineInvoiceFormat({
  id: 'jpk-fa',
  name: 'JPK_FA',
  recognise(head) {
    const root = xmlRoot(head)
    if (root?.name !== 'JPK') return 0
    return /kodSystemowy\s*=\s*["']JPK_FA ?\(/.test(root.head) || />\s*JPK_FA\s*</.test(root.head) ? 1 : 0
  },
  read: (source) => invoiceFiles('jpk-fa', documentsOf(source)),
})
