// Files that the house made or was given: report PDFs, attachments.
import { createHash } from 'node:crypto'
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
  /** Whose it is: it goes with messages to this customer alone. Null: the company's own. */
  readonly customerId: Id | null
}

type NewFile = Omit<StoredFile, 'fileId' | 'customerId'> & { readonly customerId?: Id | null }

export async function insertFile(executor: Executor, companyId: Id, file: NewFile): Promise<Id> {
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
      customer_id: file.customerId ?? null,
    })
    .execute()
  return fileId
}

/** Keeps a file that may be made again and again: the same name, owner and bytes are one row. */
export async function keepFile(executor: Executor, companyId: Id, file: NewFile): Promise<Id> {
  const customerId = file.customerId ?? null
  const key = createHash('sha256')
    .update(`${customerId ?? ''}\n${file.name}\n${file.contentType}\n`)
    .update(file.bytes)
    .digest('hex')
  await executor
    .insertInto('files')
    .values({
      company_id: companyId,
      file_id: newId(),
      name: file.name,
      content_type: file.contentType,
      bytes: file.bytes,
      created_at: file.createdAt,
      customer_id: customerId,
      content_key: key,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'content_key']).where('content_key', 'is not', null).doNothing())
    .execute()
  const row = await executor
    .selectFrom('files')
    .select('file_id')
    .where('company_id', '=', companyId)
    .where('content_key', '=', key)
    .executeTakeFirstOrThrow()
  return row.file_id
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
  return { fileId, name: row.name, contentType: row.content_type, bytes: row.bytes, createdAt: row.created_at, customerId: row.customer_id }
}
