// What became of one incoming invoice.
import type { Rejection } from '#ports/rejection'
import type { Id } from '#values/id'

/** duplicate: another source holds the same document and leads it. */
export type InvoiceOutcome =
  | { readonly kind: 'new' | 'changed' | 'known' | 'duplicate'; readonly invoiceId: Id }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
