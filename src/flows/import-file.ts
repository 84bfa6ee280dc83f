// Takes in a statement or invoice file: kept, recognised, read, stored; done again it changes nothing.
import type { StatementGap } from '#domain/ledger/statement-gaps'
import type { ByteSource } from '#ports/statement-format'
import { appendAudit } from '#store/audit'
import { inTransaction, type Tx } from '#store/database'
import { addCounts, changeImport, getImport, type Import, type ImportCounts, type ImportSource, lockImport, noCounts } from '#store/imports'
import { isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { askingCodes, chooseReading } from './choose-reading.ts'
import { finishIntake } from './finish-intake.ts'
import { importedSource } from './imported-source.ts'
import { beginIntake, fileSourceKey } from './intake.ts'
import { keepMapping } from './keep-mapping.ts'
import { planEffects } from './plan-effects.ts'
import type { Progress } from './progress.ts'
import { readFileInto } from './read-file-into.ts'
import { receiveFile } from './receive-file.ts'
import type { Shell } from './shell.ts'
import { tellRejects } from './tell-rejects.ts'

export type ImportOutcome = {
  readonly importId: Id
  /** Null while a person must say how the file is to be read. */
  readonly format: string | null
  /** The bytes wait: a table that nobody has mapped yet, or a file that does not name its currency. */
  readonly mappingNeeded: boolean
  readonly counts: ImportCounts
  /** New payments, to be matched now. */
  readonly paymentIds: readonly Id[]
  readonly invoiceIds: readonly Id[]
  /** Statements that do not add up: nothing of them is posted before somebody confirms them. */
  readonly unbalanced: readonly Id[]
  /** Statements missing between those of an account that this import touched. */
  readonly gaps: readonly StatementGap[]
  /** An earlier import of exactly these bytes. */
  readonly sameAs: Id | null
}

/** One statement names so many ids at most. */
const effectsAtOnce = 5_000

type Command = {
  readonly companyId: Id
  readonly actor: Actor
  /** How a person says that the file is to be read; kept with the import. */
  readonly mapping?: unknown
  /** Keeps the mapping for the next file of this header, under this name. */
  readonly profileName?: string | null
  readonly progress?: Progress
}

/**
 * Takes the file in and reads it. Throws Failure `file.empty`, `file.unknown-format`, `import.other-company` and what the format says;
 * the bytes stay for another try. A table that nobody has mapped is kept and waits (`mappingNeeded`).
 */
export async function importFile(
  shell: Shell,
  command: Command & { readonly source: ImportSource; readonly fileName: string; readonly bytes: ByteSource },
): Promise<ImportOutcome> {
  const { importId, sameAs } = await receiveFile(shell, command)
  return { ...(await readImport(shell, { ...command, importId })), sameAs }
}

/**
 * Reads a file that was received, all in one transaction: killed anywhere it starts anew, run twice it finds everything known.
 * What is wrong with the file is noted on the import and thrown; what is wrong with the house leaves it to be read later.
 */
export async function readImport(shell: Shell, command: Command & { readonly importId: Id }): Promise<ImportOutcome> {
  const { companyId, importId } = command
  try {
    return await inTransaction(shell.database, (tx) => read(tx, shell, command))
  } catch (error) {
    if (!isFailure(error)) throw error
    const isAsking = askingCodes.has(error.code)
    const before = await getImport(shell.database, companyId, importId)
    if (before.state === 'received')
      await changeImport(shell.database, companyId, importId, {
        state: isAsking ? 'mapping-needed' : 'failed',
        failure: { code: error.code, facts: error.facts },
        finishedAt: shell.clock.now(),
      })
    if (isAsking && command.mapping === undefined) return { ...nothingRead, importId }
    throw error
  }
}

const nothingRead = {
  format: null,
  mappingNeeded: true,
  counts: noCounts,
  paymentIds: [],
  invoiceIds: [],
  unbalanced: [],
  gaps: [],
  sameAs: null,
} as const

async function read(tx: Tx, shell: Shell, command: Command & { readonly importId: Id }): Promise<ImportOutcome> {
  const { companyId, importId, actor } = command
  const known: Import = await lockImport(tx, companyId, importId)
  const source = await importedSource(tx, companyId, known)
  const reading = await chooseReading(tx, { companyId, known, source, formats: shell.shelves.formats, mapping: command.mapping })
  const { format } = reading
  const intake = await beginIntake(tx, shell, { companyId, importId, connectionId: null, sourceKey: fileSourceKey(format.id), actor })
  const { counts, ...result } = await readFileInto(tx, intake, {
    format,
    source,
    known,
    mapping: reading.mapping,
    progress: command.progress,
  })
  // Read once more, a file adds what it could not give before.
  const sum = known.state === 'read' ? addCounts(known.counts, { ...counts, duplicates: 0 }) : counts
  await changeImport(tx, companyId, importId, {
    state: 'read',
    format: format.id,
    counts: sum,
    failure: null,
    finishedAt: intake.at,
    ...(reading.mapping === null ? {} : { mapping: reading.mapping }),
  })
  await tellRejects(tx, shell, { companyId, importId, source: known.fileName ?? format.name, rejected: counts.rejected, at: intake.at })
  await keepMapping(tx, intake, reading, command.profileName ?? null)
  for (let from = 0; from < Math.max(result.invoiceIds.length, result.returnedIds.length); from += effectsAtOnce) {
    const invoiceIds = result.invoiceIds.slice(from, from + effectsAtOnce)
    const paymentIds = result.returnedIds.slice(from, from + effectsAtOnce)
    await planEffects(tx, shell, { companyId, invoiceIds, paymentIds, cause: `import:${importId}`, at: intake.at })
  }
  await finishIntake(tx, intake)
  await appendAudit(tx, companyId, intake.at, [
    {
      actor: writeActor(actor),
      actorName: actor.name,
      action: 'import.read',
      subjectKind: 'import',
      subjectId: importId,
      change: { fileName: known.fileName, format: format.id, counts },
    },
  ])
  return {
    importId,
    format: format.id,
    mappingNeeded: false,
    counts,
    paymentIds: result.paymentIds,
    invoiceIds: result.invoiceIds,
    unbalanced: result.unbalanced,
    gaps: result.gaps,
    sameAs: null,
  }
}
