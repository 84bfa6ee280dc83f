// Account numbers as statements write them, in one form that compares.
import { type Currency, findCurrency } from './currency.ts'
import { ibanOfBban, parseIban } from './iban.ts'

/** An IBAN where the check digits are right (also of a bare NRB), else the text without blanks, apostrophes and dashes. */
export function accountText(text: string): string | undefined {
  if (text === '') return undefined
  const bare = text
    .replace(/[\s'’"\u00A0]/g, '')
    .replace(/^\/+/, '')
    .toUpperCase()
  if (bare === '') return undefined
  return parseIban(bare) ?? (/^[\dA-Z.-]+$/.test(bare) ? bare.replace(/[.-]/g, '') : bare)
}

/** True for what may be an account number: enough digits, nothing but letters and digits. */
export const looksLikeAccount = (text: string): boolean => {
  const bare = text.replace(/[\s'’.-]/g, '')
  return /^[A-Za-z]{0,2}[A-Za-z\d]{8,34}$/.test(bare) && bare.replace(/\D/g, '').length >= 8 && !/^NIP/i.test(bare)
}

/** Sort code (8 digits) and account (16 digits) of a Polish subfield pair as an IBAN with computed check digits. */
export const accountOfParts = (sortCode: string, account: string): string | undefined =>
  /^\d{8}$/.test(sortCode) && /^\d{16}$/.test(account) ? ibanOfBban('PL', sortCode + account) : undefined

/** `0800003200000001610722 EUR` → the account and the currency behind it. */
export function splitAccountCurrency(text: string): { readonly account: string | undefined; readonly currency: Currency | null } {
  const match = /^(.*\d)[\s/]*([A-Z]{3})\s*$/.exec(text)
  const currency = match?.[2] === undefined ? null : findCurrency(match[2])
  return { account: accountText(currency === null ? text : (match?.[1] ?? text)), currency }
}
