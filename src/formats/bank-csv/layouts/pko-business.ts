// PKO BP iPKO biznes history: two columns named "Rachunek", the sender's and the receiver's.

import { defineLayout } from '#ports/reading/csv-layout'
import { PLN } from '#values/currency'
import { isMoneyOut } from '#values/money-out'

export default defineLayout({
  id: 'pko-business-csv',
  bank: 'PKO BP',
  dayOrder: 'ymd',
  currency: PLN,
  header: [
    'Data waluty',
    'Nadawca',
    'Adres nadawcy',
    'Rachunek',
    'Tytułem',
    'Kwota operacji',
    'Waluta',
    'Numer referencyjny',
    'Typ operacji',
  ],
  row: (row) => {
    const amount = row.cell('Kwota operacji')
    if (amount === '') return 'blank'
    const [from, to] = [row.cell('Rachunek', 1), row.cell('Rachunek', 2)]
    const isOut = isMoneyOut(amount)
    return {
      bookedOn: row.first('Data księgowania', 'Data waluty'),
      valueOn: row.cell('Data waluty'),
      amount,
      currency: row.cell('Waluta'),
      title: row.cell('Tytułem'),
      name: row.cell('Nadawca'),
      ownAccount: isOut ? from : to,
      counterpartyAccount: isOut ? to : from,
      bankReference: row.cell('Numer referencyjny'),
      operation: row.cell('Typ operacji'),
    }
  },
})
