// Structured invoices of the national system KSeF: FA(2) and FA(3).
import { defineInvoiceFormat } from '#ports/invoice-format'
import { invoiceFiles, type ReadDocument } from '#ports/invoice-reading/invoice-files'
import { xmlRoot } from '#ports/invoice-reading/xml-root'
import { rejected } from '#ports/rejection'
import type { ByteSource } from '#ports/statement-format'
import { readFaDocument } from './fa-document.ts'
import { invoiceOfFa, sellerOfFa } from './fa-invoice.ts'

const faNamespace = /crd\.gov\.pl\/wzor\/(?:2025\/06\/25\/13775|2023\/06\/29\/12648)\//

async function* documentsOf(source: ByteSource): AsyncGenerator<ReadDocument> {
  let seen = false
  for await (const event of readFaDocument(source)) {
    if (event.kind === 'broken') {
      yield { ok: false, rejection: event.rejection }
      seen = true
      continue
    }
    seen = true
    const { document } = event
    if (document.root === 'Potwierdzenie') yield rejected('ksef.receipt-not-invoice')
    else if (document.formCode.startsWith('FA_RR')) yield rejected('ksef.farmer-invoice')
    else {
      yield { seller: sellerOfFa(document) }
      yield invoiceOfFa(document)
    }
  }
  if (!seen) yield rejected('file.xml-broken', { why: 'no end' })
}

export default defineInvoiceFormat({
  id: 'ksef-fa',
  name: 'KSeF FA(2), FA(3)',
  recognise(head) {
    const root = xmlRoot(head)
    if (root === null) return 0
    if (root.name === 'Potwierdzenie') return root.namespace.includes('upo.schematy.mf.gov.pl/KSeF') ? 0.9 : 0
    if (root.name !== 'Faktura') return 0
    if (faNamespace.test(root.namespace) || /kodSystemowy\s*=\s*["']FA(?:_RR)? ?\(/.test(root.head)) return 1
    return /<(?:\w+:)?Podmiot1\b/.test(root.head) && /<(?:\w+:)?P_2>/.test(root.head) ? 0.8 : 0
  },
  read: (source) => invoiceFiles('ksef-fa', documentsOf(source)),
})
