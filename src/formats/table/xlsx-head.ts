// The texts that the first bytes of a workbook give away, for recognising it before it is unpacked.
import { constants, inflateRawSync } from 'node:zlib'

const localSignature = 0x04034b50
/** 8 KiB unpack to at most 8 MiB. */
const inputLimit = 8 * 1024
const outputLimit = 9 * 2 ** 20

function unpackedStart(bytes: Uint8Array): string {
  try {
    return inflateRawSync(bytes.subarray(0, inputLimit), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: outputLimit }).toString(
      'utf8',
    )
  } catch {
    return ''
  }
}

/** Cell texts of the sheets and shared strings that begin within `head`; null when the archive is no workbook. */
export function xlsxHeadTexts(head: Uint8Array): readonly string[] | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const texts: string[] = []
  let isWorkbook = false
  let at = 0
  while (at + 30 <= head.length && texts.length < 500) {
    if (view.getUint32(at, true) !== localSignature) {
      // Sizes may stand behind the data: the next header is looked for.
      at++
      continue
    }
    const nameLength = view.getUint16(at + 26, true)
    const start = at + 30 + nameLength + view.getUint16(at + 28, true)
    const name = Buffer.from(head.subarray(at + 30, at + 30 + nameLength)).toString('latin1')
    isWorkbook ||= name.startsWith('xl/')
    if (/^xl\/(?:worksheets\/[^/]+|sharedStrings)\.xml$/i.test(name) && start < head.length) {
      const xml =
        view.getUint16(at + 8, true) === 0 ? Buffer.from(head.subarray(start)).toString('utf8') : unpackedStart(head.subarray(start))
      for (const match of xml.slice(0, 1 << 20).matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]{1,200})</g)) texts.push(match[1] ?? '')
    }
    at = Math.max(start, at + 30)
  }
  return isWorkbook ? texts : null
}
