// What a column of a table of statement lines or of invoices can be.

export const statementRoles = [
  'bookedOn',
  'valueOn',
  'amount',
  'credit',
  'debit',
  'direction',
  'currency',
  'title',
  'counterpartyName',
  'counterpartyAccount',
  'ownAccount',
  'reference',
  'balance',
  'operation',
] as const

export const invoiceRoles = [
  'number',
  'issueOn',
  'dueOn',
  'saleOn',
  'total',
  'net',
  'paid',
  'open',
  'currency',
  'customerName',
  'taxId',
  'email',
  'customerId',
  'segment',
  'order',
  'ksefNumber',
  'documentKind',
  'state',
  'corrects',
  'account',
] as const

export type StatementRole = (typeof statementRoles)[number]
export type InvoiceRole = (typeof invoiceRoles)[number]
