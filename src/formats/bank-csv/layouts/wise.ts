// Wise balance statement; one file a currency.
import { defineLayout } from '#ports/reading/csv-layout'

export default defineLayout({
  id: 'wise-csv',
  bank: 'Wise',
  dayOrder: 'dmy',
  decimalMark: '.',
  currency: null,
  header: ['TransferWise ID', 'Date', 'Amount', 'Currency', 'Description', 'Payment Reference', 'Running Balance'],
  row: (row) => {
    const amount = row.cell('Amount')
    if (amount === '') return 'blank'
    const id = row.cell('TransferWise ID')
    const isOut = amount.startsWith('-')
    return {
      bookedOn: row.cell('Date'),
      amount,
      currency: row.cell('Currency'),
      title: row.first('Payment Reference', 'Description'),
      name: isOut ? row.first('Payee Name', 'Merchant') : row.cell('Payer Name'),
      counterpartyAccount: isOut ? row.cell('Payee Account Number') : '',
      bankReference: id,
      operation: row.first('Transaction Type', 'Description'),
      charges: row.cell('Total fees'),
      balance: row.cell('Running Balance'),
      original: { amount: row.cell('Exchange To Amount'), currency: row.cell('Exchange To') },
      ...(id.startsWith('BALANCE')
        ? { notAPayment: 'exchange' as const }
        : id.startsWith('FEE')
          ? { notAPayment: 'fee' as const }
          : id.startsWith('CARD')
            ? { notAPayment: 'card' as const }
            : {}),
    }
  },
})
