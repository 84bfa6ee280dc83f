// Reads the files that were received, but whose reading was cut off when the process died.
import { listInterruptedImports } from '#store/imports'
import { isFailure } from '#values/failure'
import { system } from './actor.ts'
import { enqueueJob } from './enqueue-job.ts'
import { readImport } from './import-file.ts'
import type { Shell } from './shell.ts'

/** A file younger than this is still being read by whoever took it in. */
const patienceMs = 15 * 60_000

/** Matching what came is a run of its own. A file whose reading fails is marked so and not tried again. */
export async function readInterruptedImports(shell: Shell): Promise<void> {
  const before = new Date(shell.clock.now().getTime() - patienceMs)
  for (const { companyId, importId } of await listInterruptedImports(shell.database, before)) {
    try {
      const { paymentIds } = await readImport(shell, { companyId, importId, actor: system })
      if (paymentIds.length > 0) await enqueueJob(shell, { companyId, job: 'match', trigger: 'file' })
    } catch (error) {
      if (!isFailure(error)) throw error
      shell.log.warn({ companyId, importId, code: error.code }, 'interrupted import not read')
    }
  }
}
