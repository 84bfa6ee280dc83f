// Warns before the consent or token of a connection ends, as far as its connector knows the day, and tells of connections that fail.
import { expiryWarning } from '#domain/schedule/expiry-warning'
import { type Connection, listConnections } from '#store/connections'
import { inTransaction } from '#store/database'
import { getSendingCompany } from '#store/sending-companies'
import { type Day, dayOf } from '#values/day'
import type { Id } from '#values/id'
import { alertTeam } from './alert-team.ts'
import type { Shell } from './shell.ts'

/** A connector that knows when its access ends keeps the instant in its memory under this name. */
const endsAtKey = 'accessEndsAt'

/** The last day of a connection's access; null when its connector does not know. */
export function accessEndsOn(connection: Pick<Connection, 'memory'>, timeZone: string): Day | null {
  const kept = connection.memory[endsAtKey]
  return typeof kept === 'string' && !Number.isNaN(Date.parse(kept)) ? dayOf(new Date(kept), timeZone) : null
}

/** Plans each warning once for each person; says how many warnings are new. */
export async function checkConnections(shell: Shell, companyId: Id): Promise<number> {
  const at = shell.clock.now()
  const company = await getSendingCompany(shell.database, companyId)
  const today = dayOf(at, company.timeZone)
  let warned = 0
  for (const connection of await listConnections(shell.database, companyId)) {
    const endsOn = accessEndsOn(connection, company.timeZone)
    const warning = endsOn === null || connection.state === 'off' ? null : expiryWarning(endsOn, today)
    if (endsOn === null || warning === null) continue
    const alert = {
      companyId,
      topic: 'consent-expiring',
      key: `${connection.connectionId}:${endsOn}:${warning.threshold}`,
      facts: { connection: connection.name, on: endsOn, count: warning.daysLeft },
      link: '/integrations',
      at,
    } as const
    if ((await inTransaction(shell.database, (tx) => alertTeam(tx, shell, alert))) > 0) warned++
  }
  return warned
}

/** A vendor that is only slow or busy may come back by itself for so long. */
const passingMs = 12 * 3_600_000

/** Tells of connections that a person must look at, once for each time that they stopped working. */
export async function tellFailing(shell: Shell, companyId: Id): Promise<number> {
  const at = shell.clock.now()
  let told = 0
  for (const { connectionId, name, state, failure, lastSuccessAt, createdAt } of await listConnections(shell.database, companyId)) {
    const since = lastSuccessAt ?? createdAt
    const stuck = state === 'needs-attention' || state === 'error' || (state === 'delayed' && at.getTime() - since.getTime() > passingMs)
    if (!stuck || failure === null) continue
    const alert = {
      companyId,
      topic: 'connection-failing',
      key: `${connectionId}:${since.toISOString()}`,
      facts: { connection: name, why: failure.code },
      link: '/integrations',
      at,
    } as const
    told += await inTransaction(shell.database, (tx) => alertTeam(tx, shell, alert))
  }
  return told
}
