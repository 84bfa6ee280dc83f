// Alior Bank history: sender and receiver in columns of their own, both amounts of an exchange.

import { defineLayout } from '#ports/reading/csv-layout'
import { PLN } from '#values/currency'
import { isMoneyOut } from '#values/money-out'

export default defineLayout({
  id: 'alior-csv',
  bank: 'Alior',
  dayOrder: 'dmy',
  decimalMark: ',',
  currency: PLN,
  header: [
    'Data transakcji',
    'Data księgowania',
    'Nazwa nadawcy',
    'Nazwa odbiorcy',
    'Szczegóły transakcji',
    'Kwota operacji',
    'Waluta operacji',
  ],
  facts: (preamble) => {
    const accounts = [...new Set(preamble.text.match(/\b\d{26}\b/g) ?? [])]
    return accounts.length === 1 && accounts[0] !== undefined ? { account: accounts[0] } : {}
  },
  row: (row) => {
    const booked = row.cell('Kwota w walucie rachunku')
    const amount = booked || row.cell('Kwota operacji')
    if (amount === '') return 'blank'
    const isOut = isMoneyOut(amount)
    const [from, to] = [row.cell('Numer rachunku nadawcy'), row.cell('Numer rachunku odbiorcy')]
    return {
      bookedOn: row.first('Data księgowania', 'Data transakcji'),
      valueOn: row.cell('Data transakcji'),
      amount,
      currency: booked === '' ? row.cell('Waluta operacji') : row.cell('Waluta rachunku') || row.cell('Waluta operacji'),
      title: row.cell('Szczegóły transakcji'),
      name: isOut ? row.cell('Nazwa odbiorcy') : row.cell('Nazwa nadawcy'),
      counterpartyAccount: isOut ? to : from,
      original: { amount: row.cell('Kwota operacji'), currency: row.cell('Waluta operacji') },
    }
  },
})
