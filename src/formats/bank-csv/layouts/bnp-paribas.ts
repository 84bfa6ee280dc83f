// BNP Paribas Bank Polska history (GOonline); a rejected order has a rejection date and moved no money.

import { defineLayout, unbooked } from '#ports/reading/csv-layout'
import { PLN } from '#values/currency'

export default defineLayout({
  id: 'bnp-paribas-csv',
  bank: 'BNP Paribas',
  dayOrder: 'dmy',
  currency: PLN,
  header: ['Data transakcji', 'Data zaksięgowania', 'Kwota', 'Waluta', 'Nadawca / odbiorca', 'Opis', 'Produkt', 'Typ transakcji'],
  facts: (preamble) => {
    const accounts = [...new Set(preamble.text.match(/\b(?:PL)?\d{26}\b/g) ?? [])]
    return accounts.length === 1 && accounts[0] !== undefined ? { account: accounts[0] } : {}
  },
  row: (row) => {
    const amount = row.cell('Kwota')
    if (amount === '') return 'blank'
    if (row.cell('Data odrzucenia') !== '' || /ODRZUC|BLOKADA/i.test(row.cell('Status'))) return unbooked
    const party = row.cell('Nadawca / odbiorca')
    const account = /(?:PL)?\d{2}(?: ?\d{4}){6}/.exec(party)?.[0]
    return {
      ownAccount: /(?:PL)?\d{26}/.exec(row.cell('Produkt').replaceAll(' ', ''))?.[0] ?? '',
      bookedOn: row.first('Data zaksięgowania', 'Data transakcji'),
      valueOn: row.cell('Data transakcji'),
      amount,
      currency: row.cell('Waluta'),
      title: row.cell('Opis'),
      balance: row.cell('Saldo po transakcji'),
      name: account === undefined ? party : party.replace(account, ''),
      counterpartyAccount: account ?? '',
      operation: row.cell('Typ transakcji'),
      original: { amount: row.cell('Kwota zlecenia'), currency: row.cell('Waluta zlecenia') },
    }
  },
})
