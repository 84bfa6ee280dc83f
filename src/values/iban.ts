// Bank account numbers: the Polish NRB and the IBAN that it is part of.

declare const ibanBrand: unique symbol
/** IBAN in capitals without blanks, check digits right. */
export type Iban = string & { readonly [ibanBrand]: true }

function mod97(text: string): number {
  let rest = 0
  for (const char of text) {
    const value = char >= 'A' && char <= 'Z' ? char.charCodeAt(0) - 55 : Number(char)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

/** Reads an IBAN or a bare 26-digit NRB (ISO 13616, mod 97 = 1); blanks, dashes and apostrophes are dropped. */
export function parseIban(text: string): Iban | null {
  const bare = text.toUpperCase().replace(/[\s'’\-/.]/g, '')
  const full = /^\d{26}$/.test(bare) ? `PL${bare}` : bare
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(full)) return null
  if (full.startsWith('PL') && !/^PL\d{26}$/.test(full)) return null
  return mod97(full.slice(4) + full.slice(0, 4)) === 1 ? (full as Iban) : null
}

/** The IBAN of a Polish bank sort code (8 digits) and account (16 digits), check digits computed. */
export function ibanOfBban(country: string, bban: string): Iban {
  const check = 98 - mod97(`${bban}${country}00`)
  return `${country}${check.toString().padStart(2, '0')}${bban}` as Iban
}

/** Groups of four for reading: `PL61 1090 1014 …`. */
export const formatIban = (iban: Iban): string => iban.replace(/(.{4})(?=.)/g, '$1 ')

/** The eight-digit sort code of a Polish account, null for others. */
export const sortCodeOf = (iban: Iban): string | null => (iban.startsWith('PL') ? iban.slice(4, 12) : null)
