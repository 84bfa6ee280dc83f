// A person says how the columns of a waiting file are to be read: the file is read, and the mapping kept for the next one of its header.
import { getImport } from '#store/imports'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Actor } from './actor.ts'
import { type ImportOutcome, readImport } from './import-file.ts'
import type { Shell } from './shell.ts'

/** Throws Failure `import.not-waiting` for a file that was read or undone, `table.mapping-invalid`, `table.mapping-needed` with the roles that are missing. */
export async function mapImport(
  shell: Shell,
  command: {
    readonly companyId: Id
    readonly actor: Actor
    readonly importId: Id
    readonly mapping: unknown
    readonly profileName: string | null
  },
): Promise<ImportOutcome> {
  const { state } = await getImport(shell.database, command.companyId, command.importId)
  if (state !== 'mapping-needed' && state !== 'failed') throw new Failure('import.not-waiting')
  return readImport(shell, command)
}
