// Names of firms and sole traders without what banks and habits add: legal form, address, order of words, diacritics.
import { firstNames, legalForms, tradeWords } from './company-name-words.ts'
import { foldText } from './plain-text.ts'

export type CompanyName = {
  /** Words that identify, in the order written. */
  readonly words: readonly string[]
  /** The words sorted: equal for `Kowalski Jan` and `Jan Kowalski`. Empty when nothing identifies. */
  readonly key: string
  /** The words joined: equal for `Klon-Med` and `KLONMED`. */
  readonly compact: string
  /** Canonical legal form, where one was written. */
  readonly legalForm?: string
  /** Sorted first and last name of a sole trader, where one stands in the name. */
  readonly person?: string
  /** The last word may be cut, as banks cut at 35 characters. */
  readonly maybeCut: boolean
}

const addressStarts = new Set(['UL', 'ULICA', 'AL', 'ALEJA', 'ALEJE', 'OS', 'OSIEDLE', 'PL', 'PLAC', 'ADRES', 'STR', 'STREET'])
const fillers = new Set(['I', 'W', 'Z', 'O', 'NIP', 'REGON'])

/** Bytes 80–9F of Windows-1252 by their characters. */
const windows1252: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 32 }, (_, at) => [new TextDecoder('windows-1252').decode(Uint8Array.of(128 + at)), 128 + at]),
)

/** UTF-8 that was read as Windows-1252, put right; other text unchanged. */
function withoutMojibake(text: string): string {
  if (!/[ÃÅÄ][\u0080-\u017f\u0192-\u2122]/.test(text)) return text
  const bytes = Uint8Array.from(text, (char) => windows1252.get(char) ?? (char.charCodeAt(0) < 256 ? char.charCodeAt(0) : 63))
  const decoded = new TextDecoder('utf-8').decode(bytes)
  return decoded.includes('\uFFFD') ? text : decoded
}

/** Length in words of the legal form that starts at `at`, and its canon; null where none does. */
function legalFormAt(words: readonly string[], at: number): { readonly canon: string; readonly length: number } | null {
  const forms = legalForms.get(words[at] ?? '')
  if (forms === undefined) return null
  for (const form of forms) {
    if (form.words.every((word, i) => words[at + i] === word)) return { canon: form.canon, length: form.words.length }
  }
  return null
}

const isPostalCode = (words: readonly string[], at: number): boolean =>
  (/^\d{2}$/.test(words[at] ?? '') && /^\d{1,3}$/.test(words[at + 1] ?? '')) || /^\d{5}$/.test(words[at] ?? '')

/** Where the address that a bank glued to the name starts; the number of words when there is none. */
function addressStart(words: readonly string[]): number {
  for (let at = 1; at < words.length; at++) {
    if (addressStarts.has(words[at] ?? '') || isPostalCode(words, at)) return at
  }
  return words.length
}

/** A form in front of the name counts when it cannot be the name: `UAB Baltija`, `Spółka Jawna Nowak`, but not `AB Trade`. */
const mayLead = (form: { readonly canon: string; readonly length: number }, moreFollows: boolean): boolean =>
  moreFollows && (form.length > 1 || form.canon === 'UAB' || form.canon === 'SIA')

/** The identifying words of the name, and its legal form: what follows a legal form is address. */
function split(all: readonly string[]): { words: string[]; legalForm?: string; cut: boolean } {
  const end = addressStart(all)
  const words: string[] = []
  let legalForm: string | undefined
  for (let at = 0; at < end; at++) {
    const form = legalFormAt(all, at)
    if (form !== null && (words.length > 0 || mayLead(form, at + form.length < end))) {
      legalForm = legalForm === undefined ? form.canon : `${legalForm} ${form.canon}`
      at += form.length - 1
      continue
    }
    const word = all[at] ?? ''
    if (words.length > 0 && (word === 'SPOLKA' || word === 'SP'))
      return { words, ...(legalForm === undefined ? {} : { legalForm }), cut: false }
    if (legalForm !== undefined && words.length > 0) break
    if (!fillers.has(word)) words.push(word)
  }
  while (words.length > 1 && /^\d+[A-Z]?$/.test(words.at(-1) ?? '') && end < all.length) words.pop()
  return { words, ...(legalForm === undefined ? {} : { legalForm }), cut: legalForm === undefined && end === all.length }
}

/** First and last name, sorted, when a known first name stands beside a word that is neither trade word nor number. */
function personOf(words: readonly string[]): string | undefined {
  for (const [at, word] of words.entries()) {
    if (!firstNames.has(word)) continue
    const after = words[at + 1]
    const before = words[at - 1]
    const isName = (other: string | undefined): other is string =>
      other !== undefined && other.length > 2 && !/\d/.test(other) && !tradeWords.has(other) && !firstNames.has(other)
    const surname = at === 0 || !isName(before) || (isName(after) && words.length > 2 && tradeWords.has(words[0] ?? '')) ? after : before
    if (isName(surname)) return [word, surname].sort().join(' ')
    if (isName(before)) return [word, before].sort().join(' ')
  }
  return undefined
}

/** Reads a name as a register, a bank or a gateway writes it. */
export function companyName(text: string): CompanyName {
  const folded = foldText(withoutMojibake(text.slice(0, 400))).replaceAll('&', ' ')
  const all = folded
    .replace(/[^A-Z0-9?\uFFFD]+/g, ' ')
    .replaceAll('\uFFFD', '?')
    .trim()
    .split(' ')
    .filter((word) => word !== '')
  const { words, legalForm, cut } = split(all)
  const person = personOf(words)
  return {
    words,
    key: [...words].sort().join(' '),
    compact: words.join(''),
    ...(legalForm === undefined ? {} : { legalForm }),
    ...(person === undefined ? {} : { person }),
    maybeCut: cut && text.trimEnd().length >= 24,
  }
}
