// How an SMS is billed: its alphabet, its length in that alphabet and its parts; and the same text without Polish letters.

/** The basic alphabet of GSM 03.38; the second takes an escape before each sign. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extended = new Set('^{}\\[~]|€\f')

export type SmsSize = {
  /** ucs-2 as soon as one sign is not in the GSM alphabet: a part then holds 70 signs and not 160. */
  readonly encoding: 'gsm-7' | 'ucs-2'
  readonly length: number
  readonly parts: number
  /** Signs for which the text is ucs-2, each once. */
  readonly because: readonly string[]
}

/** Units of each sign, packed into parts: no sign is broken in two. */
function packed(units: readonly number[], single: number, each: number): number {
  const length = units.reduce((sum, unit) => sum + unit, 0)
  if (length <= single) return 1
  let parts = 1
  let used = 0
  for (const unit of units) {
    if (used + unit > each) {
      parts++
      used = 0
    }
    used += unit
  }
  return parts
}

/** 160 signs in one part or 153 in each of several; 70 and 67 with letters that GSM does not have. */
export function smsSize(text: string): SmsSize {
  const signs = [...text]
  const because = [...new Set(signs.filter((sign) => !basic.has(sign) && !extended.has(sign)))]
  const gsm = because.length === 0
  const units = signs.map((sign) => (gsm ? (extended.has(sign) ? 2 : 1) : sign.length))
  const length = units.reduce((sum, unit) => sum + unit, 0)
  return { encoding: gsm ? 'gsm-7' : 'ucs-2', length, parts: gsm ? packed(units, 160, 153) : packed(units, 70, 67), because }
}

const plain: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  '\u00A0': ' ',
  '\u202F': ' ',
  '\u2212': '-',
  '–': '-',
  '—': '-',
  '„': '"',
  '”': '"',
  '“': '"',
  '’': "'",
  '‘': "'",
  '…': '...',
  '•': '-',
}

/** Hard blanks and true minus signs cost a part each and show nothing on a phone. */
export const smsTidy = (text: string): string =>
  text
    .replace(/[\u00A0\u202F]/g, ' ')
    .replaceAll('\u2212', '-')
    .replace(/[ \t]+/g, ' ')
    .trim()

/** Polish letters without their marks, typographic signs as plain ones; what GSM has is left as it is. */
export const smsPlain = (text: string): string =>
  [...smsTidy(text)]
    .map((sign) => (basic.has(sign) || extended.has(sign) ? sign : (plain[sign] ?? sign.normalize('NFD').replace(/\p{M}/gu, ''))))
    .join('')
