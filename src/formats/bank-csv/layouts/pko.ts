// PKO BP iPKO history: details stand as `Label: value` in the cells behind the last column that has a name.

import { defineLayout, headerKey, unbooked } from '#ports/reading/csv-layout'
import { PLN } from '#values/currency'

/** The labelled cells of a row by label; cells without one are words of the bank. */
function labels(cells: readonly string[]): { readonly of: (...names: readonly string[]) => string; readonly words: string } {
  const found = new Map<string, string>()
  const words: string[] = []
  for (const cell of cells) {
    const colon = cell.indexOf(':')
    if (colon > 0 && colon < 40) {
      const key = headerKey(cell.slice(0, colon))
      if (!found.has(key)) found.set(key, cell.slice(colon + 1).trim())
    } else if (cell.trim() !== '') words.push(cell.trim())
  }
  return {
    of: (...names) => names.map((name) => found.get(headerKey(name)) ?? '').find((text) => text !== '') ?? '',
    words: words.join(' '),
  }
}

export default defineLayout({
  id: 'pko-csv',
  bank: 'PKO BP',
  dayOrder: 'ymd',
  decimalMark: '.',
  currency: PLN,
  header: ['Data operacji', 'Data waluty', 'Typ transakcji', 'Kwota', 'Waluta', 'Saldo po transakcji'],
  row: (row) => {
    const amount = row.cell('Kwota')
    if (amount === '') return 'blank'
    if (row.cell('Data operacji') === '' || /W ROZLICZENIU/i.test(row.cell('Saldo po transakcji'))) return unbooked
    const details = labels(row.cells.slice(6))
    return {
      bookedOn: row.cell('Data operacji'),
      valueOn: row.cell('Data waluty'),
      amount,
      currency: row.cell('Waluta'),
      balance: row.cell('Saldo po transakcji'),
      title: details.of('Tytuł', 'Tytul') || row.cell('Tytuł') || details.of('Lokalizacja') || details.words,
      name: details.of('Nazwa nadawcy', 'Nazwa odbiorcy') || row.cell('Opis nadawcy'),
      counterpartyAccount: details.of('Rachunek nadawcy', 'Rachunek odbiorcy'),
      customerReference: details.of('Referencje własne zleceniodawcy'),
      bankReference: details.of('Numer referencyjny'),
      operation: row.cell('Typ transakcji'),
    }
  },
})
