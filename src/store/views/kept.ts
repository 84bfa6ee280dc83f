// What is kept for ever, as screens ask for it: files as they were made, and whether the audit log is whole.
import type { Id } from '#values/id'
import { verifyAuditChain } from '../audit.ts'
import type { Executor } from '../database.ts'
import { getFile, type StoredFile } from '../files.ts'

/** Throws Failure `file.not-found`. */
export const readFile = (executor: Executor, companyId: Id, fileId: Id): Promise<StoredFile> => getFile(executor, companyId, fileId)

export const isAuditIntact = async (executor: Executor, companyId: Id): Promise<boolean> => (await verifyAuditChain(executor, companyId)).ok
