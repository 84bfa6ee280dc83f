// Rows of a mapped table as statement lines, and the statements that they make.
import type { StatementRole } from '#domain/tables/column-roles'
import { accepted, type Parsed, type Rejection, rejected } from '#ports/rejection'
import type { StatementLine } from '#ports/statement-format'
import type { StatementMapping, TableMapping } from '#ports/table-mapping'
import { type Currency, findCurrency } from '#values/currency'
import { parseIban } from '#values/iban'
import { absolute, type Money, negate, subtract, zero } from '#values/money'
import { foldText } from '#values/plain-text'
import { amountOfCell, dayOfCell } from './cell-values.ts'
import type { TableRow } from './xlsx-rows.ts'

/** What a row says beside its line: which account and what balance after it. */
export type MappedLine = {
  readonly line: StatementLine
  readonly account: string | undefined
  readonly balance: Money | null
  readonly notes: readonly Rejection[]
}

/** Only workbooks have sheets, and only they store more figures than they show. */
export const isWorkbook = (mapping: TableMapping): boolean => mapping.sheet !== undefined

/** Single blanks between the words of a cell, none around them; most cells are so already. */
const tidy = (cell: string): string => (/^\s|\s$|\s\s|[^\S ]/.test(cell) ? cell.replace(/\s+/g, ' ').trim() : cell)

const nothing: readonly string[] = []

/** The filled cells of some columns. */
export function textsAt(row: TableRow, columns: readonly number[] | undefined): readonly string[] {
  if (columns === undefined) return nothing
  return columns.map((column) => tidy(row.cells[column] ?? '')).filter((text) => text !== '')
}

const debitWords = /^(?:D|DR|DT|WN|DEBIT|OBCIAZENIE|OBCIAZENIA|WYCHODZACE|WYCHODZACY|WYPLYW|OUT|OUTGOING|S)$/
const creditWords = /^(?:C|CR|CT|MA|CREDIT|UZNANIE|UZNANIA|PRZYCHODZACE|PRZYCHODZACY|WPLYW|IN|INCOMING|H)$/

function accountText(text: string | undefined): string | undefined {
  const bare = text?.replace(/[\s'’]/g, '')
  return bare === undefined || bare === '' ? undefined : (parseIban(bare) ?? bare)
}

type AmountFound =
  | { readonly amount: Money }
  | { readonly code: 'table.no-amount' }
  | { readonly code: 'table.bad-amount'; readonly text: string }

/** One signed column, or separate columns in and out (whose own sign does not count), or an amount with its direction beside. */
function amountOf(row: TableRow, mapping: StatementMapping, currency: Currency): AmountFound {
  const read = (role: StatementRole): Money | null | undefined => {
    const text = textsAt(row, mapping.columns[role])[0]
    return text === undefined ? undefined : amountOfCell(text, mapping.decimal, currency, isWorkbook(mapping))
  }
  const single = read('amount')
  if (single) {
    const direction = foldText(textsAt(row, mapping.columns.direction)[0] ?? '')
    if (debitWords.test(direction)) return { amount: negate(absolute(single)) }
    return { amount: creditWords.test(direction) ? absolute(single) : single }
  }
  const credit = read('credit')
  const debit = read('debit')
  const bad = (['amount', 'credit', 'debit'] as const).find((role) => read(role) === null)
  if (bad !== undefined) return { code: 'table.bad-amount', text: textsAt(row, mapping.columns[bad])[0] ?? '' }
  if (!credit && !debit) return { code: 'table.no-amount' }
  if (credit && debit && credit.currency !== debit.currency)
    return { code: 'table.bad-amount', text: textsAt(row, mapping.columns.debit)[0] ?? '' }
  const incoming = credit ? absolute(credit) : zero(debit?.currency ?? currency)
  return { amount: debit && debit.minor !== 0n ? subtract(incoming, absolute(debit)) : incoming }
}

/** True for a row without a day and without an amount: a title, a footer, an empty line between groups. */
export function isBesideTheTable(row: TableRow, mapping: StatementMapping): boolean {
  const { bookedOn, valueOn, amount, credit, debit } = mapping.columns
  return [bookedOn, valueOn, amount, credit, debit].every((columns) => textsAt(row, columns).length === 0)
}

/** The rejection of a row that has drawn in those below it, null for any other. */
export const swallowedRows = (row: TableRow): ReturnType<typeof rejected> | null =>
  row.suspect === true
    ? rejected('table.rows-swallowed', { text: (row.cells.find((cell) => cell.includes('\n')) ?? '').slice(0, 80) }, row.at)
    : null

/** The line of a row, or the rejection that names the cell that cannot be read. */
export function lineOfRow(row: TableRow, mapping: StatementMapping): Parsed<MappedLine> {
  const swallowed = swallowedRows(row)
  if (swallowed !== null) return swallowed
  const { columns } = mapping
  const currencyText = textsAt(row, columns.currency)[0] ?? mapping.currency
  const currency = findCurrency(currencyText)
  if (currency === null) return rejected('table.unknown-currency', { text: currencyText.slice(0, 20) }, row.at)
  const bookedText = textsAt(row, columns.bookedOn)[0] ?? textsAt(row, columns.valueOn)[0]
  const booked = dayOfCell(bookedText ?? '', mapping.dates)
  if (booked === null)
    return rejected(bookedText === undefined ? 'table.no-day' : 'table.bad-day', { text: (bookedText ?? '').slice(0, 40) }, row.at)
  const found = amountOf(row, mapping, currency)
  if ('code' in found) return rejected(found.code, found.code === 'table.bad-amount' ? { text: found.text.slice(0, 40) } : {}, row.at)

  const value = dayOfCell(textsAt(row, columns.valueOn)[0] ?? '', mapping.dates)
  const name = textsAt(row, columns.counterpartyName).join(' ')
  const account = accountText(textsAt(row, columns.counterpartyAccount)[0])
  const reference = textsAt(row, columns.reference)[0]
  const operation = textsAt(row, columns.operation)[0]
  const balanceText = textsAt(row, columns.balance)[0]
  const line: StatementLine = {
    bookedOn: booked.day,
    ...(value === null ? {} : { valueOn: value.day }),
    amount: found.amount,
    title: textsAt(row, columns.title).join(' '),
    ...(name === '' ? {} : { counterpartyName: name }),
    ...(account === undefined ? {} : { counterpartyAccount: account }),
    ...(reference === undefined ? {} : { bankReference: reference }),
    ...(operation === undefined ? {} : { operation }),
    status: 'booked',
  }
  const notes = booked.mended
    ? [{ code: 'line.day-corrected', facts: { written: (bookedText ?? '').slice(0, 40), day: booked.day }, at: row.at }]
    : []
  const balance = balanceText === undefined ? null : amountOfCell(balanceText, mapping.decimal, found.amount.currency, isWorkbook(mapping))
  return accepted({
    line,
    account: accountText(textsAt(row, columns.ownAccount)[0]) ?? mapping.account,
    balance: balance?.currency === found.amount.currency ? balance : null,
    notes,
  })
}
