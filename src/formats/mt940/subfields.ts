// :86: in numbered subfields behind a mark: German `?20`, Polish `~20`, `<20`, `^20`, `+20`, Dutch `>20`.
import { accountOfParts, accountText, looksLikeAccount } from '#values/account-text'
import { parseIban } from '#values/iban'
import { joinLines, subfieldWidth, tidy } from '#values/title-text'
import type { Information } from './information-facts.ts'
import { readSepaKeys } from './sepa-keys.ts'

const usualMarks = '?~<>^'

/** The mark of subfields in a :86:, null where the text has none. The code in front is three digits or nothing. */
export function findMark(lines: readonly string[]): string | null {
  const first = lines[0] ?? ''
  const mark = /^(?:\d{3})?([^\dA-Za-z\s/:])\d\d/.exec(first)?.[1]
  if (mark === undefined) return null
  if (usualMarks.includes(mark)) return mark
  const seen = lines
    .join('\n')
    .split(mark)
    .filter((part) => /^\d\d/.test(part)).length
  return seen >= 2 ? mark : null
}

/** The text in one line. Inside a subfield lines join with nothing; an editor's short Polish line gets its blank back. */
function unfold(lines: readonly string[], mark: string): string {
  let text = lines[0] ?? ''
  for (let i = 1; i < lines.length; i++) {
    const before = lines[i - 1] ?? ''
    const line = lines[i] ?? ''
    const isShort = mark !== '?' && before.length < 60 && /\p{L}$/u.test(before) && /^\p{L}/u.test(line)
    text += isShort ? ` ${line}` : line
  }
  return text
}

type Subfield = { readonly code: string; readonly at: number }

/** A mark inside a title may be followed by digits too: of all candidates the longest rising run of codes is taken. */
function risingRun(candidates: readonly Subfield[]): readonly Subfield[] {
  let isRising = true
  for (let i = 1; i < candidates.length && isRising; i++) isRising = (candidates[i]?.code ?? '') > (candidates[i - 1]?.code ?? '')
  if (isRising) return candidates
  const best: Subfield[][] = []
  for (const field of candidates) {
    let longest: Subfield[] = []
    for (const run of best) if ((run.at(-1)?.code ?? '') < field.code && run.length > longest.length) longest = run
    best.push([...longest, field])
  }
  return best.reduce((a, b) => (b.length > a.length ? b : a), [])
}

/** PKO BP fills an empty subfield with a byte FF, which decodes to one of these. */
const isFiller = (text: string): boolean =>
  text === '' || (!(text.charCodeAt(0) > 32 && text.charCodeAt(0) < 127) && /^[ÿ˙\u00A0\uFFFD\s]*$/.test(text))

const isDigit = (code: number, atMost: number): boolean => code >= 48 && code <= 48 + atMost

/** Repeats of one mark in a :86: worth looking at; more is no statement. */
const candidateLimit = 200

function splitSubfields(text: string, mark: string): Map<string, string> {
  const candidates: Subfield[] = []
  for (let at = text.indexOf(mark); at >= 0 && candidates.length < candidateLimit; at = text.indexOf(mark, at + 1)) {
    if (isDigit(text.charCodeAt(at + 1), 7) && isDigit(text.charCodeAt(at + 2), 9))
      candidates.push({ code: text.slice(at + 1, at + 3), at })
  }
  const fields = new Map<string, string>()
  const run = risingRun(candidates)
  run.forEach((field, i) => {
    const value = text.slice(field.at + 3, run[i + 1]?.at ?? text.length)
    if (!isFiller(value)) fields.set(field.code, value)
  })
  return fields
}

function present(fields: ReadonlyMap<string, string>, codes: readonly string[]): string[] {
  const values: string[] = []
  for (const code of codes) {
    const value = fields.get(code)
    if (value !== undefined) values.push(value)
  }
  return values
}

/** Prefers 38, then a number in 29, then sort code and account of 30 and 31 with computed check digits. */
function counterpartyAccount(fields: ReadonlyMap<string, string>): string | undefined {
  const of = (code: string): string => fields.get(code)?.trim() ?? ''
  const [in29, in30, in31, in38] = [of('29'), of('30'), of('31'), of('38')]
  for (const text of [in38, in29, in31]) {
    const iban = text === '' ? null : parseIban(text)
    if (iban !== null) return iban
  }
  const computed = accountOfParts(in30, in31)
  if (computed !== undefined) return computed
  const written = [in38, in31, in29].find(looksLikeAccount) ?? (in31 === '' ? undefined : in31)
  return written === undefined ? undefined : accountText(written)
}

const germanTitle = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29', '60', '61', '62', '63']
const polishTitle = ['20', '21', '22', '23', '24', '25', '26']

/** Facts of the numbered subfields of one :86:. */
export function readSubfields(lines: readonly string[], mark: string): Information {
  const text = unfold(lines, mark)
  const fields = splitSubfields(text, mark)
  const isGerman = mark === '?' || mark === '>'
  const titleLines = present(fields, isGerman ? germanTitle : polishTitle)
  const sepa = isGerman ? readSepaKeys(joinLines(titleLines, [27])) : null
  const name = nameOf(fields, isGerman)
  const account = counterpartyAccount(fields)
  const operation = tidy(`${/^\d{3}/.exec(text)?.[0] ?? ''} ${fields.get('00') ?? ''}`)
  return {
    title: sepa?.title ?? joinLines(titleLines, [subfieldWidth(titleLines)]),
    ...(operation === '' ? {} : { operation }),
    ...(name === '' ? {} : { counterpartyName: name }),
    ...(account === undefined ? {} : { counterpartyAccount: account }),
    ...(sepa?.endToEndId === undefined ? {} : { endToEndId: sepa.endToEndId }),
  }
}

/** 32 and 33; where a Polish bank leaves them out, 27 and 28 hold name and address. */
function nameOf(fields: ReadonlyMap<string, string>, isGerman: boolean): string {
  const lines = present(fields, ['32', '33'])
  if (lines.length > 0 || isGerman) return joinLines(lines, [subfieldWidth(lines)])
  const address = present(fields, ['27', '28'])
  return joinLines(address, [subfieldWidth(address)])
}
