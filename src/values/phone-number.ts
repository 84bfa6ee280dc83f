// Phone numbers as they are written, in the one form in which they are compared and dialled: `+48500100200`, and the country of the number.

/** Calling codes of ITU-T E.164 for the countries that Polish firms trade with most; the longest code that fits decides. */
const codes: Readonly<Record<string, string>> = {
  '1': 'US',
  '30': 'GR',
  '31': 'NL',
  '32': 'BE',
  '33': 'FR',
  '34': 'ES',
  '351': 'PT',
  '352': 'LU',
  '353': 'IE',
  '354': 'IS',
  '355': 'AL',
  '356': 'MT',
  '357': 'CY',
  '358': 'FI',
  '359': 'BG',
  '36': 'HU',
  '370': 'LT',
  '371': 'LV',
  '372': 'EE',
  '373': 'MD',
  '375': 'BY',
  '380': 'UA',
  '381': 'RS',
  '382': 'ME',
  '385': 'HR',
  '386': 'SI',
  '387': 'BA',
  '389': 'MK',
  '39': 'IT',
  '40': 'RO',
  '41': 'CH',
  '420': 'CZ',
  '421': 'SK',
  '423': 'LI',
  '43': 'AT',
  '44': 'GB',
  '45': 'DK',
  '46': 'SE',
  '47': 'NO',
  '48': 'PL',
  '49': 'DE',
  '7': 'RU',
  '81': 'JP',
  '86': 'CN',
  '90': 'TR',
  '972': 'IL',
}

/** `country` is its ISO code; null where the calling code is none of those above. */
export type PhoneNumber = { readonly dialled: string; readonly country: string | null }

const countryOf = (digits: string): string | null =>
  codes[digits.slice(0, 3)] ?? codes[digits.slice(0, 2)] ?? codes[digits.slice(0, 1)] ?? null

/** Nine digits are a Polish number; `00` and `+` begin a number with its country. Null for what cannot be a phone number. */
export function phoneNumber(text: string): PhoneNumber | null {
  const bare = text
    .replace(/^\s*tel[.:]?\s*/iu, '')
    .replace(/[\s().\-/\u00A0]/gu, '')
    .replace(/^00/, '+')
  if (!/^\+?\d{7,15}$/.test(bare)) return null
  const digits = bare.replace(/^\+/, '')
  const international = bare.startsWith('+') ? digits : digits.length === 9 ? `48${digits}` : /^48\d{9}$/.test(digits) ? digits : null
  if (international === null || international.startsWith('0')) return null
  const country = countryOf(international)
  if (country === 'PL' && international.length !== 11) return null
  return { dialled: `+${international}`, country }
}
