// Keeps what a waiting message says now in place of what a person has read.
import type { Tx } from '#store/database'
import { decideRow, type OutboxRow } from '#store/outbox'
import type { Prepared } from './prepared.ts'

/** What the message says now takes the place of what was read; it waits for a person again unless a gate or the ledger ended it. */
export async function writeAnew(tx: Tx, row: OutboxRow, prepared: Prepared, at: Date): Promise<void> {
  switch (prepared.kind) {
    case 'ready':
      return decideRow(
        tx,
        row,
        { state: 'awaiting-approval', reason: 'outdated', payload: { ...prepared.payload, content: prepared.content } },
        at,
      )
    case 'withheld':
      return decideRow(
        tx,
        row,
        {
          state: 'withheld',
          reason: prepared.reasons[0]?.code ?? 'gate',
          payload: { ...prepared.payload, reasons: prepared.reasons },
        },
        at,
      )
    case 'cancelled':
      return decideRow(tx, row, { state: 'cancelled', reason: prepared.reason }, at)
    case 'later':
      return decideRow(tx, row, { state: 'planned', reason: prepared.reason }, prepared.until)
  }
}
