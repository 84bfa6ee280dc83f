// Which encoding the bytes of a Polish text file are in, judged from the bytes alone.
import { isUtf8 } from 'node:buffer'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1250' | 'iso-8859-2' | 'cp852' | 'iso-8859-1' | 'windows-1252'

/** The single-byte encodings of Polish files; Latin-1 is never among them ("ZAK£AD"). */
export const polishEncodings = ['windows-1250', 'iso-8859-2', 'cp852'] as const
type PolishEncoding = (typeof polishEncodings)[number]

/** What the high bytes of a text say so far for each candidate; grows while a stream is read. */
export type EncodingEvidence = { -readonly [encoding in PolishEncoding]: number } & { seen: number }

export const noEvidence = (): EncodingEvidence => ({ 'windows-1250': 0, 'iso-8859-2': 0, cp852: 0, seen: 0 })

/** Where each encoding keeps ĄĆĘŁŃÓŚŹŻ and ąćęłńóśźż. */
const upperPolish: Readonly<Record<PolishEncoding, readonly number[]>> = {
  'windows-1250': [0xa5, 0xc6, 0xca, 0xa3, 0xd1, 0xd3, 0x8c, 0x8f, 0xaf],
  'iso-8859-2': [0xa1, 0xc6, 0xca, 0xa3, 0xd1, 0xd3, 0xa6, 0xac, 0xaf],
  cp852: [0xa4, 0x8f, 0xa8, 0x9d, 0xe3, 0xe0, 0x97, 0x8d, 0xbd],
}
const lowerPolish: Readonly<Record<PolishEncoding, readonly number[]>> = {
  'windows-1250': [0xb9, 0xe6, 0xea, 0xb3, 0xf1, 0xf3, 0x9c, 0x9f, 0xbf],
  'iso-8859-2': [0xb1, 0xe6, 0xea, 0xb3, 0xf1, 0xf3, 0xb6, 0xbc, 0xbf],
  cp852: [0xa5, 0x86, 0xa9, 0x88, 0xe4, 0xa2, 0x98, 0xab, 0xbe],
}
/** Bytes that are control, box-drawing or typographic signs, which a bank's text has no use for. */
const signs: Readonly<Record<PolishEncoding, readonly (readonly [number, number])[]>> = {
  'windows-1250': [
    [0x80, 0x89],
    [0x90, 0x99],
    [0xa1, 0xa2],
    [0xa4, 0xa4],
    [0xa6, 0xa9],
    [0xab, 0xae],
    [0xb0, 0xb2],
    [0xb4, 0xb8],
    [0xbb, 0xbb],
  ],
  'iso-8859-2': [
    [0x80, 0x9f],
    [0xa2, 0xa2],
    [0xa4, 0xa4],
    [0xa7, 0xa8],
    [0xad, 0xad],
    [0xb0, 0xb0],
    [0xb2, 0xb2],
    [0xb4, 0xb4],
    [0xb7, 0xb8],
  ],
  cp852: [
    [0x9e, 0x9e],
    [0xae, 0xb4],
    [0xb9, 0xbc],
    [0xbf, 0xc5],
    [0xc8, 0xcf],
    [0xd9, 0xdc],
    [0xdf, 0xdf],
    [0xef, 0xfa],
    [0xfe, 0xfe],
  ],
}

const letterScore = 3
const signScore = -8
const otherLetterScore = -1
const wrongCaseScore = -3

type Kind = 'upper' | 'lower' | 'sign' | 'other'

function kindTable(encoding: PolishEncoding): readonly Kind[] {
  const table: Kind[] = Array.from({ length: 256 }, () => 'other')
  for (const [from, to] of signs[encoding]) table.fill('sign', from, to + 1)
  for (const byte of upperPolish[encoding]) table[byte] = 'upper'
  for (const byte of lowerPolish[encoding]) table[byte] = 'lower'
  return table
}

const kinds: Readonly<Record<PolishEncoding, readonly Kind[]>> = {
  'windows-1250': kindTable('windows-1250'),
  'iso-8859-2': kindTable('iso-8859-2'),
  cp852: kindTable('cp852'),
}

const isUpperAscii = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x41 && byte <= 0x5a
const isLowerAscii = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x61 && byte <= 0x7a

/** Bytes with no letter in them: blanks of 1250 and 8859-2 (A0) and the filler of PKO BP (FF). */
const isFiller = (byte: number): boolean => byte === 0xa0 || byte === 0xff

/** Adds what the high bytes of `bytes` say; a lower-case letter between capitals ("ZAKúAD") speaks against. */
export function gatherEvidence(evidence: EncodingEvidence, bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80 || isFiller(byte)) continue
    evidence.seen++
    const amongCapitals = isUpperAscii(bytes[i - 1]) && isUpperAscii(bytes[i + 1])
    const amongSmall = isLowerAscii(bytes[i - 1]) && isLowerAscii(bytes[i + 1])
    for (const encoding of polishEncodings) {
      const kind = kinds[encoding][byte]
      if (kind === 'sign') evidence[encoding] += signScore
      else if (kind === 'other') evidence[encoding] += otherLetterScore
      else
        evidence[encoding] += letterScore + ((kind === 'lower' && amongCapitals) || (kind === 'upper' && amongSmall) ? wrongCaseScore : 0)
    }
  }
}

/** The likeliest single-byte encoding; 1250 where nothing decides, as most Polish programs write it. */
export const likeliest = (evidence: EncodingEvidence): PolishEncoding =>
  polishEncodings.reduce((best, encoding) => (evidence[encoding] > evidence[best] ? encoding : best))

/** True when more letters would hardly change the answer. */
export function isSettled(evidence: EncodingEvidence): boolean {
  const scores = polishEncodings.map((encoding) => evidence[encoding]).toSorted((a, b) => b - a)
  return evidence.seen > 500 && (scores[0] ?? 0) - (scores[1] ?? 0) > 200
}

/** The encoding a byte-order mark names and its length; also UTF-16 without a mark, known by its NULs. */
export function markedEncoding(head: Uint8Array): { readonly encoding: Encoding; readonly markLength: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markLength: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markLength: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markLength: 2 }
  const sample = head.subarray(0, 512)
  let evenNuls = 0
  let oddNuls = 0
  sample.forEach((byte, i) => {
    if (byte === 0 && i % 2 === 0) evenNuls++
    else if (byte === 0) oddNuls++
  })
  if (sample.length >= 8 && oddNuls > sample.length * 0.35 && evenNuls < oddNuls / 8) return { encoding: 'utf-16le', markLength: 0 }
  if (sample.length >= 8 && evenNuls > sample.length * 0.35 && oddNuls < evenNuls / 8) return { encoding: 'utf-16be', markLength: 0 }
  return null
}

/** Without the bytes of a character that the end of the sample cuts. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
  }
  return bytes
}

/** True for text that is UTF-8, also where single stray bytes are mixed in (fillers, a cell pasted from elsewhere). */
export function looksUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(wholeCharacters(bytes))) return true
  let right = 0
  let wrong = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80 || isFiller(byte)) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1
    if (length > 1 && isUtf8(bytes.subarray(i, i + length))) {
      right++
      i += length - 1
    } else wrong++
  }
  return right > wrong * 2
}
