// The title as capitals without diacritics, character for character, so that every offset still points into the title as it came.

import { withoutLeadingZeros } from '#values/invoice-number'
import { foldText } from '#values/plain-text'

/** A run of digits or of letters. `separator` is what stands before it, `value` the text without leading zeros. */
export type Atom = {
  readonly digits: boolean
  readonly text: string
  readonly value: string
  readonly start: number
  readonly end: number
  readonly separator: string
}

export type TitleText = { readonly text: string; readonly atoms: readonly Atom[]; readonly truncated: boolean }

/** Characters of a title that are read; the longest that banks carry is 560 (four times 140). */
const readLength = 1200
const atomLimit = 220

const foldedChars: string[] = []
function foldChar(char: string): string {
  const code = char.charCodeAt(0)
  if (code === 10 || code === 13) return '\n'
  if (code < 32) return ' '
  if (code < 128) return char >= 'a' && char <= 'z' ? String.fromCharCode(code - 32) : char
  const known = code < 0x2100 ? foldedChars[code] : undefined
  if (known !== undefined) return known
  const folded = code === 0x2013 || code === 0x2014 || code === 0x2212 ? '-' : (foldText(char)[0] ?? ' ')
  const kept = /[A-Z0-9-]/.test(folded) ? folded : ' '
  if (code < 0x2100) foldedChars[code] = kept
  return kept
}

function fold(title: string): string {
  if (/^[\x20-\x7e]*$/.test(title)) return title.toUpperCase()
  let folded = ''
  for (let at = 0; at < title.length; at++) folded += foldChar(title.charAt(at))
  return folded
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isLetter = (code: number): boolean => code >= 65 && code <= 90

/** Capital O between digits is a zero, I and L are a one: people and scanners mix them up. */
export const withoutConfusedDigits = (text: string): string => text.replace(/(?<=\d)O(?=\d)/g, '0').replace(/(?<=\d)[IL](?=\d)/g, '1')

/** Splits a title; work is bounded whatever its length, and `truncated` says when something was left unread. */
export function titleText(title: string): TitleText {
  const text = withoutConfusedDigits(fold(title.slice(0, readLength)))
  const atoms: Atom[] = []
  let at = 0
  let separatorFrom = 0
  while (at < text.length && atoms.length < atomLimit) {
    const code = text.charCodeAt(at)
    const digits = isDigit(code)
    if (!digits && !isLetter(code)) {
      at++
      continue
    }
    let end = at + 1
    while (end < text.length && (digits ? isDigit(text.charCodeAt(end)) : isLetter(text.charCodeAt(end)))) end++
    const part = text.slice(at, end)
    atoms.push({
      digits,
      text: part,
      value: digits ? withoutLeadingZeros(part) : part,
      start: at,
      end,
      separator: text.slice(separatorFrom, at),
    })
    at = end
    separatorFrom = end
  }
  return { text, atoms, truncated: title.length > readLength || atoms.length === atomLimit }
}
