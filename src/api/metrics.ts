// Figures for Prometheus: requests, the outbox by state, job runs by state.

import { sql } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Shell } from '#flows/shell'

export type Meter = { request(method: string, status: number, seconds: number): void; text(): Promise<string> }

/** Counts of the whole installation; no company and no person is named. */
export function meter(shell: Shell): Meter {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'skarbnik_http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'status'],
    registers: [registry],
  })
  const durations = new Histogram({
    name: 'skarbnik_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method'],
    buckets: [0.01, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers: [registry],
  })
  const byState = async (table: 'outbox' | 'job_runs'): Promise<readonly { state: string; count: bigint }[]> =>
    (
      await sql<{ state: string; count: bigint }>`select state, count(*) as count from ${sql.table(table)} group by state`.execute(
        shell.database,
      )
    ).rows
  const gauge = (name: string, help: string, table: 'outbox' | 'job_runs'): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers: [registry],
      async collect() {
        this.reset()
        for (const row of await byState(table)) this.set({ state: row.state }, Number(row.count))
      },
    })
  gauge('skarbnik_outbox', 'Rows of the outbox by state', 'outbox')
  gauge('skarbnik_job_runs', 'Job runs by state', 'job_runs')
  return {
    request: (method, status, seconds) => {
      requests.inc({ method, status: String(status) })
      durations.observe({ method }, seconds)
    },
    text: () => registry.metrics(),
  }
}
