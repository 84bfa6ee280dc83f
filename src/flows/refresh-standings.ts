// Tells the CRM of customers whose invoices fell due since the last days: time alone changes what is overdue, no entry does.
import { inTransaction } from '#store/database'
import { listFallenDue } from '#store/dunning'
import { planRepeated } from '#store/outbox'
import { listConnectionsTaking } from '#store/push-targets'
import { getSendingCompany } from '#store/sending-companies'
import { addDays, dayOf } from '#values/day'
import type { Id } from '#values/id'
import type { Shell } from './shell.ts'
import { standingEffects } from './standing-effects.ts'

/** A few days more than one, for rounds that were missed; told twice it does no harm. */
const daysBack = 7

/** Says for how many customers. */
export async function refreshStandings(shell: Shell, companyId: Id): Promise<number> {
  const company = await getSendingCompany(shell.database, companyId)
  const at = shell.clock.now()
  const today = dayOf(at, company.timeZone)
  const connections = await listConnectionsTaking(shell.database, companyId, 'customer-standing')
  if (connections.length === 0) return 0
  const customers = await listFallenDue(shell.database, companyId, addDays(today, -daysBack), today)
  await inTransaction(shell.database, (tx) => planRepeated(tx, companyId, standingEffects(connections, customers), 'fallen-due', at))
  return customers.length
}
