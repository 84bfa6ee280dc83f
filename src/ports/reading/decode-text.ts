// Bytes of a file into text, whatever encoding a Polish bank or program wrote them in.
import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { ByteSource } from '#ports/statement-format'
import { Failure } from '#values/failure'
import { type Encoding, gatherEvidence, isSettled, likeliest, looksUtf8, markedEncoding, noEvidence } from './text-encoding.ts'

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const decodeAs = (bytes: Uint8Array, encoding: Encoding): string =>
  isAscii(bytes) && !encoding.startsWith('utf-16')
    ? asBuffer(bytes).toString('latin1')
    : iconv.decode(asBuffer(bytes), encoding, { stripBOM: false })

function likeliestOf(bytes: Uint8Array): Encoding {
  const evidence = noEvidence()
  gatherEvidence(evidence, bytes)
  return likeliest(evidence)
}

/** Each line as UTF-8 where it is that (a stray byte in it becomes U+FFFD), else in the encoding its own letters point to. */
function decodeMixed(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(0x0a, start)
    const end = feed < 0 ? bytes.length : feed + 1
    const line = bytes.subarray(start, end)
    lines.push(looksUtf8(line) ? asBuffer(line).toString('utf8') : decodeAs(line, likeliestOf(line)))
    start = end
  }
  return lines.join('')
}

const decodeUtf8 = (bytes: Uint8Array): string => (isUtf8(bytes) ? asBuffer(bytes).toString('utf8') : decodeMixed(bytes))

/** The whole of `bytes` as text with the encoding found: a mark, valid UTF-8, else the best of 1250, 8859-2 and 852. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const marked = markedEncoding(bytes)
  const body = bytes.subarray(marked?.markLength ?? 0)
  const encoding = marked?.encoding ?? (looksUtf8(body) ? 'utf-8' : likeliestOf(body))
  return { text: encoding === 'utf-8' ? decodeUtf8(body) : decodeAs(body, encoding), encoding }
}

const heads = new WeakMap<Uint8Array, string>()

/** The head of a file as text; decoded once however many formats ask. */
export function decodeHead(head: Uint8Array): string {
  let text = heads.get(head)
  if (text === undefined) {
    text = decodeText(head).text
    heads.set(head, text)
  }
  return text
}

const declaredNames: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  usascii: 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1250': 'windows-1250',
  cp1250: 'windows-1250',
  '1250': 'windows-1250',
  'iso-8859-2': 'iso-8859-2',
  latin2: 'iso-8859-2',
  '8859-2': 'iso-8859-2',
  'iso-8859-1': 'iso-8859-1',
  latin1: 'iso-8859-1',
  'windows-1252': 'windows-1252',
  '1252': 'windows-1252',
  'iso-8859-15': 'iso-8859-1',
  cp852: 'cp852',
  ibm852: 'cp852',
  '852': 'cp852',
}

/** The encoding that a file says it is in; throws `file.encoding-unsupported` for one that no bank uses (UTF-7, EBCDIC). */
export function declaredEncoding(name: string): Encoding {
  const found = declaredNames[name.trim().toLowerCase()]
  if (found === undefined) throw new Failure('file.encoding-unsupported', { encoding: name.slice(0, 40) })
  return found
}

/** The largest run of bytes kept back while looking for the end of a line or a character. */
const carryLimit = 1 << 20
const sampleSize = 256 * 1024

/** Where a piece may be cut without splitting a line (and so no character): after the last line feed, else as it stands. */
function cutPoint(bytes: Uint8Array): number {
  const feed = bytes.lastIndexOf(0x0a)
  if (feed >= 0) return feed + 1
  if (bytes.length < carryLimit) return 0
  let cut = bytes.length
  while (cut > bytes.length - 4 && (bytes[cut - 1] ?? 0) >= 0x80) cut--
  return cut
}

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => (a.length === 0 ? b : Buffer.concat([a, b]))

async function* decodeUtf8Stream(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let carry: Uint8Array = new Uint8Array(0)
  for await (const piece of pieces) {
    const bytes = joined(carry, piece)
    const cut = cutPoint(bytes)
    if (cut > 0) yield decodeUtf8(bytes.subarray(0, cut))
    carry = bytes.subarray(cut)
  }
  if (carry.length > 0) yield decodeUtf8(carry)
}

async function* decodeSingleByteStream(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const evidence = noEvidence()
  for await (const piece of pieces) {
    if (!isSettled(evidence)) gatherEvidence(evidence, piece)
    yield decodeAs(piece, likeliest(evidence))
  }
}

async function* decodeStreamAs(pieces: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  if (encoding === 'utf-8') {
    yield* decodeUtf8Stream(pieces)
    return
  }
  const decoder = iconv.getDecoder(encoding)
  for await (const piece of pieces) yield decoder.write(asBuffer(piece))
  yield decoder.end() ?? ''
}

/** The pieces again, with those already taken in front. */
async function* resumed(taken: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* taken
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

/** The text of a source in pieces, decoded as it comes; `declared` is believed unless a byte-order mark says otherwise. */
export async function* decodeStream(source: ByteSource, declared?: Encoding): AsyncGenerator<string> {
  const marked = markedEncoding(source.head)
  const pieces = source.stream()[Symbol.asyncIterator]()
  try {
    if (marked !== null) {
      const whole = resumed([], pieces)
      const first = await whole.next()
      if (first.done !== true) yield* decodeStreamAs(resumed([first.value.subarray(marked.markLength)], whole), marked.encoding)
      return
    }
    if (declared !== undefined) {
      yield* decodeStreamAs(resumed([], pieces), declared)
      return
    }
    const sample: Uint8Array[] = []
    let size = 0
    for (let next = await pieces.next(); next.done !== true && size < sampleSize; next = await pieces.next()) {
      if (sample.length === 0 && isAscii(next.value)) {
        yield asBuffer(next.value).toString('latin1')
        continue
      }
      sample.push(next.value)
      size += next.value.length
      if (size >= sampleSize) break
    }
    const all = resumed(sample, pieces)
    yield* looksUtf8(Buffer.concat(sample)) ? decodeUtf8Stream(all) : decodeSingleByteStream(all)
  } finally {
    await pieces.return?.()
  }
}
