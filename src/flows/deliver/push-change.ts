// Writes one claimed change back to its connection: the whole truth at this moment, again and again until it has arrived.
import * as z from 'zod'
import { backoffMs, spreadOf } from '#domain/outbox/backoff'
import type { Connector, ConnectorContext, PushResult } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { type Connection, findConnection, noteFailure, noteSuccess, saveMemory } from '#store/connections'
import type { OutboxRow } from '#store/outbox'
import { finishRepeated, updateClaimed } from '#store/outbox-claims'
import { findPaymentLink } from '#store/payment-links'
import { getSendingCompany } from '#store/sending-companies'
import { findStanding, findStatusChange } from '#store/status-facts'
import { currency } from '#values/currency'
import { dayOf } from '#values/day'
import { Failure } from '#values/failure'
import { connectorContext, connectorOf } from '../connector-context.ts'
import type { Shell } from '../shell.ts'
import { drawReport, isDrawing } from './draw-report.ts'
import { pushReportTable } from './push-report.ts'

export type Pushed = 'arrived' | 'later' | 'failed' | 'cancelled'

/** Answers of these kinds need a person first; asked again once an hour. */
const patienceMs = 3_600_000
const mostUnreadableAnswers = 12

/** `pausedUntil` holds back the other rows of a connection that has just failed; the pass shares it. */
export async function pushChange(shell: Shell, row: OutboxRow, pausedUntil: Map<string, Date>): Promise<Pushed> {
  const connection = row.connection_id === null ? null : await findConnection(shell.database, row.company_id, row.connection_id)
  if (connection === null) {
    await updateClaimed(shell.database, row, { state: 'cancelled', reason: 'connection-removed', release: true })
    return 'cancelled'
  }
  const paused = pausedUntil.get(connection.connectionId)
  if (paused !== undefined || connection.state === 'off') {
    await updateClaimed(shell.database, row, {
      reason: paused === undefined ? 'connection-off' : 'connection-failing',
      release: true,
      nextAttemptAt: paused ?? new Date(shell.clock.now().getTime() + patienceMs),
    })
    return 'later'
  }
  try {
    const result = await push(shell, row, connection)
    await noteArrival(shell, row, connection, result)
    return 'arrived'
  } catch (error) {
    return noteTrouble(shell, row, connection, error, pausedUntil)
  }
}

/** Null when there is nothing to say any more: the invoice or the customer is gone. */
async function push(shell: Shell, row: OutboxRow, connection: Connection): Promise<PushResult | null> {
  const connector = connectorOf(shell, connection)
  const company = await getSendingCompany(shell.database, row.company_id)
  if (row.kind === 'payment-link') return shutLink(shell, row, connectorContext(shell, connector, connection, company.timeZone), connector)
  if (row.kind === 'report-copy' && isDrawing(row)) return drawReport(shell, row, connector, connection, company.timeZone)
  if (row.kind === 'report-copy') return pushReportTable(shell, row, connector, connection, company.timeZone)
  const target = { connectionId: connection.connectionId, sourceKey: connection.connectionId }
  if (row.kind === 'invoice-status' && row.invoice_id !== null) {
    const change = await findStatusChange(shell.database, row.company_id, row.invoice_id, target)
    if (change === null || connector.pushInvoiceStatus === undefined) return null
    // The system that the invoice came from knows it as it is until the house has added something.
    if (
      change.fromHere &&
      change.payments.length === 0 &&
      change.status !== 'written-off' &&
      change.status !== 'disputed' &&
      row.done === 0
    )
      return null
    return connector.pushInvoiceStatus(connectorContext(shell, connector, connection, company.timeZone), change)
  }
  if (row.kind !== 'customer-standing' || row.customer_id === null || connector.pushCustomerStanding === undefined) return null
  const standing = await findStanding(shell.database, row.company_id, row.customer_id, {
    ...target,
    currency: currency(company.baseCurrency),
    today: dayOf(shell.clock.now(), company.timeZone),
  })
  return standing === null
    ? null
    : connector.pushCustomerStanding(connectorContext(shell, connector, connection, company.timeZone), standing)
}

const shutting = z.object({ linkId: z.string() })

async function shutLink(shell: Shell, row: OutboxRow, context: ConnectorContext, connector: Connector): Promise<PushResult | null> {
  const link = await findPaymentLink(shell.database, row.company_id, shutting.parse(row.payload).linkId)
  if (link === null || link.externalId === null || connector.closePaymentLink === undefined) return null
  await connector.closePaymentLink(context, { externalId: link.externalId })
  return { found: true, externalId: link.externalId }
}

async function noteArrival(shell: Shell, row: OutboxRow, connection: Connection, result: PushResult | null): Promise<void> {
  const at = shell.clock.now()
  if (result?.memory !== undefined) await saveMemory(shell.database, connection, result.memory)
  await finishRepeated(
    shell.database,
    row,
    result === null ? { skipped: true } : { found: result.found, externalId: result.externalId ?? null },
    at,
  )
  if (result !== null) await noteSuccess(shell.database, connection, at, { pulled: false })
}

async function noteTrouble(
  shell: Shell,
  row: OutboxRow,
  connection: Connection,
  error: unknown,
  pausedUntil: Map<string, Date>,
): Promise<Pushed> {
  const at = shell.clock.now()
  const failure = error instanceof Failure ? error : new Failure('internal', {}, { cause: error })
  if (!(error instanceof Failure))
    shell.log.error({ outboxId: row.outbox_id, error: error instanceof Error ? error.stack : String(error) }, 'push threw')
  const known = failure instanceof ConnectorFailure ? failure : null
  const wait =
    known !== null && !known.passing && known.kind !== 'invalid-response'
      ? patienceMs
      : backoffMs(row.attempts, spreadOf(row.outbox_id), known?.retryAfterMs ?? null)
  const next = new Date(at.getTime() + wait)
  if (known !== null) {
    await noteFailure(shell.database, connection, known, at)
    // One record that the other side cannot read says nothing about the next; everything else is about the connection.
    if (known.kind !== 'invalid-response') pausedUntil.set(connection.connectionId, next)
  }
  const given = known?.kind === 'invalid-response' && row.attempts >= mostUnreadableAnswers
  await updateClaimed(shell.database, row, {
    ...(given ? { state: 'failed' as const } : {}),
    reason: failure.code,
    failure: { code: failure.code, facts: failure.facts, at: at.toISOString() },
    nextAttemptAt: next,
    release: true,
  })
  return given ? 'failed' : 'later'
}
