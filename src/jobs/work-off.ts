// Does everything that is due now with the ordinary works: for the terminal, tests and simulated time.
import type { Shell } from '#flows/shell'
import { type JobWorks, workOffRuns } from '#flows/work-on-runs'
import { jobWorks } from './job-works.ts'

/** Says what was done. */
export const workOff = (shell: Shell, works: JobWorks = jobWorks(shell)): ReturnType<typeof workOffRuns> => workOffRuns(shell, works)
