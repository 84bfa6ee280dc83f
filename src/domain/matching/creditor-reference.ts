// ISO 11649 creditor references (RF…) in a title: check digits make them hard to mistake.

export type CreditorReference = { readonly reference: string; readonly start: number; readonly end: number }

function mod97(text: string): number {
  let rest = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const value = code >= 65 ? code - 55 : code - 48
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

/** True for `RF`, two check digits and up to 21 characters with mod 97 = 1. */
export const isCreditorReference = (bare: string): boolean =>
  /^RF\d{2}[0-9A-Z]{1,21}$/.test(bare) && mod97(bare.slice(4) + bare.slice(0, 4)) === 1

/** The references of a folded title; `reference` is the part after the check digits. */
export function creditorReferences(text: string): CreditorReference[] {
  if (!text.includes('RF')) return []
  const found: CreditorReference[] = []
  for (const match of text.matchAll(/(?<![A-Z])RF\s?\d\s?\d(?:[ -]?[0-9A-Z]){1,21}/g)) {
    for (let end = match[0].length; end >= 5; end--) {
      const bare = match[0].slice(0, end).replace(/[\s-]/g, '')
      if (/[\s-]$/.test(match[0].slice(0, end)) || !isCreditorReference(bare)) continue
      found.push({ reference: bare.slice(4), start: match.index, end: match.index + end })
      break
    }
  }
  return found
}
