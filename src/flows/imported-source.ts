// The bytes of an import, read back from where they were kept.
import { headBytes } from '#ports/reading/byte-source'
import type { ByteSource } from '#ports/statement-format'
import type { Executor } from '#store/database'
import { type Import, readChunks } from '#store/imports'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'

/** The file as a source of bytes, a chunk at a time. Throws Failure `import.no-bytes` for a pull, which has none. */
export async function importedSource(executor: Executor, companyId: Id, of: Import): Promise<ByteSource> {
  const first = await readChunks(executor, companyId, of.id).next()
  if (first.done === true) throw new Failure('import.no-bytes')
  return { head: first.value.subarray(0, headBytes), size: Number(of.byteSize ?? 0n), stream: () => readChunks(executor, companyId, of.id) }
}
