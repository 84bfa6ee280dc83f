// mBank "Lista operacji" (retail and mBiznes, with and without balances): party, title and operation share one cell.

import { defineLayout, type RowDraft } from '#ports/reading/csv-layout'
import { tidy } from '#values/title-text'

/** Names of operations that close the description; the payer's words never stand behind them. */
const operation =
  /(?:^|\s{2,}|\n\s*)((?:PRZELEW|ZAKUP|BLIK|WPŁATA|WYPŁATA|OPŁATA|PROWIZJA|ODSETKI|KAPITALIZACJA|PODATEK|SPŁATA|ZWROT|ZLECENIE|RĘCZNA|POBRANIE|PRZEKAZANIE|UZNANIE|OBCIĄŻENIE|PRZEKSIĘGOWANIE|KREDYT|LOKATA|ZERWANIE|KOREKTA|STORNO|PP|PŁATNOŚĆ)(?=[\s/.]|$)[^\d\n]*?)\s*('?\d[\d ]{24,31})?\s*$/u

type Parts = Pick<RowDraft, 'title' | 'name' | 'operation' | 'counterpartyAccount'>

/** `NAME ADDRESS, TITLE   PRZELEW ZEWNĘTRZNY PRZYCHODZĄCY <26 digits>`; card payments have no comma and name the shop alone. */
export function splitDescription(text: string): Parts {
  const account = /(?:^|\s)'?(\d{26}|\d{2}(?: \d{4}){6})\s*$/.exec(text)
  const found = operation.exec(text)
  const front = found === null ? (account === null ? text : text.slice(0, account.index)) : text.slice(0, found.index)
  const comma = front.indexOf(', ')
  const isTransfer = found?.[1]?.startsWith('PRZELEW') === true || account !== null
  return {
    ...(comma > 0 && isTransfer ? { name: tidy(front.slice(0, comma)), title: tidy(front.slice(comma + 2)) } : { title: tidy(front) }),
    ...(comma < 0 && found !== null && !isTransfer ? { name: tidy(front) } : {}),
    ...(found?.[1] === undefined ? {} : { operation: tidy(found[1]) }),
    ...(account?.[1] === undefined ? {} : { counterpartyAccount: account[1] }),
  }
}

export default defineLayout({
  id: 'mbank-list-csv',
  bank: 'mBank',
  dayOrder: 'ymd',
  decimalMark: ',',
  currency: null,
  header: ['Data operacji', 'Opis operacji', 'Rachunek', 'Kategoria', 'Kwota'],
  facts: (preamble) => {
    const accounts = new Set(preamble.text.match(/\b\d{26}\b|\b\d{2}(?: \d{4}){6}\b/g) ?? [])
    const [account] = accounts
    return {
      currency: /^([A-Z]{3})$/.exec(preamble.labelled('Waluta'))?.[1] ?? 'PLN',
      ...(accounts.size === 1 && account !== undefined ? { account } : {}),
    }
  },
  row: (row) => {
    if (row.cell('Kwota') === '') return 'blank'
    return {
      bookedOn: row.cell('Data operacji'),
      amount: row.cell('Kwota'),
      balance: row.cell('Saldo po operacji'),
      ...splitDescription(row.cell('Opis operacji')),
    }
  },
})
