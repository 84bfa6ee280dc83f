// Time that the database has worked for this program: read from /proc, so on Linux alone and for a server on this machine.
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Database } from '#store/database'

const msPerTick = 10

/** Milliseconds of work of all backends that serve this program; null where they cannot be looked at. */
export async function backendCpuMs(database: Database): Promise<number | null> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity where application_name = 'skarbnik'`.execute(database)
  try {
    return rows.reduce((sum, { pid }) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return sum + (Number(fields[11]) + Number(fields[12])) * msPerTick
    }, 0)
  } catch {
    return null
  }
}
