// Which bank keeps a Polish account, by the first digits of its sort code.
import { parseIban, sortCodeOf } from './iban.ts'

/** First four digits of the sort code (NBP register of sort codes). */
const banks: Readonly<Record<string, string>> = {
  1010: 'NBP',
  1020: 'PKO BP',
  1030: 'Citi Handlowy',
  1050: 'ING',
  1090: 'Erste (Santander)',
  1130: 'BGK',
  1140: 'mBank',
  1160: 'Millennium',
  1240: 'Pekao',
  1320: 'Bank Pocztowy',
  1540: 'BOŚ',
  1610: 'SGB',
  1870: 'Nest Bank',
  1930: 'BPS',
  1940: 'Credit Agricole',
  2030: 'BNP Paribas',
  2490: 'Alior',
  2910: 'Aion',
}

/** The bank's usual name, null for a foreign account or a bank not listed. */
export function bankNameOf(account: string): string | null {
  const iban = parseIban(account)
  const sortCode = iban === null ? null : sortCodeOf(iban)
  return sortCode === null ? null : (banks[sortCode.slice(0, 4)] ?? null)
}
