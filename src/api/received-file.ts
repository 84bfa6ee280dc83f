// An upload on its way in: kept in a temporary file while it is read, so that memory does not grow with it.
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { fileSource } from '#flows/byte-source'
import type { ByteSource } from '#ports/statement-format'
import { Failure, isFailure } from '#values/failure'

/** Hands the received bytes to `work` and removes them afterwards. Throws Failure `file.empty`, `file.too-large`. */
export async function withReceivedFile<T>(bytes: ReadableStream<Uint8Array> | null, work: (source: ByteSource) => Promise<T>): Promise<T> {
  if (bytes === null) throw new Failure('file.empty', { file: '' })
  const folder = await mkdtemp(join(tmpdir(), 'skarbnik-upload-'))
  try {
    const path = join(folder, 'file')
    try {
      await pipeline(Readable.fromWeb(bytes as NodeStream<Uint8Array>), createWriteStream(path, { mode: 0o600 }))
    } catch (error) {
      if (isFailure(error)) throw error
      throw new Failure('file.broken-off', {}, { cause: error })
    }
    return await work(await fileSource(path))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
