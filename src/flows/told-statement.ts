// Gives a statement the currency and the account that a person told for a file which names neither.
import type { Statement, StatementLine } from '#ports/statement-format'
import { currency, minorDigits, unknownCurrency } from '#values/currency'
import { Failure } from '#values/failure'
import { type Money, money } from '#values/money'
import type { ImportMapping } from './choose-reading.ts'

/** What the file says itself goes first. Throws Failure `statement.no-currency` when neither it nor the person names one. */
export function toldStatement(statement: Statement, mapping: ImportMapping | null): Statement {
  const account = statement.account ?? (mapping?.kind === 'invoices' ? undefined : mapping?.account)
  const told: Statement = account === undefined ? statement : { ...statement, account }
  if (statement.currency !== unknownCurrency || statement.lines.length === 0) return told
  if (mapping === null || mapping.kind === 'invoices') throw new Failure('statement.no-currency')
  const named = currency(mapping.currency)
  // Amounts of no currency were read with two decimals.
  if (minorDigits(named) !== minorDigits(unknownCurrency)) throw new Failure('statement.no-currency')
  const of = (amount: Money): Money => (amount.currency === unknownCurrency ? money(amount.minor, named) : amount)
  const lineOf = (line: StatementLine): StatementLine => ({ ...line, amount: of(line.amount) })
  return {
    ...told,
    currency: named,
    lines: told.lines.map(lineOf),
    rejected: told.rejected.filter((rejection) => rejection.code !== 'statement.no-currency'),
    ...(told.openingBalance === undefined ? {} : { openingBalance: of(told.openingBalance) }),
    ...(told.closingBalance === undefined ? {} : { closingBalance: of(told.closingBalance) }),
    ...(told.difference === undefined ? {} : { difference: of(told.difference) }),
  }
}
