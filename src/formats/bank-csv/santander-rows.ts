// Santander (Erste Bank Polska) export without a header: its first row holds account, owner, currency and balances.

import type { Header } from '#ports/reading/csv-header'
import { defineLayout } from '#ports/reading/csv-layout'
import type { CsvRow } from '#ports/reading/read-csv'
import { PLN } from '#values/currency'

const keys = ['BOOKED', 'DONE', 'TITLE', 'PARTY', 'ACCOUNT', 'AMOUNT', 'BALANCE', 'NUMBER']

/** Day of export, first day, `'NRB`, owner, currency, opening, closing, number of rows. */
const isMetadata = (cells: readonly string[]): boolean =>
  cells.length >= 8 &&
  /^\d{4}-\d{2}-\d{2}$/.test(cells[0] ?? '') &&
  /^\d{2}-\d{2}-\d{4}$/.test(cells[1] ?? '') &&
  /^'?(PL)?\d{2}[\d ]{24,30}$/.test(cells[2] ?? '') &&
  /^[A-Z]{3}$/.test((cells[4] ?? '').trim()) &&
  /^\d+$/.test((cells[7] ?? '').trim())

/** The metadata row stands for a header; null where the file begins otherwise. */
export const findMetadata = (rows: readonly CsvRow[]): Header | null => (isMetadata(rows[0]?.cells ?? []) ? { index: 0, keys } : null)

/** The layout with what the metadata row says. */
export const santanderRows = (metadata: readonly string[]) =>
  defineLayout({
    id: 'santander-csv',
    bank: 'Erste (Santander)',
    dayOrder: 'dmy',
    decimalMark: ',',
    currency: PLN,
    header: keys,
    facts: () => ({
      account: metadata[2] ?? '',
      accountOwner: metadata[3] ?? '',
      currency: metadata[4] ?? '',
      openingBalance: metadata[5] ?? '',
      closingBalance: metadata[6] ?? '',
      from: metadata[1] ?? '',
    }),
    row: (row) =>
      row.cell('AMOUNT') === ''
        ? 'blank'
        : {
            bookedOn: row.cell('BOOKED'),
            valueOn: row.cell('DONE'),
            amount: row.cell('AMOUNT'),
            title: row.cell('TITLE'),
            name: row.cell('PARTY'),
            counterpartyAccount: row.cell('ACCOUNT'),
            balance: row.cell('BALANCE'),
          },
  })
