// mBank CompanyNet: one row an operation, its full description in the same `KEY:` pairs as in MT940.

import { defineLayout } from '#ports/reading/csv-layout'
import { parseMbankDescription } from '#ports/reading/mbank-description'

export default defineLayout({
  id: 'mbank-corporate-csv',
  bank: 'mBank',
  dayOrder: 'dmy',
  decimalMark: ',',
  currency: null,
  header: ['Numer rachunku', 'Data księgowania', 'Kwota', 'Waluta', 'Strona transakcji', 'Pełny opis transakcji'],
  row: (row) => {
    const amount = row.cell('Kwota')
    if (amount === '') return 'blank'
    const isDebit = /^OBCI/i.test(row.cell('Strona transakcji')) && !/^\s*[-\u2212]/.test(amount)
    const pairs = parseMbankDescription(row.cell('Pełny opis transakcji').split(/\r?\n/))
    const original = pairs?.original
    return {
      ownAccount: row.cell('Numer rachunku'),
      bookedOn: row.cell('Data księgowania'),
      valueOn: row.first('Data waluty', 'Data operacji'),
      amount: isDebit ? `-${amount}` : amount,
      currency: row.cell('Waluta'),
      title: pairs?.title ?? row.cell('Pełny opis transakcji'),
      name: row.cell('Kontrahent') || pairs?.counterpartyName || '',
      counterpartyAccount: row.cell('Rachunek kontrahenta') || pairs?.counterpartyAccount || '',
      ...(pairs?.creditedAccount === undefined ? {} : { creditedAccount: pairs.creditedAccount }),
      ...(pairs?.customerReference === undefined ? {} : { customerReference: pairs.customerReference }),
      ...(original === undefined ? {} : { original }),
      operation: [row.cell('Kod transakcji ERP'), row.cell('Opis transakcji')].join(' '),
      bankReference: row.cell('ID transakcji'),
    }
  },
})
