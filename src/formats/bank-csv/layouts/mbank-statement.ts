// mBank "Elektroniczne zestawienie operacji": retail and mBiznes statement with balances above and below the rows.
import { defineLayout } from '#ports/reading/csv-layout'

export default defineLayout({
  id: 'mbank-statement-csv',
  bank: 'mBank',
  dayOrder: 'ymd',
  decimalMark: ',',
  currency: null,
  header: ['Data księgowania', 'Data operacji', 'Opis operacji', 'Tytuł', 'Nadawca/Odbiorca', 'Numer konta', 'Kwota', 'Saldo po operacji'],
  facts: (preamble) => {
    const period = /(\d{2}\.\d{2}\.\d{4}).{1,5}?(\d{2}\.\d{2}\.\d{4})/.exec(preamble.text)
    return {
      account: preamble.labelled('Numer rachunku'),
      currency: preamble.labelled('Waluta') || 'PLN',
      openingBalance: preamble.labelled('Saldo początkowe'),
      accountOwner: preamble.labelled('Klient'),
      from: period?.[1] ?? '',
      to: period?.[2] ?? '',
    }
  },
  row: (row) => {
    const label = row.cells.findIndex((cell) => cell.trim().startsWith('#Saldo końcowe'))
    if (label >= 0) return { footer: { closingBalance: row.cells[label + 1] ?? '' } }
    if (row.cell('Kwota') === '') return 'blank'
    return {
      bookedOn: row.first('Data księgowania', 'Data operacji'),
      valueOn: row.cell('Data operacji'),
      amount: row.cell('Kwota'),
      title: row.cell('Tytuł'),
      name: row.cell('Nadawca/Odbiorca'),
      counterpartyAccount: row.cell('Numer konta'),
      operation: row.cell('Opis operacji'),
      balance: row.cell('Saldo po operacji'),
    }
  },
})
