// What each job does: its flow, called with the run's company, connection and progress.
import { system } from '#flows/actor'
import { deliverOutbox } from '#flows/deliver-outbox'
import { matchPayments } from '#flows/match-payments'
import { progressOf } from '#flows/progress'
import { pullConnection } from '#flows/pull-connection'
import { workOnReports } from '#flows/reports/work-on-reports'
import { runDailyRound } from '#flows/run-daily-round'
import { runDunning } from '#flows/run-dunning'
import { sendMonthlyReport } from '#flows/send-monthly-report'
import type { Shell } from '#flows/shell'
import type { JobWorks } from '#flows/work-on-runs'
import { Failure } from '#values/failure'

/** The works of this shell; `extra` adds or replaces some (the roof adds `sample`). */
export const jobWorks = (shell: Shell, extra: Partial<JobWorks> = {}): JobWorks => ({
  'daily-round': ({ companyId }, progress) => runDailyRound(shell, { companyId, progress }),
  pull: async ({ companyId, connectionId }, progress) => {
    if (connectionId === null) throw new Failure('job.connection-missing')
    const { counts } = await pullConnection(shell, { companyId, connectionId, actor: system, progress })
    const matched = await matchPayments(shell, { companyId, progress: progressOf(progress, 'matching') })
    return { ...counts, ...matched }
  },
  match: ({ companyId, trigger }, progress) =>
    matchPayments(shell, { companyId, afterDecision: trigger === 'decision', progress }).then((matched) => ({ ...matched })),
  deliver: async ({ companyId }) => {
    const { stopped, counts } = await deliverOutbox(shell, { companyId, limit: 5_000 })
    return { stopped, ...counts }
  },
  dunning: async ({ companyId }, progress) => {
    const { customers, planned, withheld, later } = await runDunning(shell, { companyId, progress })
    const { counts } = await deliverOutbox(shell, { companyId, limit: 5_000 })
    return { customers, planned, withheld, later, sent: counts['sent'] ?? 0 }
  },
  'monthly-report': async ({ companyId }) => {
    const { month, fresh, mailedTo } = await sendMonthlyReport(shell, { companyId })
    await deliverOutbox(shell, { companyId })
    return { month, fresh, mailedTo }
  },
  reports: async ({ companyId }, progress) => {
    const made = await workOnReports(shell, { companyId, progress })
    await deliverOutbox(shell, { companyId })
    return made
  },
  sample: () => Promise.reject(new Failure('job.unknown', { job: 'sample' })),
  ...extra,
})
