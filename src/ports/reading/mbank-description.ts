// mBank's description of an operation in `KEY: value;` pairs, in MT940 (:86:) and in the corporate CSV alike.
import { accountText } from '#values/account-text'
import { tidy } from '#values/title-text'

export type MbankDescription = {
  readonly title: string
  readonly operation?: string
  readonly counterpartyName?: string
  readonly counterpartyAccount?: string
  readonly creditedAccount?: string
  readonly customerReference?: string
  readonly original?: { readonly currency: string; readonly amount: string }
}

const keyNames = [
  'Z RACH.',
  'NA RACH.',
  'OD',
  'DLA',
  'TYT.',
  'REF. KLIENTA',
  'REF. MT103',
  'ID IPH',
  'DATA STEMPLA',
  'DATA NOSTRO',
  'TNR',
  'WALUTA',
  'KWOTA',
  'KURS',
  'RODZAJ SKŁADKI',
  'DEKLARACJA',
  'NIP',
  'ID UZUP.',
  'SYMBOL FORM.',
  'OKRES',
  'NAZWA ZOBOW.',
]
const anyKey = keyNames.map((name) => name.replaceAll('.', '\\.').replaceAll(' ', '\\s*')).join('|')
/** A key opens the text, or stands behind the semicolon of the pair before, or behind the operation's name in the corporate CSV. */
const pairStart = new RegExp(`(?:^|;|\\s)\\s*(${anyKey})\\s*:`, 'giu')
const titleStart = /(?:^|;|\s)\s*TYT\.\s*:/iu

/** What may follow a title, each with the shape that tells it from words of the payer. */
const behindTitle: Readonly<Record<string, RegExp>> = {
  TNR: /^[\d. ]{5,}$/,
  'DATA STEMPLA': /^[\d. ]{8,12}$/,
  'DATA NOSTRO': /^[\d. ]{8,12}$/,
  WALUTA: /^[A-Z]{3}$/,
  KWOTA: /^[\d\s.,]+$/,
  KURS: /^[\d\s.,]+$/,
  'REF. KLIENTA': /^[^;]{1,40}$/,
  'REF. MT103': /^[^;]{1,40}$/,
  'ID IPH': /^[A-Z\d ]{4,30}$/i,
}
const tailPair = new RegExp(
  `;\\s*(${Object.keys(behindTitle)
    .map((name) => name.replaceAll('.', '\\.').replaceAll(' ', '\\s*'))
    .join('|')})\\s*:\\s*([^;]*);?\\s*$`,
  'iu',
)

const keyOf = (written: string): string => tidy(written).toUpperCase()

/** Wrapped at blanks at 64 characters: a line that kept its blank joins with nothing, one that an editor trimmed gets it back. */
function unfold(lines: readonly string[]): string {
  let text = lines[0] ?? ''
  for (let i = 1; i < lines.length; i++) {
    const before = lines[i - 1] ?? ''
    text += /\s$/.test(before) || before.length >= 64 || before === '' ? (lines[i] ?? '') : ` ${lines[i] ?? ''}`
  }
  return text
}

/** Takes the pairs behind the title off its end, last first; the title may itself hold `;` and `:`. */
function splitTitle(text: string): { readonly title: string; readonly pairs: Map<string, string> } {
  const pairs = new Map<string, string>()
  let title = text
  for (;;) {
    const match = tailPair.exec(title)
    const key = keyOf(match?.[1] ?? '')
    const value = tidy(match?.[2] ?? '')
    if (match === null || behindTitle[key]?.test(value) !== true) break
    pairs.set(key, value)
    title = title.slice(0, match.index)
  }
  return { title: tidy(title.replace(/;\s*$/, '')), pairs }
}

function splitPairs(text: string): { readonly front: string; readonly pairs: Map<string, string> } {
  const found = [...text.matchAll(pairStart)]
  const pairs = new Map<string, string>()
  found.forEach((match, i) => {
    const value = tidy(text.slice(match.index + match[0].length, found[i + 1]?.index ?? text.length).replace(/;\s*$/, ''))
    const key = keyOf(match[1] ?? '')
    if (!pairs.has(key)) pairs.set(key, value)
  })
  return { front: tidy(text.slice(0, found[0]?.index ?? text.length).replace(/;\s*$/, '')), pairs }
}

/** The facts of a description; null where the text has none of mBank's keys. */
export function parseMbankDescription(lines: readonly string[]): MbankDescription | null {
  const text = unfold(lines)
  const titleMatch = titleStart.exec(text)
  const before = splitPairs(titleMatch === null ? text : text.slice(0, titleMatch.index))
  const isMbank = titleMatch !== null || ['TNR', 'Z RACH.', 'NA RACH.', 'ID IPH'].some((key) => before.pairs.has(key))
  if (!isMbank) return null
  const behind =
    titleMatch === null ? { title: '', pairs: new Map<string, string>() } : splitTitle(text.slice(titleMatch.index + titleMatch[0].length))
  const value = (key: string): string | undefined =>
    behind.pairs.get(key) ?? (before.pairs.get(key) === '' ? undefined : before.pairs.get(key))
  const account = value('Z RACH.') ?? value('NA RACH.')
  const written = account === undefined ? undefined : accountText(account)
  const name = value('OD') ?? value('DLA') ?? value('NAZWA ZOBOW.')
  const [credited, reference, currency, amount] = ['ID IPH', 'REF. KLIENTA', 'WALUTA', 'KWOTA'].map(value)
  return {
    title: titleMatch === null ? officeTitle(before.pairs) : behind.title,
    ...(before.front === '' ? {} : { operation: before.front }),
    ...(name === undefined ? {} : { counterpartyName: name }),
    ...(written === undefined ? {} : { counterpartyAccount: written }),
    ...(credited === undefined ? {} : { creditedAccount: credited.replaceAll(' ', '') }),
    ...(reference === undefined ? {} : { customerReference: reference }),
    ...(currency === undefined || amount === undefined ? {} : { original: { currency, amount } }),
  }
}

/** Transfers to ZUS and the tax office have no title: what they pay stands in its own keys. */
const officeTitle = (pairs: ReadonlyMap<string, string>): string =>
  ['RODZAJ SKŁADKI', 'DEKLARACJA', 'SYMBOL FORM.', 'OKRES', 'NIP', 'ID UZUP.']
    .flatMap((key) => (pairs.get(key) === undefined ? [] : [`${key}: ${pairs.get(key)}`]))
    .join('; ')
