// Santander (Erste Bank Polska) history with a header row, as some of its exports have it.

import { defineLayout } from '#ports/reading/csv-layout'
import { PLN } from '#values/currency'

export default defineLayout({
  id: 'santander-csv',
  bank: 'Erste (Santander)',
  dayOrder: 'dmy',
  decimalMark: ',',
  currency: PLN,
  header: ['Data operacji', 'Data waluty', 'Tytuł', 'Nadawca/Odbiorca', 'Numer rachunku', 'Kwota operacji', 'Saldo'],
  row: (row) => {
    const amount = row.cell('Kwota operacji')
    if (amount === '') return 'blank'
    return {
      bookedOn: row.cell('Data operacji'),
      valueOn: row.cell('Data waluty'),
      amount,
      currency: row.cell('Waluta'),
      title: row.cell('Tytuł'),
      name: row.cell('Nadawca/Odbiorca'),
      counterpartyAccount: row.cell('Numer rachunku'),
      balance: row.cell('Saldo'),
    }
  },
})
