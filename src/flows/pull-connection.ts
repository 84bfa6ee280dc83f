// Takes new records from an outside system, page by page; each page is stored together with its cursor, so that nothing is lost or read twice.
import type { Connector, Page, PullContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { getCompany } from '#store/companies'
import { type Connection, getConnection, noteFailure, noteSuccess, type Stream, saveCursor } from '#store/connections'
import { inTransaction } from '#store/database'
import { addCounts, changeImport, dropEmptyPull, endInterruptedPulls, type ImportCounts, insertImport, noCounts } from '#store/imports'
import { markGoneOrders } from '#store/orders'
import { addMonths, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { closeVanished } from './close-vanished.ts'
import { connectorContext, connectorOf } from './connector-context.ts'
import { finishIntake } from './finish-intake.ts'
import { beginIntake } from './intake.ts'
import { planEffects } from './plan-effects.ts'
import type { Progress } from './progress.ts'
import { retryReturns } from './retry-returns.ts'
import type { Shell } from './shell.ts'
import { storePage } from './store-page.ts'
import { tellRejects } from './tell-rejects.ts'

export type PullOutcome = {
  readonly counts: ImportCounts
  readonly importIds: readonly Id[]
  readonly paymentIds: readonly Id[]
  readonly invoiceIds: readonly Id[]
}

type Command = {
  readonly companyId: Id
  readonly connectionId: Id
  readonly actor: Actor
  readonly streams?: readonly Stream[]
  readonly progress?: Progress
}

/** How far back the first pull goes: two years of punctuality, and debts older than that are entered by hand. */
const historyMonths = 24

const inOrder: readonly Stream[] = ['customers', 'invoices', 'orders', 'payments']

/** Pulls the streams that the connection is used for. How it went is noted on the connection; throws the ConnectorFailure that stopped a stream after the others had their turn. */
export async function pullConnection(shell: Shell, command: Command): Promise<PullOutcome> {
  const connection = await getConnection(shell.database, command.companyId, command.connectionId)
  if (connection.state === 'off') throw new Failure('connection.off', { name: connection.name })
  const connector = connectorOf(shell, connection)
  const streams = inOrder.filter(
    (stream) =>
      (command.streams ?? inOrder).includes(stream) && connection.kinds.includes(stream) && pullOf(connector, stream) !== undefined,
  )
  let outcome: PullOutcome = { counts: noCounts, importIds: [], paymentIds: [], invoiceIds: [] }
  let failure: ConnectorFailure | null = null
  for (const stream of streams) {
    try {
      outcome = plus(outcome, await pullStream(shell, command, connection, connector, stream))
    } catch (error) {
      if (!(error instanceof ConnectorFailure)) throw error
      failure ??= error
      if (error.kind === 'auth-expired' || error.kind === 'misconfigured' || error.kind === 'rate-limited') break
    }
  }
  if (failure !== null) {
    await noteFailure(shell.database, connection, failure, shell.clock.now())
    throw failure
  }
  await noteSuccess(shell.database, connection, shell.clock.now(), { pulled: true })
  return outcome
}

function pullOf(connector: Connector, stream: Stream): ((context: PullContext) => AsyncIterable<Page<unknown>>) | undefined {
  const pull = {
    customers: connector.pullCustomers,
    invoices: connector.pullInvoices,
    orders: connector.pullOrders,
    payments: connector.pullPayments,
  }[stream]
  return pull?.bind(connector)
}

const plus = (a: PullOutcome, b: PullOutcome): PullOutcome => ({
  counts: addCounts(a.counts, b.counts),
  importIds: [...a.importIds, ...b.importIds],
  paymentIds: [...a.paymentIds, ...b.paymentIds],
  invoiceIds: [...a.invoiceIds, ...b.invoiceIds],
})

async function pullStream(
  shell: Shell,
  command: Command,
  connection: Connection,
  connector: Connector,
  stream: Stream,
): Promise<PullOutcome> {
  const { companyId, connectionId } = command
  const company = await getCompany(shell.database, companyId)
  const base = connectorContext(shell, connector, connection, company.timeZone)
  const pull = pullOf(connector, stream)
  if (pull === undefined) return { counts: noCounts, importIds: [], paymentIds: [], invoiceIds: [] }
  await endInterruptedPulls(shell.database, companyId, connectionId, stream, shell.clock.now())
  const importId = await insertImport(shell.database, companyId, {
    source: 'pull',
    state: 'reading',
    createdBy: writeActor(command.actor),
    receivedAt: shell.clock.now(),
    connectionId,
    stream,
  })
  let outcome: PullOutcome = { counts: noCounts, importIds: [importId], paymentIds: [], invoiceIds: [] }
  const reading = { stream, connector, context: { settings: base.settings, timeZone: base.timeZone } }
  const of = { companyId, importId, connectionId, sourceKey: connectionId, actor: command.actor }
  let done = 0
  const seen = new Set<string>()
  try {
    const since = addMonths(dayOf(shell.clock.now(), company.timeZone), -historyMonths)
    for await (const page of pull({ ...base, cursor: connection.cursors[stream] ?? null, since })) {
      for (const record of page.records) seen.add(connector.recordId(record) ?? '')
      const stored = await inTransaction(shell.database, async (tx) => {
        const intake = await beginIntake(tx, shell, of)
        const taken = await storePage(tx, intake, reading, page.records)
        const vanished =
          stream === 'invoices' && page.wholeSince !== undefined ? await closeVanished(tx, shell, intake, page.wholeSince, seen) : []
        if (stream === 'orders' && page.wholeSince !== undefined)
          await markGoneOrders(tx, companyId, of.sourceKey, { since: page.wholeSince, seen, at: intake.at })
        const result = { ...taken, invoiceIds: [...taken.invoiceIds, ...vanished] }
        await planEffects(tx, shell, {
          companyId,
          invoiceIds: result.invoiceIds,
          paymentIds: result.changedPaymentIds,
          cause: `pull:${importId}`,
          at: intake.at,
        })
        await changeImport(tx, companyId, importId, { counts: addCounts(outcome.counts, result.counts) })
        await saveCursor(tx, connection, stream, page.cursor)
        await finishIntake(tx, intake)
        return result
      })
      outcome = plus(outcome, { ...stored, importIds: [] })
      done += page.records.length
      await command.progress?.(done, page.estimatedTotal ?? null, stream)
    }
    if (stream === 'payments') await retryReturns(shell, of)
    if (await dropEmptyPull(shell.database, companyId, importId)) return { ...outcome, importIds: [] }
    const { rejected } = outcome.counts
    await inTransaction(shell.database, async (tx) => {
      const at = shell.clock.now()
      await changeImport(tx, companyId, importId, { state: 'read', finishedAt: at })
      await tellRejects(tx, shell, { companyId, importId, source: connection.name, rejected, at })
    })
    return outcome
  } catch (error) {
    if (error instanceof ConnectorFailure)
      await changeImport(shell.database, companyId, importId, {
        state: 'failed',
        failure: { code: error.code, facts: error.facts },
        finishedAt: shell.clock.now(),
      })
    throw error
  }
}
