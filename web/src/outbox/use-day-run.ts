// Counts the day's messages anew and waits until they are written.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Output } from '#contract/route'
import { listJobs, runJob } from '#contract/work'
import { call } from '../api-client.ts'
import { useCompany } from '../shell/company.ts'

type Run = Output<typeof runJob>

const lookEveryMs = 700
const longestMs = 10 * 60_000
const ended = (run: Run | undefined): boolean =>
  run === undefined || run.state === 'done' || run.state === 'failed' || run.state === 'cancelled'

export function useDayRun() {
  const { params } = useCompany()
  const client = useQueryClient()
  const untilEnd = async (run: Run): Promise<void> => {
    const until = Date.now() + longestMs
    for (let known: Run | undefined = run; !ended(known) && Date.now() < until; ) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
      const { runs } = await call(listJobs, { params, query: { limit: 100 } })
      known = runs.rows.find(({ runId }) => runId === run.runId)
    }
  }
  return useMutation({
    mutationFn: async () => untilEnd(await call(runJob, { params, body: { job: 'dunning' } })),
    onSettled: () => Promise.all(['outbox', 'dunning', 'jobs', 'tasks'].map((noun) => client.invalidateQueries({ queryKey: [noun] }))),
  })
}
