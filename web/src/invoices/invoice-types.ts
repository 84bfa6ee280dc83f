// Shapes of an invoice as the contract gives them, named for the screens.
import type { readInvoice } from '#contract/invoices'
import type { Output } from '#contract/route'

export type InvoiceDetail = Output<typeof readInvoice>

/** Nouns that a change of an invoice makes stale. */
export const changedByInvoice = ['invoices', 'payments', 'customers', 'dashboard', 'outbox']
