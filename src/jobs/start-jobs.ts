// The jobs of a process: looks at the clock, shares the runs with the other processes through pg-boss, delivers the outbox, watches folders.
import { PgBoss } from 'pg-boss'
import { deliverOutbox } from '#flows/deliver-outbox'
import { type BackupPlace, makeNightlyBackup } from '#flows/keep-backups'
import { lookIntoUnknown } from '#flows/look-into-unknown'
import { readChannelNews } from '#flows/read-channel-news'
import { readInterruptedImports } from '#flows/read-interrupted-imports'
import type { Shell } from '#flows/shell'
import { tellDue } from '#flows/tell-due'
import { type JobWorks, listStartable, type RunOrder, watchFolders, workOnOrder } from '#flows/work-on-runs'
import { jobWorks } from './job-works.ts'
import { startTicking } from './start-ticking.ts'

export type JobsOptions = {
  readonly connectionString: string
  /** Where the night's backup goes; absent = none is made. */
  readonly backups?: BackupPlace
  /** Works beside the ordinary ones. */
  readonly works?: Partial<JobWorks>
  /** Runs that this process works on at once (2). */
  readonly concurrency?: number
  readonly everyMs?: { readonly schedules?: number; readonly delivery?: number; readonly folders?: number; readonly channels?: number }
}

export type Jobs = { stop(): Promise<void> }

const queue = 'runs'

/**
 * Starts the work of one process; any number of them share it. pg-boss (schema `jobs`) hands each run to one process and notices when that
 * process is gone; what a run is and how it went stands in job_runs, whose lease has the last word.
 */
export async function startJobs(shell: Shell, options: JobsOptions): Promise<Jobs> {
  const works = jobWorks(shell, options.works)
  const boss = new PgBoss({
    connectionString: options.connectionString,
    schema: 'jobs',
    max: 3,
    application_name: 'skarbnik-jobs',
    schedule: false,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
  })
  boss.on('error', (error) => {
    shell.log.error({ error: error.message }, 'job queue')
  })
  await boss.start()
  // The run's own row says when it is tried again; a queue that also retried would do it twice.
  await boss.createQueue(queue, {
    policy: 'exclusive',
    retryLimit: 0,
    heartbeatSeconds: 30,
    expireInSeconds: 6 * 3_600,
    retentionSeconds: 86_400,
    deleteAfterSeconds: 3_600,
  })
  await boss.work<RunOrder>(queue, { localConcurrency: options.concurrency ?? 2, pollingIntervalSeconds: 1 }, async (jobs) => {
    for (const { data } of jobs) await workOnOrder(shell, works, data)
  })
  const { everyMs, backups } = options
  const ticks = [
    startTicking(shell, 'schedules', everyMs?.schedules ?? 1_000, async () => {
      for (const { companyId, runId } of await listStartable(shell)) await boss.send(queue, { companyId, runId }, { singletonKey: runId })
    }),
    startTicking(shell, 'messages', everyMs?.delivery ?? 5_000, async () => {
      await deliverOutbox(shell, { limit: 200, parts: ['messages'] })
    }),
    startTicking(shell, 'write-backs', everyMs?.delivery ?? 5_000, async () => {
      await deliverOutbox(shell, { limit: 200, parts: ['write-backs'] })
    }),
    startTicking(shell, 'channels', everyMs?.channels ?? 60_000, async () => {
      await readChannelNews(shell)
      await lookIntoUnknown(shell)
    }),
    startTicking(shell, 'alerts', everyMs?.channels ?? 60_000, async () => {
      await tellDue(shell)
    }),
    startTicking(shell, 'folders', everyMs?.folders ?? 60_000, () => watchFolders(shell)),
    startTicking(shell, 'imports', everyMs?.folders ?? 60_000, () => readInterruptedImports(shell)),
    ...(backups === undefined ? [] : [startTicking(shell, 'backups', 60_000, async () => void (await makeNightlyBackup(shell, backups)))]),
  ]
  return {
    stop: async () => {
      await Promise.all(ticks.map((tick) => tick.stop()))
      await boss.stop({ graceful: true, timeout: 20_000 })
    },
  }
}
