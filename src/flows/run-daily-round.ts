// The day's work of a company: take what is new from everywhere, match it, remind, tell the other systems. Killed anywhere it may start over.

import { type Connection, listConnections } from '#store/connections'
import { compactFigures } from '#store/figures'
import { enqueueRun, type RunResult } from '#store/job-runs'
import { isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, system } from './actor.ts'
import { calibrateMatching } from './calibrate-matching.ts'
import { checkConnections } from './check-connections.ts'
import { evaluateCompany } from './credit/evaluate-company.ts'
import { keepCreditHistory } from './credit/keep-credit-history.ts'
import { deliverOutbox } from './deliver-outbox.ts'
import { judgeAgreements } from './judge-agreements.ts'
import { matchPayments } from './match-payments.ts'
import { type Progress, progressOf } from './progress.ts'
import { pullConnection } from './pull-connection.ts'
import { readWatchedFolder } from './read-watched-folder.ts'
import { refreshStandings } from './refresh-standings.ts'
import { runDunning } from './run-dunning.ts'
import type { Shell } from './shell.ts'
import { tellUnplaced } from './tell-payments.ts'
import { workOnRun } from './work-on-run.ts'

const pullable = new Set(['invoices', 'customers', 'payments'])

/** A connection that fails is noted and passed over: the others, and the matching of what came, go on. */
export async function runDailyRound(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor?: Actor; readonly progress?: Progress },
): Promise<RunResult> {
  const { companyId, progress } = command
  const connections = (await listConnections(shell.database, companyId, 'connector')).filter(
    (connection) => connection.state !== 'off' && connection.kinds.some((kind) => pullable.has(kind)),
  )
  let failedConnections = 0
  for (const [at, connection] of connections.entries()) {
    await progress?.(at, connections.length, 'pulling')
    if (!(await pullInTurn(shell, connection))) failedConnections++
  }
  const folder = await progressOf(progress, 'folder')(0, null)
    .then(() => readWatchedFolder(shell, companyId))
    .catch((error: unknown) => {
      if (!isFailure(error)) throw error
      shell.log.warn({ companyId, code: error.code, facts: error.facts }, 'watched folder not read')
      return { read: 0, rejected: 1, paymentIds: [] }
    })
  await calibrateMatching(shell, companyId)
  const matched = await matchPayments(shell, { companyId, actor: command.actor ?? system, progress: progressOf(progress, 'matching') })
  const credit = await evaluateCompany(shell, companyId, 'daily')
  await keepCreditHistory(shell, companyId)
  await refreshStandings(shell, companyId)
  await progress?.(0, null, 'promises')
  const judged = await judgeAgreements(shell, { companyId })
  const dunning = await runDunning(shell, { companyId, progress: progressOf(progress, 'dunning') })
  await progress?.(0, null, 'delivering')
  const delivered = await deliverOutbox(shell, { companyId, limit: 5_000 })
  await checkConnections(shell, companyId)
  await tellUnplaced(shell, companyId)
  await compactFigures(shell.database, companyId)
  return {
    connections: connections.length,
    failedConnections,
    files: folder.read,
    rejectedFiles: folder.rejected,
    posted: matched.posted,
    suggested: matched.suggested,
    undecided: matched.undecided,
    promisesKept: judged.kept,
    promisesBroken: judged.broken + judged.partly,
    reminders: dunning.planned,
    withheld: dunning.withheld,
    blocked: credit.blocked,
    released: credit.released,
    sent: delivered.counts['sent'] ?? 0,
    writtenBack: delivered.counts['arrived'] ?? 0,
    unknown: delivered.counts['unknown'] ?? 0,
  }
}

/** Pulls under a run of its own, so that a webhook's pull and this one take turns and people see how each connection fared. */
async function pullInTurn(shell: Shell, connection: Connection): Promise<boolean> {
  const { companyId, connectionId } = connection
  const at = shell.clock.now()
  const { runId } = await enqueueRun(shell.database, {
    companyId,
    connectionId,
    job: 'pull',
    key: `round:${connectionId}:${at.toISOString()}`,
    trigger: 'schedule',
    scheduledFor: at,
    at,
  })
  const outcome = await workOnRun(
    shell,
    { companyId, runId },
    async (run, progress) => {
      const { counts } = await pullConnection(shell, { companyId, connectionId, actor: system, progress })
      return { ...counts, matched: run.attempt > 0 }
    },
    { once: true },
  )
  return outcome.kind !== 'failed'
}
