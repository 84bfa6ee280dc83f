// Bank Pekao history: source and target account; the own one is the target of money in.

import { defineLayout } from '#ports/reading/csv-layout'
import { PLN } from '#values/currency'
import { isMoneyOut } from '#values/money-out'

export default defineLayout({
  id: 'pekao-csv',
  bank: 'Pekao',
  dayOrder: 'dmy',
  decimalMark: ',',
  currency: PLN,
  header: ['Data księgowania', 'Nadawca / Odbiorca', 'Rachunek źródłowy', 'Rachunek docelowy', 'Tytułem', 'Kwota operacji', 'Waluta'],
  row: (row) => {
    const amount = row.cell('Kwota operacji')
    if (amount === '') return 'blank'
    const [from, to] = [row.cell('Rachunek źródłowy'), row.cell('Rachunek docelowy')]
    const isOut = isMoneyOut(amount)
    return {
      bookedOn: row.cell('Data księgowania'),
      valueOn: row.cell('Data waluty'),
      amount,
      currency: row.cell('Waluta'),
      title: row.cell('Tytułem'),
      name: row.cell('Nadawca / Odbiorca'),
      ownAccount: isOut ? from : to,
      counterpartyAccount: isOut ? to : from,
      bankReference: row.cell('Numer referencyjny').replace(/^'/, ''),
      operation: row.cell('Typ operacji'),
    }
  },
})
