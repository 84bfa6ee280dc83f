// The logo that the company has uploaded for its letters.
import type { Executor } from '#store/database'
import { getFile, type StoredFile } from '#store/files'
import { getLetterSettings } from '#store/letter-settings'
import type { Id } from '#values/id'

/** Null where the company has none. */
export async function readLogo(executor: Executor, companyId: Id): Promise<StoredFile | null> {
  const { logoFileId } = await getLetterSettings(executor, companyId)
  return logoFileId === null ? null : getFile(executor, companyId, logoFileId)
}
