// Backups on this machine: one a night and whenever a person asks, the old ones cleared away.
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { keptBackups } from '#domain/schedule/kept-backups'
import { nextRun, type ScheduleRule } from '#domain/schedule/next-run'
import { appendAudit } from '#store/audit'
import { endBackupTurn, firstCompanyAt, readBackupTurn, takeBackupTurn } from '#store/backup/backup-turn'
import { inTransaction } from '#store/database'
import { type Day, dayOf } from '#values/day'
import { Failure, isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { backUp } from './back-up.ts'
import type { Shell } from './shell.ts'

/** Where the database is, and the folder of this machine in which backups are kept. */
export type BackupPlace = { readonly connectionString: string; readonly folder: string }
export type BackupFile = { readonly name: string; readonly madeAt: Date; readonly bytes: number }
export type Backups = {
  readonly folder: string
  readonly files: readonly BackupFile[]
  readonly nextAt: Date | null
  readonly failure: { readonly code: string; readonly at: Date } | null
}

type Ground = Pick<Shell, 'database' | 'clock' | 'log'>

const rule: ScheduleRule = { kind: 'daily', at: '02:00' }
/** The night of an installation, which belongs to no company. */
const timeZone = 'Europe/Warsaw'
const longestMs = 2 * 3_600_000

const nameAt = (at: Date): string => `skarbnik-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`

function timeOf(name: string): Date | null {
  const parts = /^skarbnik-(\d{4}-\d{2}-\d{2}T)(\d{2})(\d{2})(\d{2})Z\.backup$/.exec(name)
  return parts === null ? null : new Date(`${parts[1]}${parts[2]}:${parts[3]}:${parts[4]}Z`)
}

/** The newest first; other files of the folder are not touched or named. */
async function filesOf(folder: string): Promise<readonly BackupFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  const files: BackupFile[] = []
  for (const name of names) {
    const madeAt = timeOf(name)
    if (madeAt !== null) files.push({ name, madeAt, bytes: (await stat(join(folder, name))).size })
  }
  return files.sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime())
}

export async function listBackups(shell: Ground, { folder }: BackupPlace): Promise<Backups> {
  const turn = await readBackupTurn(shell.database)
  const since = turn.lastAt ?? (await firstCompanyAt(shell.database))
  return {
    folder,
    files: await filesOf(folder),
    nextAt: since === null ? null : nextRun(rule, since, timeZone),
    failure: turn.failure,
  }
}

/** Makes one now. Throws Failure `backup.under-way` while another is made, `backup.not-written` when the folder or the disk refuses. */
export async function makeBackup(shell: Ground, place: BackupPlace): Promise<BackupFile> {
  const now = shell.clock.now()
  if (!(await takeBackupTurn(shell.database, now, new Date(now.getTime() + longestMs)))) throw new Failure('backup.under-way')
  const file = join(place.folder, nameAt(now))
  try {
    await mkdir(place.folder, { recursive: true, mode: 0o700 })
    await backUp(place.connectionString, file, shell.clock)
    await clearOld(place.folder)
    await endBackupTurn(shell.database, { lastAt: now })
    return { name: nameAt(now), madeAt: now, bytes: (await stat(file)).size }
  } catch (cause) {
    const failure = isFailure(cause)
      ? cause
      : new Failure('backup.not-written', { message: cause instanceof Error ? cause.message : String(cause) }, { cause })
    await endBackupTurn(shell.database, { failure: { code: failure.code, at: now } })
    throw failure
  }
}

async function clearOld(folder: string): Promise<void> {
  const files = await filesOf(folder)
  const dayOfFile = (file: BackupFile): Day => dayOf(file.madeAt, timeZone)
  const kept = keptBackups(files.map(dayOfFile))
  for (const file of files) if (!kept.has(dayOfFile(file))) await rm(join(folder, file.name), { force: true })
}

/** The same, asked for by a person, whose company's log keeps it. */
export async function makeBackupFor(
  shell: Ground,
  place: BackupPlace,
  by: { readonly companyId: Id; readonly actor: Actor },
): Promise<BackupFile> {
  const file = await makeBackup(shell, place)
  await inTransaction(shell.database, (tx) =>
    appendAudit(tx, by.companyId, shell.clock.now(), [
      { actor: writeActor(by.actor), actorName: by.actor.name, action: 'backup.made', change: { name: file.name, bytes: file.bytes } },
    ]),
  )
  return file
}

/** Makes the night's backup once its hour has come; after nights without the machine one, at once. Says whether it did. */
export async function makeNightlyBackup(shell: Ground, place: BackupPlace): Promise<boolean> {
  const { nextAt, failure } = await listBackups(shell, place)
  const now = shell.clock.now()
  // A folder that refuses is tried again every hour, not every minute.
  if (nextAt === null || nextAt > now || (failure !== null && now.getTime() - failure.at.getTime() < 3_600_000)) return false
  try {
    await makeBackup(shell, place)
    return true
  } catch (error) {
    if (isFailure(error, 'backup.under-way')) return false
    throw error
  }
}
