// Delivers what is due in the outbox: statuses until they arrive, messages at most once.
import type { OutboxKind, OutboxRow } from '#store/outbox'
import { claimDue, markVanished } from '#store/outbox-claims'
import type { Id } from '#values/id'
import { deliverEvent } from './deliver/deliver-event.ts'
import { pushChange } from './deliver/push-change.ts'
import { copyToFolder } from './deliver/push-report.ts'
import { sendMessage } from './deliver/send-message.ts'
import type { Shell } from './shell.ts'

export type DeliveryReport = { readonly stopped: boolean; readonly counts: Readonly<Record<string, number>> }

const batch = 20
/** Longer than any call to the outside takes. */
const leaseMs = 10 * 60_000

/** Messages and write-backs are told apart, so that a slow vendor with a thousand statuses to take holds no message back. */
export type DeliveryPart = 'messages' | 'write-backs'

const kindsOf: Readonly<Record<DeliveryPart, readonly OutboxKind[]>> = {
  messages: ['message'],
  'write-backs': ['invoice-status', 'customer-standing', 'event', 'report-copy', 'payment-link'],
}

/**
 * Works off at most `limit` due rows of each part (500), of one company or of all. Several processes may do it at once: a row has one worker at
 * a time, and what a worker that lost its lease still has to say is not written over another's. On a restored copy nothing leaves (`stopped`).
 */
export async function deliverOutbox(
  shell: Shell,
  options: { readonly companyId?: Id; readonly limit?: number; readonly parts?: readonly DeliveryPart[] } = {},
): Promise<DeliveryReport> {
  const counts: Record<string, number> = {}
  const count = (what: string, by = 1) => {
    counts[what] = (counts[what] ?? 0) + by
  }
  const vanished = await markVanished(shell.database, shell.clock.now(), options.companyId)
  if (vanished > 0) count('unknown', vanished)
  if (!(await shell.sendingAllowed())) return { stopped: true, counts }
  for (const part of options.parts ?? (['messages', 'write-backs'] as const)) {
    const pausedUntil = new Map<string, Date>()
    for (let left = options.limit ?? 500; left > 0; ) {
      const rows = await claimDue(shell.database, {
        kinds: kindsOf[part],
        at: shell.clock.now(),
        limit: Math.min(batch, left),
        leaseMs,
        ...(options.companyId === undefined ? {} : { companyId: options.companyId }),
      })
      // One after the other within a connection, side by side between them: each has a pace of its own.
      const lanes = Map.groupBy(rows, (row) => row.connection_id ?? row.company_id)
      await Promise.all(
        [...lanes.values()].map(async (lane) => {
          for (const row of lane) count(await deliver(shell, row, pausedUntil))
        }),
      )
      left -= rows.length
      if (rows.length < batch) break
    }
  }
  return { stopped: false, counts }
}

async function deliver(shell: Shell, row: OutboxRow, pausedUntil: Map<string, Date>): Promise<string> {
  try {
    if (row.kind === 'message') return await sendMessage(shell, row)
    if (row.kind === 'report-copy' && row.connection_id === null) return await copyToFolder(shell, row)
    return row.kind === 'event' ? await deliverEvent(shell, row, pausedUntil) : await pushChange(shell, row, pausedUntil)
  } catch (error) {
    // The database is gone, or a fault of ours: the lease ends by itself, and a message that was being sent becomes `unknown`.
    shell.log.error(
      { outboxId: row.outbox_id, kind: row.kind, error: error instanceof Error ? error.stack : String(error) },
      'delivery failed',
    )
    return 'error'
  }
}
