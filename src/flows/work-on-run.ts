// Works on one run of a job under its lease: progress on disk, the result or the failure kept, another try where that may help.
import { backoffMs, spreadOf } from '#domain/outbox/backoff'
import { ConnectorFailure } from '#ports/connector-failure'
import { claimRun, finishRun, type Run, type RunResult, saveProgress } from '#store/job-runs'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { houseTrouble, isHouseTrouble } from './house-trouble.ts'
import type { Progress } from './progress.ts'
import type { Shell } from './shell.ts'

export type RunWork = (run: Run, progress: Progress) => Promise<RunResult>

/** busy: finished already, held by another process, or its lane works. later: failed, and queued for another try. */
export type RunOutcome =
  | { readonly kind: 'done'; readonly result: RunResult }
  | { readonly kind: 'failed' | 'later'; readonly failure: Failure }
  | { readonly kind: 'busy' }

const leaseMs = 120_000
const renewMs = 30_000
const writtenEachMs = 500
const mostAttempts = 5

/** Whatever `work` throws is kept on the run; only a broken database comes out of here. `once` gives no second try. */
export async function workOnRun(
  shell: Shell,
  of: { readonly companyId: Id; readonly runId: Id },
  work: RunWork,
  options: { readonly once?: boolean } = {},
): Promise<RunOutcome> {
  const run = await claimRun(shell.database, of.companyId, of.runId, shell.clock.now(), leaseMs)
  if (run === null) return { kind: 'busy' }
  const log = shell.log.with({ companyId: run.companyId, runId: run.runId, job: run.job, attempt: run.attempt })
  const { progress, stop } = startProgress(shell, run)
  try {
    const result = await work(run, progress)
    await finishRun(shell.database, run, { state: 'done', at: shell.clock.now(), result })
    log.info({ result }, 'run done')
    return { kind: 'done', result }
  } catch (error) {
    const failure = error instanceof Failure ? error : (houseTrouble(error) ?? new Failure('internal', {}, { cause: error }))
    log.error(
      {
        code: failure.code,
        facts: failure.facts,
        error: error instanceof Failure ? undefined : error instanceof Error ? error.stack : String(error),
      },
      'run failed',
    )
    return endAttempt(shell, run, failure, options.once === true)
  } finally {
    stop()
  }
}

async function endAttempt(shell: Shell, run: Run, failure: Failure, once: boolean): Promise<RunOutcome> {
  const at = shell.clock.now()
  const known = failure instanceof ConnectorFailure ? failure : null
  // What another try cannot change: wrong settings, an expired consent, a refusal of our own.
  const hopeless = known === null ? !(failure.code === 'internal' || isHouseTrouble(failure)) : !known.passing
  const kept = { code: failure.code, facts: failure.facts, at: at.toISOString() }
  const last = once || hopeless || run.attempt >= mostAttempts
  await finishRun(
    shell.database,
    run,
    last
      ? { state: 'failed', at, failure: kept }
      : {
          state: 'queued',
          at,
          failure: kept,
          scheduledFor: new Date(at.getTime() + backoffMs(run.attempt, spreadOf(run.runId), known?.retryAfterMs ?? null)),
        },
  )
  return { kind: last ? 'failed' : 'later', failure }
}

/** Writes progress at most twice a second and at every new step, and keeps the lease while the work lasts. */
function startProgress(shell: Shell, run: Run): { readonly progress: Progress; readonly stop: () => void } {
  let latest = { done: 0, total: null as number | null, step: null as string | null }
  let writtenAt = Number.NEGATIVE_INFINITY
  const write = async () => {
    writtenAt = performance.now()
    await saveProgress(shell.database, run, latest, new Date(shell.clock.now().getTime() + leaseMs))
  }
  const timer = setInterval(() => {
    write().catch((error: unknown) => {
      shell.log.warn({ runId: run.runId, error: String(error) }, 'lease not renewed')
    })
  }, renewMs)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
    },
    progress: async (done, total, step) => {
      const newStep = (step ?? null) !== latest.step
      latest = { done, total, step: step ?? null }
      if (newStep || performance.now() - writtenAt >= writtenEachMs) await write()
    },
  }
}
