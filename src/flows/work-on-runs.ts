// What a process does with the runs of the queue: finds what may start now, works on one, watches the folders.
import type { JobName } from '#domain/schedule/job-name'
import { findRun, listRunnable, type Run } from '#store/job-runs'
import { listWatchingCompanies } from '#store/sending-companies'
import { isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { enqueueJob } from './enqueue-job.ts'
import { readWatchedFolder } from './read-watched-folder.ts'
import { runDueSchedules } from './run-due-schedules.ts'
import type { Shell } from './shell.ts'
import { type RunOutcome, type RunWork, workOnRun } from './work-on-run.ts'

export type JobWorks = Readonly<Record<JobName, RunWork>>
export type RunOrder = { readonly companyId: Id; readonly runId: Id }

/** Queues what the schedules ask for and says which runs may start now. */
export async function listStartable(shell: Shell): Promise<readonly Run[]> {
  await runDueSchedules(shell)
  return listRunnable(shell.database, shell.clock.now())
}

export async function workOnOrder(shell: Shell, works: JobWorks, order: RunOrder): Promise<void> {
  const run = await findRun(shell.database, order.companyId, order.runId)
  if (run !== null) await workOnRun(shell, order, works[run.job])
}

/** Files are read where they lie; matching what came is a run of its own. */
export async function watchFolders(shell: Shell): Promise<void> {
  for (const companyId of await listWatchingCompanies(shell.database)) {
    try {
      const { paymentIds } = await readWatchedFolder(shell, companyId)
      if (paymentIds.length > 0) await enqueueJob(shell, { companyId, job: 'match', trigger: 'file' })
    } catch (error) {
      if (!isFailure(error)) throw error
      shell.log.warn({ companyId, code: error.code, facts: error.facts }, 'watched folder not read')
    }
  }
}

/** Does everything that is due now, one after the other, in this process: for the terminal, tests and simulated time. */
export async function workOffRuns(shell: Shell, works: JobWorks): Promise<readonly { readonly run: Run; readonly outcome: RunOutcome }[]> {
  const finished: { run: Run; outcome: RunOutcome }[] = []
  for (;;) {
    let worked = 0
    for (const run of await listStartable(shell)) {
      const outcome = await workOnRun(shell, run, works[run.job])
      if (outcome.kind === 'busy') continue
      finished.push({ run, outcome })
      worked++
    }
    if (worked === 0) return finished
  }
}
