// Tells the team of an import in which records could not be understood, once for each import.
import type { Tx } from '#store/database'
import { type Id, writeId } from '#values/id'
import { alertTeam } from './alert-team.ts'
import type { Shell } from './shell.ts'

/** `source` is the file's name or the connection's. */
export async function tellRejects(
  tx: Tx,
  shell: Shell,
  read: { readonly companyId: Id; readonly importId: Id; readonly source: string; readonly rejected: number; readonly at: Date },
): Promise<void> {
  const { companyId, importId, source, rejected, at } = read
  if (rejected === 0) return
  const facts = { source, count: rejected }
  await alertTeam(tx, shell, {
    companyId,
    topic: 'import-rejects',
    key: importId,
    facts,
    link: `/imports?open=${writeId('import', importId)}`,
    at,
  })
}
