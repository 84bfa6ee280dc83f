// Tax numbers as invoices write them: the Polish NIP checked, foreign numbers kept with their country.
import { parseNip } from '#values/nip'

/** `valid` is null where we know no check: a foreign number. */
export type TaxNumber = { readonly text: string; readonly valid: boolean | null }

/**
 * Reads a tax number with an optional country code beside it; null when there is none.
 * A NIP becomes ten digits; one with a wrong check digit stays as written, `valid: false`. `U12305736` of `AT` becomes `ATU12305736`.
 */
export function readTaxNumber(text: string | undefined, country = ''): TaxNumber | null {
  const bare = (text ?? '').toUpperCase().replace(/[\s\-./]/g, '')
  if (bare === '') return null
  const nip = parseNip(bare)
  const land = country.trim().toUpperCase()
  if (nip !== null && (land === '' || land === 'PL')) return { text: nip, valid: true }
  const looksPolish = /^(PL)?\d{10}$/.test(bare)
  if (looksPolish && (land === '' || land === 'PL')) return { text: bare.replace(/^PL/, ''), valid: false }
  if (land === 'PL') return { text: (text ?? '').trim(), valid: false }
  if (/^[A-Z]{2}/.test(land) && !bare.startsWith(land)) return { text: land + bare, valid: null }
  if (/^[A-Z]{2}[A-Z0-9+*]{2,13}$/.test(bare)) return { text: bare, valid: null }
  return { text: (text ?? '').trim(), valid: land === '' ? false : null }
}
