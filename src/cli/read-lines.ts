// Statements and invoices as the JSON lines of the terminal's contract.
import type { InvoiceRecord } from '#ports/invoice-format'
import type { Rejection } from '#ports/rejection'
import type { Statement, StatementLine } from '#ports/statement-format'
import { formatDecimal } from '#values/decimal'
import type { Money } from '#values/money'

/** The sentence of a code with its facts, in the language of the terminal. */
export type Sentence = (rejection: Rejection) => string

const amountOf = (money: Money): { readonly amount: string; readonly currency: string } => ({
  amount: formatDecimal(money),
  currency: money.currency,
})

/** A line of a statement; absent facts are absent keys. */
export function lineJson(line: StatementLine): object {
  const { amount, original, charges, ...rest } = line
  return {
    ...amountOf(amount),
    ...rest,
    ...(original === undefined ? {} : { original: amountOf(original) }),
    ...(charges === undefined ? {} : { charges: formatDecimal(charges) }),
  }
}

export const rejectionJson = (rejection: Rejection, sentence: Sentence): object => ({
  ...(rejection.at === undefined ? {} : { at: rejection.at }),
  why: sentence(rejection),
  code: rejection.code,
})

/** What is known of a statement before its lines. */
export function headJson(statement: Statement, file: string): object {
  const { format, bank, account, accountOwner, number, currency } = statement
  return {
    kind: 'statement',
    file,
    format,
    ...(bank === undefined ? {} : { bank }),
    ...(account === undefined ? {} : { account }),
    ...(accountOwner === undefined ? {} : { accountOwner }),
    ...(number === undefined ? {} : { number }),
    currency,
  }
}

/** What is known of it behind its last line. */
export function tailJson(statement: Statement): object {
  const { openingBalance, closingBalance, openingOn, closingOn, balanced, difference } = statement
  return {
    ...(openingBalance === undefined ? {} : { openingBalance: formatDecimal(openingBalance) }),
    ...(openingOn === undefined ? {} : { openingOn }),
    ...(closingBalance === undefined ? {} : { closingBalance: formatDecimal(closingBalance) }),
    ...(closingOn === undefined ? {} : { closingOn }),
    balanced,
    ...(difference === undefined ? {} : { difference: formatDecimal(difference) }),
  }
}

/** An invoice; a credit note has a negative total. */
export function invoiceJson(invoice: InvoiceRecord, file: string, format: string): object {
  const { customer } = invoice
  const paid = invoice.settledAtSource
  return {
    kind: 'invoice',
    file,
    format,
    ...(invoice.externalId === undefined ? {} : { id: invoice.externalId }),
    number: invoice.number,
    type: invoice.type,
    issueDate: invoice.issueOn,
    ...(invoice.dueOn === undefined ? {} : { dueDate: invoice.dueOn }),
    currency: invoice.total.currency,
    total: formatDecimal(invoice.total),
    ...(paid === undefined
      ? {}
      : { paid: formatDecimal(paid), open: formatDecimal({ minor: invoice.total.minor - paid.minor, currency: invoice.total.currency }) }),
    customer: {
      ...(customer.externalId === undefined ? {} : { id: customer.externalId }),
      name: customer.name,
      ...(customer.taxId === undefined ? {} : { taxId: customer.taxId }),
      ...(customer.email === undefined ? {} : { email: customer.email }),
      ...(customer.accounts === undefined ? {} : { accounts: customer.accounts }),
      ...(customer.virtualAccount === undefined ? {} : { virtualAccount: customer.virtualAccount }),
    },
    ...(invoice.orderReference === undefined ? {} : { orderReference: invoice.orderReference }),
    ...(invoice.ksefNumber === undefined ? {} : { ksefNumber: invoice.ksefNumber }),
    ...(invoice.corrects === undefined ? {} : { corrects: invoice.corrects }),
    ...(invoice.cancelled === undefined ? {} : { cancelled: true }),
    ...(invoice.notes === undefined ? {} : { notes: invoice.notes }),
    ...(invoice.lines === undefined
      ? {}
      : {
          lines: invoice.lines.map((line) => ({
            name: line.name,
            ...(line.category === undefined ? {} : { category: line.category }),
            ...(line.gross === undefined ? {} : { gross: formatDecimal(line.gross) }),
          })),
        }),
  }
}
