// Files on the disk as sources of bytes: read piece by piece, the head first.
import { open } from 'node:fs/promises'
import { headBytes } from '#ports/reading/byte-source'
import type { ByteSource } from '#ports/statement-format'
import { Failure } from '#values/failure'

const pieceBytes = 64 * 1024

async function* pieces(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r')
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

/** The file at `path`; throws `file.missing`, `file.empty`, `file.too-large` (over `limitBytes`). */
export async function fileSource(path: string, limitBytes = Number.POSITIVE_INFINITY): Promise<ByteSource> {
  const opened = await open(path, 'r').catch((cause: unknown) => {
    throw new Failure('file.missing', { file: path }, { cause })
  })
  try {
    const about = await opened.stat()
    if (!about.isFile()) throw new Failure('file.missing', { file: path })
    if (about.size === 0) throw new Failure('file.empty', { file: path })
    if (about.size > limitBytes) throw new Failure('file.too-large', { file: path, megabytes: Math.floor(limitBytes / 1_048_576) })
    const head = Buffer.alloc(Math.min(headBytes, about.size))
    await opened.read(head, 0, head.length, 0)
    return { head, size: about.size, stream: () => pieces(path) }
  } finally {
    await opened.close()
  }
}
