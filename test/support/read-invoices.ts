// Reads a text or bytes with an invoice format and gathers what its files hold.
import type { InvoiceFormat, InvoiceRecord } from '#ports/invoice-format'
import { bytesSource } from '#ports/reading/byte-source'
import type { Rejection } from '#ports/rejection'
import { formatDecimal } from '#values/decimal'

export type ReadInvoices = {
  readonly sellerTaxId: string | undefined
  readonly invoices: readonly InvoiceRecord[]
  readonly rejected: readonly Rejection[]
}

/** Everything that the format finds; pieces are small, so that nothing depends on where a piece ends. */
export async function readInvoices(format: InvoiceFormat, file: string | Uint8Array, mapping?: unknown): Promise<ReadInvoices> {
  const invoices: InvoiceRecord[] = []
  const rejected: Rejection[] = []
  let sellerTaxId: string | undefined
  for await (const part of format.read(
    bytesSource(typeof file === 'string' ? Buffer.from(file) : file, 1_000),
    mapping === undefined ? {} : { mapping },
  )) {
    invoices.push(...part.invoices)
    rejected.push(...part.rejected)
    sellerTaxId = part.sellerTaxId ?? sellerTaxId
  }
  return { sellerTaxId, invoices, rejected }
}

/** The one invoice of a file; fails when there are more, fewer or rejections. */
export async function readOneInvoice(format: InvoiceFormat, file: string | Uint8Array): Promise<InvoiceRecord> {
  const { invoices, rejected } = await readInvoices(format, file)
  const [invoice] = invoices
  if (invoice === undefined || invoices.length !== 1 || rejected.length > 0)
    throw new Error(`${invoices.length} invoices, rejected: ${JSON.stringify(rejected)}`)
  return invoice
}

/** `1230.00 PLN`, and what is left to pay as `open`. */
export const amountsOf = (
  invoice: InvoiceRecord,
): { readonly total: string; readonly settled: string | undefined; readonly open: string } => ({
  total: `${formatDecimal(invoice.total)} ${invoice.total.currency}`,
  settled: invoice.settledAtSource === undefined ? undefined : formatDecimal(invoice.settledAtSource),
  open: formatDecimal({ minor: invoice.total.minor - (invoice.settledAtSource?.minor ?? 0n), currency: invoice.total.currency }),
})
