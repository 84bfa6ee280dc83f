// Finds the few runs that wait or work without reading all that ever ran.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create index job_runs_active on job_runs (company_id, job) where state in ('queued', 'running')`).execute(db)
}
