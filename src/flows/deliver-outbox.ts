// Delivers what is due in the outbox: statuses until they arrive, messages at most once.
import type { OutboxRow } from '#store/outbox'
import { claimDue, markVanished } from '#store/outbox-claims'
import type { Id } from '#values/id'
import { pushChange } from './deliver/push-change.ts'
import { sendMessage } from './deliver/send-message.ts'
import type { Shell } from './shell.ts'

export type DeliveryReport = { readonly stopped: boolean; readonly counts: Readonly<Record<string, number>> }

const batch = 20
/** Longer than any call to the outside takes. */
const leaseMs = 10 * 60_000

/**
 * Works off at most `limit` due rows (500), of one company or of all. Several processes may do it at once: a row has one worker at a time,
 * and what a worker that lost its lease still has to say is not written over another's. On a restored copy nothing leaves (`stopped`).
 */
export async function deliverOutbox(
  shell: Shell,
  options: { readonly companyId?: Id; readonly limit?: number } = {},
): Promise<DeliveryReport> {
  const counts: Record<string, number> = {}
  const count = (what: string, by = 1) => {
    counts[what] = (counts[what] ?? 0) + by
  }
  const vanished = await markVanished(shell.database, shell.clock.now())
  if (vanished > 0) count('unknown', vanished)
  if (!(await shell.sendingAllowed())) return { stopped: true, counts }
  const pausedUntil = new Map<string, Date>()
  for (let left = options.limit ?? 500; left > 0; ) {
    const rows = await claimDue(shell.database, {
      kinds: ['message', 'invoice-status', 'customer-standing'],
      at: shell.clock.now(),
      limit: Math.min(batch, left),
      leaseMs,
      ...(options.companyId === undefined ? {} : { companyId: options.companyId }),
    })
    for (const row of rows) count(await deliver(shell, row, pausedUntil))
    left -= rows.length
    if (rows.length < batch) break
  }
  return { stopped: false, counts }
}

async function deliver(shell: Shell, row: OutboxRow, pausedUntil: Map<string, Date>): Promise<string> {
  try {
    return row.kind === 'message' ? await sendMessage(shell, row) : await pushChange(shell, row, pausedUntil)
  } catch (error) {
    // The database is gone, or a fault of ours: the lease ends by itself, and a message that was being sent becomes `unknown`.
    shell.log.error(
      { outboxId: row.outbox_id, kind: row.kind, error: error instanceof Error ? error.stack : String(error) },
      'delivery failed',
    )
    return 'error'
  }
}
