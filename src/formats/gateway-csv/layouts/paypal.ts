// PayPal activity: days and decimals follow the account's language; fees are negative; only completed rows moved money.
import { defineLayout } from '#ports/reading/csv-layout'
import type { NotAPayment } from '#ports/statement-format'

const kinds: readonly (readonly [RegExp, NotAPayment])[] = [
  [/currency conversion/i, 'exchange'],
  [/withdrawal|transfer to bank|bank deposit|transfer from bank/i, 'gateway-payout'],
  [/refund/i, 'refund'],
  [/fee/i, 'fee'],
  [/loan|credit product/i, 'loan'],
]

export default defineLayout({
  id: 'paypal-csv',
  bank: 'PayPal',
  dayOrder: 'mdy',
  guessDayOrder: true,
  currency: null,
  header: ['Date', 'Time', 'TimeZone', 'Name', 'Type', 'Status', 'Currency', 'Gross', 'Fee', 'Net', 'Transaction ID'],
  row: (row) => {
    const amount = row.cell('Gross')
    if (amount === '') return 'blank'
    if (!/^completed$/i.test(row.cell('Status'))) return { leftOut: 'gateway.other-status' }
    if (/^memo$/i.test(row.cell('Balance Impact'))) return { leftOut: 'gateway.not-counted' }
    const type = row.cell('Type')
    const kind = kinds.find(([pattern]) => pattern.test(type))?.[1]
    return {
      bookedOn: row.cell('Date'),
      amount,
      currency: row.cell('Currency'),
      fee: row.cell('Fee'),
      charges: row.cell('Fee'),
      name: row.cell('Name'),
      payerEmail: row.cell('From Email Address'),
      operation: type,
      title: [row.cell('Invoice Number'), row.first('Subject', 'Item Title'), row.cell('Note')].filter((text) => text !== '').join(' '),
      bankReference: row.cell('Transaction ID'),
      gatewayReference: row.cell('Transaction ID'),
      customerReference: row.first('Reference Txn ID', 'Custom Number'),
      isReversal: /refund|reversal|chargeback/i.test(type),
      ...(kind === undefined ? {} : { notAPayment: kind }),
    }
  },
})
