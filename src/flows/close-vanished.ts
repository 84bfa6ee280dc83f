// Invoices that their source has deleted without a word: found by a full scan, and owed no longer.
import type { Tx } from '#store/database'
import { listStandingInvoices } from '#store/invoices'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { applyChanges } from './change-invoices.ts'
import type { Intake } from './intake.ts'
import type { Shell } from './shell.ts'

/** A vendor that forgets more than this share at once is not believed: it more likely answered with half of its books. */
const mostShare = 0.2
const alwaysBelieved = 5

/** `seen` are the outside ids of everything the scan brought since the day; answers with the invoices that it closed. */
export async function closeVanished(tx: Tx, shell: Shell, intake: Intake, since: Day, seen: ReadonlySet<string>): Promise<readonly Id[]> {
  const standing = await listStandingInvoices(tx, intake.companyId, intake.sourceKey, since)
  const vanished = standing.filter((invoice) => !seen.has(invoice.externalId))
  if (vanished.length === 0) return []
  if (vanished.length > Math.max(alwaysBelieved, standing.length * mostShare)) {
    shell.log.warn(
      { companyId: intake.companyId, connectionId: intake.connectionId, vanished: vanished.length, standing: standing.length },
      'too many invoices gone at the source',
    )
    return []
  }
  const { invoiceIds } = await applyChanges(
    tx,
    intake,
    vanished.map((invoice) => ({ ...invoice, cancelled: true, changedAt: intake.at })),
  )
  return invoiceIds
}
