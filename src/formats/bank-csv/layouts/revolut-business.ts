// Revolut Business transactions: columns change from year to year, names do not; several accounts and currencies in a file.

import { defineLayout, unbooked } from '#ports/reading/csv-layout'
import type { NotAPayment } from '#ports/statement-format'

const kinds: Readonly<Record<string, NotAPayment>> = {
  CARD_PAYMENT: 'card',
  CARD_REFUND: 'card',
  EXCHANGE: 'exchange',
  FEE: 'fee',
  ATM: 'cash',
  TOPUP_RETURN: 'refund',
  LOAN: 'loan',
  LOAN_PAYMENT: 'loan',
  INTEREST: 'interest',
  TAX: 'tax',
}

export default defineLayout({
  id: 'revolut-business-csv',
  bank: 'Revolut',
  dayOrder: 'mdy',
  decimalMark: '.',
  currency: null,
  header: ['Date started (UTC)', 'Date completed (UTC)', 'ID', 'Type', 'State', 'Description', 'Reference', 'Payment currency', 'Amount'],
  row: (row) => {
    const amount = row.first('Total amount', 'Amount')
    if (amount === '') return 'blank'
    const state = row.cell('State')
    if (state !== 'COMPLETED' && state !== 'PENDING') return unbooked
    const kind = kinds[row.cell('Type')]
    const isOut = amount.startsWith('-')
    return {
      ownAccount: row.first('International account number', 'Account'),
      bookedOn: row.first('Date completed (UTC)', 'Date started (UTC)'),
      valueOn: row.cell('Date started (UTC)'),
      amount,
      currency: row.cell('Payment currency'),
      title: row.first('Reference', 'Description'),
      isPending: state === 'PENDING',
      balance: row.cell('Balance'),
      name: isOut ? row.first('Beneficiary name', 'Description') : row.first('Sender name', 'Description'),
      counterpartyAccount: isOut ? row.first('Beneficiary IBAN', 'Beneficiary account number') : row.cell('Sender account'),
      bankReference: row.cell('ID'),
      operation: row.cell('Type'),
      charges: row.cell('Fee'),
      original: { amount: row.cell('Orig amount'), currency: row.cell('Orig currency') },
      ...(kind === undefined ? {} : { notAPayment: kind }),
    }
  },
})
