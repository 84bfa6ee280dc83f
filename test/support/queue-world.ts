// Companies with jobs whose work does as it is told: the queue alone is under test.

import type { RunWork } from '#flows/work-on-run'
import type { JobWorks } from '#flows/work-on-runs'
import { jobWorks } from '#jobs/job-works'
import { outboxWorld } from './outbox-world.ts'

export async function makeQueueWorld() {
  const { behaviour: _behaviour, ...world } = await outboxWorld()
  const behaviour: { work: RunWork } = { work: async () => ({}) }
  const told: RunWork = (run, progress) => behaviour.work(run, progress)
  const works: JobWorks = jobWorks(world.shell, {
    'daily-round': told,
    match: told,
    dunning: told,
    pull: told,
    'monthly-report': told,
    deliver: told,
  })
  return { ...world, behaviour, works }
}

export type QueueWorld = Awaited<ReturnType<typeof makeQueueWorld>>
