// Reads a rejected record again: after a correction of the settings, a newer version of the house, or the arrival of what it refers to.
import * as z from 'zod'
import { appendAudit } from '#store/audit'
import { getConnection, type Stream } from '#store/connections'
import { inTransaction, type Tx } from '#store/database'
import { getImport } from '#store/imports'
import { changeRecord, lockRecord, type SourceRecord } from '#store/records'
import { findCurrency } from '#values/currency'
import { parseDay } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { type Actor, writeActor } from './actor.ts'
import type { Became } from './became.ts'
import { connectorContext, connectorOf } from './connector-context.ts'
import { finishIntake } from './finish-intake.ts'
import { readImport } from './import-file.ts'
import { beginIntake, type Intake } from './intake.ts'
import { planEffects } from './plan-effects.ts'
import { returnPayment } from './return-payment.ts'
import type { Shell } from './shell.ts'
import { type StoredPage, takeRecords } from './store-page.ts'

type Command = { readonly companyId: Id; readonly actor: Actor; readonly recordId: Id }

/** Says whether it could be taken now; where not, the record shows the reason of this try. Throws Failure `record.not-found`, `record.already-resolved`. */
export async function resolveRecord(shell: Shell, command: Command): Promise<{ readonly taken: boolean }> {
  const { companyId, recordId } = command
  const record = await inTransaction(shell.database, (tx) => unresolved(tx, command))
  const origin = await getImport(shell.database, companyId, record.importId)
  if (record.stream === 'returns') return again(shell, command, record, (tx, intake) => retryReturn(tx, intake, record))
  if (origin.connectionId !== null) return again(shell, command, record, (tx, intake) => retryPulled(shell, tx, intake, record))
  // A line of a file is read where it stands: the whole file again, of which everything else is known.
  await readImport(shell, { companyId, actor: command.actor, importId: record.importId })
  const after = await inTransaction(shell.database, (tx) => lockRecord(tx, companyId, recordId))
  return { taken: after.resolvedAt !== null }
}

/** Sets a rejected record aside without taking it. */
export const dismissRecord = (shell: Shell, command: Command & { readonly why?: string }): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, actor, recordId } = command
    const at = shell.clock.now()
    await unresolved(tx, command)
    await changeRecord(tx, companyId, recordId, { resolvedAt: at })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'record.dismissed',
        subjectKind: 'record',
        subjectId: recordId,
        why: command.why ?? null,
      },
    ])
  })

async function unresolved(tx: Tx, { companyId, recordId }: Command): Promise<SourceRecord> {
  const record = await lockRecord(tx, companyId, recordId)
  if (record.outcome !== 'rejected' || record.resolvedAt !== null) throw new Failure('record.already-resolved')
  return record
}

type Retried = Pick<StoredPage, 'invoiceIds' | 'changedPaymentIds'> & { readonly became: Became }

async function again(
  shell: Shell,
  command: Command,
  record: SourceRecord,
  retry: (tx: Tx, intake: Intake) => Promise<Retried>,
): Promise<{ readonly taken: boolean }> {
  const { companyId, actor, recordId } = command
  return inTransaction(shell.database, async (tx) => {
    await unresolved(tx, command)
    const { connectionId } = await getImport(tx, companyId, record.importId)
    const intake = await beginIntake(tx, shell, { companyId, importId: record.importId, connectionId, sourceKey: record.sourceKey, actor })
    const { became, invoiceIds, changedPaymentIds } = await retry(tx, intake)
    const taken = became.outcome !== 'rejected'
    await changeRecord(tx, companyId, recordId, {
      outcome: became.outcome,
      subjectId: became.subjectId,
      ...(taken ? { resolvedAt: intake.at } : { rejection: became.rejection }),
    })
    await planEffects(tx, shell, { companyId, invoiceIds, paymentIds: changedPaymentIds, cause: `record:${recordId}`, at: intake.at })
    await finishIntake(tx, intake)
    await appendAudit(tx, companyId, intake.at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'record.read-again',
        subjectKind: 'record',
        subjectId: recordId,
        change: { taken },
      },
    ])
    return { taken }
  })
}

async function retryPulled(shell: Shell, tx: Tx, intake: Intake, record: SourceRecord): Promise<Retried> {
  const connection = await getConnection(tx, intake.companyId, intake.connectionId ?? '')
  const connector = connectorOf(shell, connection)
  const { settings, timeZone } = connectorContext(shell, connector, connection, intake.company.timeZone)
  const taken = await takeRecords(tx, intake, { stream: record.stream as Stream, connector, context: { settings, timeZone } }, [
    { record: record.payload, knownAs: null },
  ])
  const [became] = taken.became
  return { ...taken, became: became ?? { outcome: 'rejected', subjectId: null, rejection: record.rejection } }
}

const takenBack = z.object({
  key: z.string(),
  sourceKey: z.string(),
  amount: z.object({ minor: z.string(), currency: z.string() }),
  on: z.string(),
  account: z.string().nullable(),
  title: z.string(),
  reverses: z.string().nullable(),
})

async function retryReturn(tx: Tx, intake: Intake, record: SourceRecord): Promise<Retried> {
  const { amount, on, ...rest } = takenBack.parse(record.payload)
  const [currency, day] = [findCurrency(amount.currency), parseDay(on)]
  if (currency === null || day === null) throw new Failure('record.unreadable')
  const outcome = await returnPayment(tx, intake, { ...rest, amount: money(BigInt(amount.minor), currency), on: day })
  return outcome.ok
    ? {
        became: { outcome: 'accepted', subjectId: outcome.paymentId, rejection: null },
        invoiceIds: outcome.invoiceIds,
        changedPaymentIds: [outcome.paymentId],
      }
    : { became: { outcome: 'rejected', subjectId: null, rejection: outcome.rejection }, invoiceIds: [], changedPaymentIds: [] }
}
