// ING Bank Śląski "Moje ING" list of transactions; "Waluta" repeats behind every amount, holds have no booking date.

import { defineLayout, unbooked } from '#ports/reading/csv-layout'
import { PLN } from '#values/currency'

export default defineLayout({
  id: 'ing-csv',
  bank: 'ING',
  dayOrder: 'ymd',
  decimalMark: ',',
  currency: PLN,
  header: [
    'Data transakcji',
    'Data księgowania',
    'Dane kontrahenta',
    'Tytuł',
    'Nr rachunku',
    'Szczegóły',
    'Kwota transakcji (waluta rachunku)',
    'Waluta',
  ],
  facts: (preamble) => {
    const accounts = [...new Set(preamble.text.match(/\b\d{2}(?: ?\d{4}){6}\b/g) ?? [])]
    return accounts.length === 1 && accounts[0] !== undefined ? { account: accounts[0] } : {}
  },
  row: (row) => {
    const amount = row.cell('Kwota transakcji (waluta rachunku)')
    if (amount === '') return row.cell('Kwota blokady/zwolnienie blokady') === '' ? 'blank' : unbooked
    return {
      bookedOn: row.first('Data księgowania', 'Data transakcji'),
      valueOn: row.cell('Data transakcji'),
      amount,
      currency: row.behind('Kwota transakcji (waluta rachunku)', 'Waluta'),
      title: row.cell('Tytuł'),
      name: row.cell('Dane kontrahenta'),
      counterpartyAccount: row.cell('Nr rachunku'),
      operation: row.cell('Szczegóły'),
      bankReference: row.cell('Nr transakcji').replace(/^'|'$/g, ''),
      balance: row.cell('Saldo po transakcji'),
      original: { amount: row.cell('Kwota płatności w walucie'), currency: row.behind('Kwota płatności w walucie', 'Waluta') },
    }
  },
})
