// The Polish tax number (NIP): ten digits with a check digit.

declare const nipBrand: unique symbol
/** Ten digits without separators. */
export type Nip = string & { readonly [nipBrand]: true }

const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7]

/** Reads `526-58-77-635`, `PL5265877635` or plain digits; null when the check digit is wrong (sum of weights mod 11). */
export function parseNip(text: string): Nip | null {
  const digits = text.trim().replace(/^PL/i, '').replace(/[\s-]/g, '')
  if (!/^\d{10}$/.test(digits) || /^0{10}$/.test(digits)) return null
  const sum = weights.reduce((acc, weight, i) => acc + weight * Number(digits[i]), 0)
  return sum % 11 === Number(digits[9]) ? (digits as Nip) : null
}
