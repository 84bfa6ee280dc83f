// What a :86: says about its line, whichever of the dialects the bank writes.
import { parseMbankDescription } from '#ports/reading/mbank-description'
import { accountText } from '#values/account-text'
import { joinLines } from '#values/title-text'
import type { Information } from './information-facts.ts'
import { readSlashTags, startsWithSlashTag } from './slash-tags.ts'
import { findMark, readSubfields } from './subfields.ts'

/** A line of a SWIFT text block is full at 65 characters. */
const swiftWidth = 64

/** Free text: nothing behind a full line, else a blank. */
const freeText = (lines: readonly string[]): string => {
  let text = ''
  lines.forEach((line, i) => {
    const before = lines[i - 1]
    text += before === undefined || before.length >= swiftWidth || before.endsWith(' ') ? line : ` ${line}`
  })
  return text
}

/** `REK: NL26ABNA0999999999/NAAM: BEDRIJF VOF` of Knab, wherever it stands. */
function knabParty(text: string): Pick<Information, 'counterpartyName' | 'counterpartyAccount'> {
  const match = /REK: ([A-Z\d]{8,34})\/NAAM: (.+)$/.exec(text)
  const account = match?.[1] === undefined ? undefined : accountText(match[1])
  return {
    ...(account === undefined ? {} : { counterpartyAccount: account }),
    ...(match?.[2] === undefined ? {} : { counterpartyName: match[2].trim() }),
  }
}

/** Reads the physical lines of one :86: (or of several that follow one :61:). */
export function readInformation(lines: readonly string[]): Information {
  const mark = findMark(lines)
  if (mark !== null) return readSubfields(lines, mark)
  if (startsWithSlashTag(lines[0] ?? '')) return readSlashTags(lines)
  const pairs = parseMbankDescription(lines)
  if (pairs !== null) return pairs
  const text = freeText(lines)
  return { title: joinLines([text]), ...knabParty(text) }
}
