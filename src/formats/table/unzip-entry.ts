// Unpacks one entry of an archive in pieces, and stops when it gives more than its directory promised.
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { Failure } from '#values/failure'
import type { ZipEntry } from './zip-directory.ts'

const pieceBytes = 64 * 1024

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

/** The unpacked bytes in order. Throws `xlsx.bomb` when there are more than declared and `xlsx.damaged` when they are not what was packed. */
export async function* unzipEntry(entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let size = 0
  let crc = 0
  const source = entry.method === 0 ? pieces(entry.packed) : inflated(entry.packed)
  for await (const piece of source) {
    size += piece.length
    if (size > entry.unpackedSize) throw new Failure('xlsx.bomb', { name: entry.name.slice(0, 100) })
    crc = crc32(piece, crc)
    yield piece
  }
  if (size !== entry.unpackedSize || crc !== entry.crc) throw new Failure('xlsx.damaged')
}

async function* inflated(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw()
  const feed = Readable.from(pieces(packed), { objectMode: true })
  feed.on('error', (error) => inflate.destroy(error))
  feed.pipe(inflate)
  try {
    for await (const piece of inflate) yield piece as Uint8Array
  } catch (error) {
    throw new Failure('xlsx.damaged', {}, { cause: error })
  } finally {
    feed.destroy()
    inflate.destroy()
  }
}
