// Keeps a file as it came before anything is made of it.
import { createHash } from 'node:crypto'
import type { ByteSource } from '#ports/statement-format'
import { inTransaction } from '#store/database'
import { appendChunk, changeImport, findSameFile, type ImportSource, insertImport } from '#store/imports'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

const chunkBytes = 1024 * 1024

async function* inChunks(source: ByteSource): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of source.stream()) {
    // Readers may hand out views of one buffer that they fill anew.
    pieces.push(Uint8Array.from(piece))
    size += piece.length
    if (size < chunkBytes) continue
    yield Buffer.concat(pieces)
    pieces = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(pieces)
}

/** Stores the bytes in one transaction, so that a file is here whole or not at all. Says which earlier import held the same bytes. Throws Failure `file.empty`. */
export async function receiveFile(
  shell: Shell,
  received: {
    readonly companyId: Id
    readonly actor: Actor
    readonly source: ImportSource
    readonly fileName: string
    readonly bytes: ByteSource
  },
): Promise<{ readonly importId: Id; readonly sameAs: Id | null }> {
  const { companyId } = received
  if (received.bytes.size === 0) throw new Failure('file.empty', { file: received.fileName })
  return inTransaction(shell.database, async (tx) => {
    const importId = await insertImport(tx, companyId, {
      source: received.source,
      state: 'received',
      createdBy: writeActor(received.actor),
      receivedAt: shell.clock.now(),
      fileName: received.fileName,
    })
    const hash = createHash('sha256')
    let ordinal = 0
    let size = 0
    for await (const chunk of inChunks(received.bytes)) {
      hash.update(chunk)
      size += chunk.length
      await appendChunk(tx, companyId, importId, ordinal++, chunk)
    }
    if (size === 0) throw new Failure('file.empty', { file: received.fileName })
    const contentHash = hash.digest('hex')
    await changeImport(tx, companyId, importId, { contentHash, byteSize: BigInt(size) })
    const same = await findSameFile(tx, companyId, contentHash, importId)
    return { importId, sameAs: same?.id ?? null }
  })
}
