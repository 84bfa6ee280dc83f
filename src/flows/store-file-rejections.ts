// Keeps what a file held but could not be taken, each once, and clears what a later reading could take.
import type { Rejection } from '#ports/rejection'
import type { Tx } from '#store/database'
import type { Import } from '#store/imports'
import { newId } from '#store/new-id'
import { changeRecord, insertRecords, listUnresolved, type SourceRecord } from '#store/records'
import type { Intake } from './intake.ts'
import { recordFingerprint } from './record-fingerprint.ts'

/** `payload`: what was read of it, where something was. `key`: its identity beyond this file, where it has one. */
export type Rejected = { readonly stream: string; readonly rejection: Rejection; readonly payload: unknown; readonly key?: string }

type Kept = Rejected & { readonly outcome: 'rejected' | 'accepted' }

/** The same content in one file is counted, so that reading the file again finds each. */
function recordsOf(intake: Intake, of: Import, kept: readonly Kept[]): SourceRecord[] {
  const times = new Map<string, number>()
  return kept.map(({ stream, rejection, payload, key, outcome }): SourceRecord => {
    const fingerprint = key === undefined ? recordFingerprint([stream, rejection]) : recordFingerprint(key)
    const occurrence = key === undefined ? (times.get(fingerprint) ?? 0) + 1 : 1
    times.set(fingerprint, occurrence)
    return {
      id: newId(),
      importId: intake.importId,
      sourceKey: intake.sourceKey,
      stream,
      externalId: key ?? of.contentHash ?? of.id,
      fingerprint,
      occurrence,
      payload,
      place: rejection.at ?? null,
      outcome,
      rejection,
      subjectId: null,
      receivedAt: intake.at,
      resolvedAt: null,
    }
  })
}

/** Keeps what a reader set right by itself (30 February) or found odd: nobody needs to act, but whoever looks can see it. */
export const storeFileNotes = (tx: Tx, intake: Intake, of: Import, notes: readonly Rejection[]): Promise<unknown> =>
  insertRecords(
    tx,
    intake.companyId,
    recordsOf(
      intake,
      of,
      notes.map((rejection) => ({ stream: 'notes', rejection, payload: null, outcome: 'accepted' })),
    ),
  )

/** Says how many are new. The same bytes bring the same rejections, so an import done again shows none twice. */
export async function storeFileRejections(tx: Tx, intake: Intake, of: Import, rejected: readonly Rejected[]): Promise<number> {
  const records = recordsOf(
    intake,
    of,
    rejected.map((each) => ({ ...each, outcome: 'rejected' })),
  )
  const written = await insertRecords(tx, intake.companyId, records)
  const still = new Set(records.map((record) => `${record.fingerprint}#${record.occurrence}`))
  // A return is read once, its line is known the next time: it waits for its payment by itself.
  for (const before of await listUnresolved(tx, intake.companyId, { importId: intake.importId }))
    if (before.stream !== 'returns' && !still.has(`${before.fingerprint}#${before.occurrence}`))
      await changeRecord(tx, intake.companyId, before.id, { outcome: 'accepted', resolvedAt: intake.at })
  return written.size
}
