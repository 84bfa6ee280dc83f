// Tries again the returns whose payment had not come yet: sources tell of them in any order.

import { getConnection } from '#store/connections'
import { inTransaction } from '#store/database'
import { changeRecord, listUnresolved, type SourceRecord } from '#store/records'
import type { Id } from '#values/id'
import type { Actor } from './actor.ts'
import { connectorOf } from './connector-context.ts'
import { beginIntake } from './intake.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'
import { takeRecords } from './store-page.ts'

type Of = { readonly companyId: Id; readonly importId: Id; readonly connectionId: Id; readonly sourceKey: string; readonly actor: Actor }

const isWaiting = (record: SourceRecord): boolean => record.rejection?.code === 'return.payment-not-found'

/** Takes what can be taken now; the rest keeps waiting and stays shown. */
export async function retryReturns(shell: Shell, of: Of): Promise<void> {
  const waiting = (await listUnresolved(shell.database, of.companyId, { sourceKey: of.sourceKey, stream: 'payments' })).filter(isWaiting)
  if (waiting.length === 0) return
  const connection = await getConnection(shell.database, of.companyId, of.connectionId)
  const connector = connectorOf(shell, connection)
  await inTransaction(shell.database, async (tx) => {
    const intake = await beginIntake(tx, shell, of)
    const reading = {
      stream: 'payments' as const,
      connector,
      context: { settings: connection.settings, timeZone: intake.company.timeZone },
    }
    const taken = await takeRecords(
      tx,
      intake,
      reading,
      waiting.map((record) => ({ record: record.payload, knownAs: null })),
    )
    for (const [i, record] of waiting.entries()) {
      const became = taken.became[i]
      if (became?.outcome === 'accepted')
        await changeRecord(tx, of.companyId, record.id, { outcome: 'accepted', subjectId: became.subjectId, resolvedAt: intake.at })
    }
    await planEffects(tx, shell, {
      companyId: of.companyId,
      invoiceIds: taken.invoiceIds,
      paymentIds: taken.changedPaymentIds,
      cause: `pull:${of.importId}`,
      at: intake.at,
    })
  })
}
