// Files that the house made or was given: report PDFs, attachments.
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'

export type StoredFile = {
  readonly fileId: Id
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly createdAt: Date
}

export async function insertFile(executor: Executor, companyId: Id, file: Omit<StoredFile, 'fileId'>): Promise<Id> {
  const fileId = newId()
  await executor
    .insertInto('files')
    .values({
      company_id: companyId,
      file_id: fileId,
      name: file.name,
      content_type: file.contentType,
      bytes: file.bytes,
      created_at: file.createdAt,
    })
    .execute()
  return fileId
}

/** Failure `file.not-found`. */
export async function getFile(executor: Executor, companyId: Id, fileId: Id): Promise<StoredFile> {
  const row = await executor
    .selectFrom('files')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('file_id', '=', fileId)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('file.not-found', { fileId })
  return { fileId, name: row.name, contentType: row.content_type, bytes: row.bytes, createdAt: row.created_at }
}
