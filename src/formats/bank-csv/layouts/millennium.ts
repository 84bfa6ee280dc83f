// Bank Millennium history: debits and credits in two columns; texts broken by hard blanks at 45 characters.

import { defineLayout } from '#ports/reading/csv-layout'
import { PLN } from '#values/currency'
import { joinLines } from '#values/title-text'

/** A segment of full width was cut inside a word; "minu" + "t" of older exports cannot be told from two words. */
const unbroken = (text: string): string => joinLines(text.split('\u00A0'), [45])

export default defineLayout({
  id: 'millennium-csv',
  bank: 'Millennium',
  dayOrder: 'ymd',
  decimalMark: '.',
  currency: PLN,
  header: [
    'Numer rachunku/karty',
    'Data transakcji',
    'Data rozliczenia',
    'Rodzaj transakcji',
    'Na konto/Z konta',
    'Odbiorca/Zleceniodawca',
    'Opis',
    'Obciążenia',
    'Uznania',
    'Waluta',
  ],
  row: (row) => {
    const debit = row.cell('Obciążenia')
    const amount = debit || row.cell('Uznania')
    if (amount === '') return 'blank'
    const isCard = /X{4}/.test(row.cell('Numer rachunku/karty'))
    return {
      ownAccount: row.cell('Numer rachunku/karty'),
      bookedOn: row.first('Data rozliczenia', 'Data transakcji'),
      valueOn: row.cell('Data transakcji'),
      amount: debit === '' || /^\s*[-\u2212]/.test(debit) ? amount : `-${amount}`,
      currency: row.cell('Waluta'),
      balance: row.cell('Saldo'),
      title: unbroken(row.cell('Opis')),
      name: unbroken(row.cell('Odbiorca/Zleceniodawca')),
      counterpartyAccount: row.cell('Na konto/Z konta'),
      operation: row.cell('Rodzaj transakcji'),
      ...(isCard ? { notAPayment: 'card' as const } : {}),
    }
  },
})
