// KSeF numbers in a title: 35 characters with a check digit pair, also in lower case, without hyphens, wrapped or with one character damaged.

/** `start` and `end` are offsets of the text; `number` is the 35-character form; `valid` says whether the CRC-8 is right. */
export type KsefMention = { readonly number: string; readonly valid: boolean; readonly start: number; readonly end: number }

/** CRC-8, polynomial 0x07, start 0, as KSeF computes it over the first 32 characters (CIRFMF/ksef-docs, numer-ksef.md). */
export function crc8(text: string): string {
  let crc = 0
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at)
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : (crc << 1) & 0xff
  }
  return crc.toString(16).toUpperCase().padStart(2, '0')
}

/** The form with three hyphens of a number written with any; null when its length is wrong. */
export function canonicalKsefNumber(written: string): string | null {
  const bare = written.toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (bare.length !== 32) return null
  return `${bare.slice(0, 10)}-${bare.slice(10, 18)}-${bare.slice(18, 30)}-${bare.slice(30)}`
}

export const isValidKsefNumber = (canonical: string): boolean => crc8(canonical.slice(0, 32)) === canonical.slice(33)

const blanks = '[-\\s]{0,3}'
const pattern = new RegExp(
  `(?<![0-9A-Z])${`[0-9OIL]${blanks}`.repeat(10)}2${blanks}[0O]${`${blanks}[0-9OIL]`.repeat(6)}${`${blanks}[0-9A-Z]`.repeat(14)}(?![0-9A-Z])`,
  'g',
)

/** Every KSeF-like run of a folded title, right or damaged. */
export function ksefMentions(text: string): KsefMention[] {
  if (text.length < 32 || !/\d[\d\s-]{8,}/.test(text)) return []
  const found: KsefMention[] = []
  for (const match of text.matchAll(pattern)) {
    const number = canonicalKsefNumber(match[0])
    if (number === null) continue
    const mended = withDigitsMended(number)
    found.push({ number: mended, valid: isValidKsefNumber(mended), start: match.index, end: match.index + match[0].length })
  }
  return found
}

/** Letters that stand for digits where only digits may be (tax number and day), and O, I, L in the hexadecimal part. */
function withDigitsMended(number: string): string {
  return number.replaceAll('O', '0').replace(/[IL]/g, '1')
}

/** Keys under which a number with one damaged character meets its original: each with one of the blocks left out. */
export function ksefRepairKeys(canonical: string): readonly string[] {
  const technical = canonical.slice(20, 32)
  const day = canonical.slice(11, 19)
  return [`t${technical}`, `a${day}${technical.slice(0, 6)}${canonical.slice(33)}`, `b${day}${technical.slice(6)}${canonical.slice(33)}`]
}

/** Characters in which two numbers of equal length differ. */
export function differingCharacters(a: string, b: string): number {
  let count = Math.abs(a.length - b.length)
  for (let at = 0; at < Math.min(a.length, b.length); at++) if (a.charCodeAt(at) !== b.charCodeAt(at)) count++
  return count
}
