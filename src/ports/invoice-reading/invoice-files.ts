// Gathers what a reader takes from its file, one document at a time, into invoice files of bounded size.
import { isFailure } from '#values/failure'
import type { InvoiceFile, InvoiceRecord } from '../invoice-format.ts'
import type { Parsed, Rejection } from '../rejection.ts'

export type Seller = { readonly taxId?: string; readonly name?: string }

/** One event of a reader: who sells, known before or between the documents, or a document taken or turned down. */
export type ReadDocument = { readonly seller: Seller } | Parsed<InvoiceRecord>

const batchSize = 5_000

/**
 * One InvoiceFile for up to 5,000 documents, more for more; at least one.
 * A Failure after the first document keeps what was read and becomes the last rejection; before it, the file is refused by throwing.
 */
export async function* invoiceFiles(format: string, documents: AsyncIterable<ReadDocument>): AsyncGenerator<InvoiceFile> {
  let seller: Seller = {}
  let invoices: InvoiceRecord[] = []
  let rejections: Rejection[] = []
  let yielded = false
  const file = (): InvoiceFile => ({
    kind: 'invoices',
    format,
    ...(seller.taxId === undefined ? {} : { sellerTaxId: seller.taxId }),
    ...(seller.name === undefined ? {} : { sellerName: seller.name }),
    invoices,
    rejected: rejections,
  })
  try {
    for await (const document of documents) {
      if ('seller' in document) seller = document.seller
      else if (document.ok) invoices.push(document.value)
      else rejections.push(document.rejection)
      if (invoices.length + rejections.length < batchSize) continue
      yield file()
      yielded = true
      invoices = []
      rejections = []
    }
  } catch (error) {
    if (!isFailure(error) || (!yielded && invoices.length + rejections.length === 0)) throw error
    rejections.push({ code: error.code, facts: error.facts })
  }
  if (!yielded || invoices.length + rejections.length > 0) yield file()
}
