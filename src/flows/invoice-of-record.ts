// An invoice of ours made of the record that a source handed over.
import type { InvoiceRecord } from '#ports/invoice-format'
import type { Invoice } from '#store/invoices'
import type { Id } from '#values/id'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import { zero } from '#values/money'
import type { Intake } from './intake.ts'

/** The source's own id, or for one that has none the number within its year: numbers may start anew each January. */
export const externalIdOf = (record: InvoiceRecord): string =>
  record.externalId ?? `number:${canonicalInvoiceNumber(record.number)}:${record.issueOn.slice(0, 4)}`

export const invoiceOf = (intake: Intake, record: InvoiceRecord, customerId: Id, id: Id): Invoice => ({
  id,
  sourceKey: intake.sourceKey,
  externalId: externalIdOf(record),
  connectionId: intake.connectionId,
  importId: intake.importId,
  number: record.number,
  numberKey: canonicalInvoiceNumber(record.number),
  type: record.type,
  issueOn: record.issueOn,
  dueOn: record.dueOn ?? null,
  saleOn: record.saleOn ?? null,
  total: record.total,
  net: record.net ?? null,
  sourceSettled: record.settledAtSource ?? zero(record.total.currency),
  customerId,
  orderReference: record.orderReference ?? record.paymentReference ?? null,
  ksefNumber: record.ksefNumber ?? null,
  corrects: record.corrects ?? [],
  lines: record.lines ?? [],
  paymentUrl: record.paymentUrl ?? null,
  viewUrl: record.viewUrl ?? null,
  pdfUrl: record.pdfUrl ?? null,
  payToAccount: record.payToAccount ?? null,
  cancelled: record.cancelled ?? false,
  splitPayment: record.splitPayment ?? false,
  createdAt: intake.at,
  changedAt: intake.at,
})
