// Invoice numbers as sequences of letter and digit groups, so that separators, zeros and case do not matter.
import { foldText } from './plain-text.ts'

/** A run of capitals or of digits; `separator` is what stands between it and the part before. */
export type NumberPart = { readonly digits: boolean; readonly text: string; readonly separator: string }

/** `FV/007/2025` → FV, 007, 2025. Characters that are neither letters nor digits are separators. */
export function numberParts(number: string): NumberPart[] {
  const parts: NumberPart[] = []
  let end = 0
  const folded = foldText(number)
  for (const match of folded.matchAll(/[A-Z]+|[0-9]+/g)) {
    parts.push({ digits: match[0].charCodeAt(0) < 65, text: match[0], separator: folded.slice(end, match.index) })
    end = match.index + match[0].length
  }
  return parts
}

/** Digits without leading zeros; `000` is `0`. */
export const withoutLeadingZeros = (digits: string): string => {
  let at = 0
  while (at < digits.length - 1 && digits.charCodeAt(at) === 48) at++
  return at === 0 ? digits : digits.slice(at)
}

/** One text for all ways of writing a number that differ in case, separators and leading zeros only: `fv 7-2025` → `FV|7|2025`. */
export const canonicalInvoiceNumber = (number: string): string =>
  numberParts(number)
    .map((part) => (part.digits ? withoutLeadingZeros(part.text) : part.text))
    .join('|')

/** True when two numbers differ in case, separators and leading zeros only. */
export const sameInvoiceNumber = (a: string, b: string): boolean => canonicalInvoiceNumber(a) === canonicalInvoiceNumber(b)
