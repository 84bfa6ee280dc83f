// The frames of a backup archive: one type byte, the length, the bytes; so that rows stream through without knowing how many come.
import { Failure } from '#values/failure'

/** manifest, table begins, data, table ends, archive ends. */
export type FrameKind = 'M' | 'T' | 'D' | 'E' | 'Z'
export type Frame = { readonly kind: FrameKind; readonly bytes: Uint8Array }

const kinds = new Set<string>(['M', 'T', 'D', 'E', 'Z'])
const isKind = (text: string): text is FrameKind => kinds.has(text)
const headLength = 5

export function writeFrame(kind: FrameKind, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(headLength)
  head.write(kind, 0, 'latin1')
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

export const writeJsonFrame = (kind: FrameKind, value: unknown): Buffer => writeFrame(kind, Buffer.from(JSON.stringify(value), 'utf8'))

/** Cuts a stream of bytes into frames. Throws Failure `backup.damaged` when it ends in the middle or a type is unknown. */
export async function* readFrames(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Frame> {
  let rest = Buffer.alloc(0)
  for await (const chunk of bytes) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    while (rest.length >= headLength) {
      const kind = rest.toString('latin1', 0, 1)
      if (!isKind(kind)) throw new Failure('backup.damaged', { at: 'frame' })
      const end = headLength + rest.readUInt32BE(1)
      if (rest.length < end) break
      yield { kind, bytes: rest.subarray(headLength, end) }
      rest = rest.subarray(end)
    }
  }
  if (rest.length > 0) throw new Failure('backup.damaged', { at: 'end' })
}
