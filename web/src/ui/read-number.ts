// Reads a number as a person types it: blanks between thousands, comma or dot before decimals.

/** `1 000` → 1000, `7,25` → 7.25; null for what is no number, is below nought or has more decimals than given. */
export function readNumber(text: string, decimals: number): number | null {
  const match = /^(\d+)(?:[.,](\d*))?$/.exec(text.replace(/[\s\u00A0\u202F]/g, ''))
  if (match === null || (match[2] ?? '').length > decimals) return null
  return Number(`${match[1]}.${match[2] ?? ''}0`)
}
