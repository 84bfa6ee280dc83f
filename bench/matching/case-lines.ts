// A generated case as the JSON lines that `skarbnik match` and a scorer read.
import type { CaseInvoice, CasePayment, MatchingCase } from './case-types.ts'

const decimal = (minor: number): string =>
  `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}.${(Math.abs(minor) % 100).toString().padStart(2, '0')}`

export const invoiceLine = (invoice: CaseInvoice): string => {
  const { customer, total, ...rest } = invoice
  const { id, name, taxId, email, account, known, virtualAccount } = customer
  return JSON.stringify({
    ...rest,
    kind: 'invoice',
    total: decimal(total),
    paid: '0.00',
    customer: { id, name, taxId, email, accounts: known ? [account] : [], virtualAccount },
  })
}

export const paymentLine = (payment: CasePayment): string => JSON.stringify({ ...payment, amount: decimal(payment.amount) })

/** Three files' worth of lines: invoices, payments, truth. */
export const caseLines = (made: MatchingCase): { invoices: string[]; payments: string[]; truth: string[] } => ({
  invoices: made.invoices.map(invoiceLine),
  payments: made.payments.map(paymentLine),
  truth: made.truth.map((row) =>
    JSON.stringify({ ...row, allocations: row.allocations.map((each) => ({ ...each, amount: decimal(each.amount) })) }),
  ),
})
