// Revolut personal statement, in English and in Polish; the fee comes on top of the amount.

import { defineLayout, type RowResult, type RowView, unbooked } from '#ports/reading/csv-layout'
import type { NotAPayment } from '#ports/statement-format'
import { parseAmountText } from '#values/amount-text'
import { findCurrency } from '#values/currency'
import { formatDecimal } from '#values/decimal'
import { absolute, subtract } from '#values/money'

const kinds: readonly (readonly [RegExp, NotAPayment])[] = [
  [/^(CARD[_ ]|PŁATNOŚĆ KARTĄ)/iu, 'card'],
  [/^(EXCHANGE|WYMIANA)/iu, 'exchange'],
  [/^(FEE|OPŁATA)/iu, 'fee'],
  [/^(ATM|BANKOMAT|WYPŁATA Z BANKOMATU)/iu, 'cash'],
  [/^(INTEREST|ODSETKI)/iu, 'interest'],
]

const done = /^(COMPLETED|ZAKOŃCZONO)$/iu
const waiting = /^(PENDING|OCZEKUJE)$/iu

/** What the account moved by: the amount less the fee. */
function afterFee(amount: string, fee: string, code: string): string {
  const currency = findCurrency(code)
  if (currency === null) return amount
  const [sum, charged] = [amount, fee].map((text) => parseAmountText(text, currency, { mark: '.' }))
  return sum === null || sum === undefined || charged === null || charged === undefined
    ? amount
    : formatDecimal(subtract(sum, absolute(charged)))
}

function draft(row: RowView, names: readonly string[]): RowResult {
  const [
    type = '',
    product = '',
    started = '',
    completed = '',
    description = '',
    amountName = '',
    feeName = '',
    currencyName = '',
    balance = '',
  ] = names
  const amount = row.cell(amountName)
  if (amount === '') return 'blank'
  const state = row.first('State', 'Stan')
  if (!done.test(state) && !waiting.test(state)) return unbooked
  const operation = row.cell(type)
  const kind = kinds.find(([pattern]) => pattern.test(operation))?.[1]
  return {
    ownAccount: row.cell(product),
    bookedOn: row.first(completed, started),
    valueOn: row.cell(started),
    amount: afterFee(amount, row.cell(feeName), row.cell(currencyName)),
    currency: row.cell(currencyName),
    title: row.cell(description),
    operation,
    charges: row.cell(feeName),
    balance: row.cell(balance),
    isPending: waiting.test(state),
    ...(kind === undefined ? {} : { notAPayment: kind }),
  }
}

const english = ['Type', 'Product', 'Started Date', 'Completed Date', 'Description', 'Amount', 'Fee', 'Currency', 'Balance']
const polish = ['Rodzaj', 'Produkt', 'Data rozpoczęcia', 'Data zrealizowania', 'Opis', 'Kwota', 'Opłata', 'Waluta', 'Saldo']
const shared = { id: 'revolut-personal-csv', bank: 'Revolut', dayOrder: 'ymd', decimalMark: '.', currency: null } as const

export const revolutPersonalEnglish = defineLayout({ ...shared, header: english, row: (row) => draft(row, english) })
export const revolutPersonalPolish = defineLayout({ ...shared, header: polish, row: (row) => draft(row, polish) })
