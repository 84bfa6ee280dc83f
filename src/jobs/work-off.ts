// Does everything that is due now, one after the other, in this process: for the terminal, tests and simulated time.
import type { Shell } from '#flows/shell'
import { type RunOutcome, workOnRun } from '#flows/work-on-run'
import { listRunnable, type Run } from '#store/job-runs'
import { type JobWorks, jobWorks } from './job-works.ts'
import { runDueSchedules } from './run-due-schedules.ts'

/** Queues what the schedules ask for and works until nothing is runnable; says what was done. */
export async function workOff(
  shell: Shell,
  works: JobWorks = jobWorks(shell),
): Promise<readonly { readonly run: Run; readonly outcome: RunOutcome }[]> {
  const finished: { run: Run; outcome: RunOutcome }[] = []
  for (;;) {
    await runDueSchedules(shell)
    const runs = await listRunnable(shell.database, shell.clock.now())
    let worked = 0
    for (const run of runs) {
      const outcome = await workOnRun(shell, run, works[run.job])
      if (outcome.kind === 'busy') continue
      finished.push({ run, outcome })
      worked++
    }
    if (worked === 0) return finished
  }
}
