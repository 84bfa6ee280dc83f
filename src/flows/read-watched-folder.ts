// Takes in the files that somebody or some program has put into the company's folder; each is moved aside when it was read.
import { access, constants, lstat, mkdir, readdir, rename } from 'node:fs/promises'
import { basename, extname, isAbsolute, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { getSendingCompany } from '#store/sending-companies'
import { Failure, isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { system } from './actor.ts'
import { fileSource } from './byte-source.ts'
import { importFile } from './import-file.ts'
import type { Shell } from './shell.ts'

export type WatchedReport = { readonly read: number; readonly rejected: number; readonly paymentIds: readonly Id[] }

/** A file that changed less than this ago is looked at twice. */
const restMs = 5_000
const lookAgainMs = 1_000
const mostBytes = 512 * 1024 * 1024

/**
 * Reads what lies in the folder; what was read goes to `imported`, what no format knows to `rejected` (its import says why). A file that the
 * house could not take for a reason of its own (no disk, no database) stays for the next time.
 * Failure `watched-folder.missing`, `watched-folder.not-writable`.
 */
export async function readWatchedFolder(shell: Shell, companyId: Id): Promise<WatchedReport> {
  const { settings } = await getSendingCompany(shell.database, companyId)
  const nothing: WatchedReport = { read: 0, rejected: 0, paymentIds: [] }
  if (settings.watchedFolder === null || settings.watchedFolder === '') return nothing
  const folder = settings.watchedFolder
  const report = { read: 0, rejected: 0, paymentIds: [] as Id[] }
  for (const path of await restingFiles(shell, folder)) {
    try {
      const outcome = await importFile(shell, {
        companyId,
        actor: system,
        source: 'folder',
        fileName: basename(path),
        bytes: await fileSource(path, mostBytes),
      })
      await moveAside(path, join(folder, 'imported'))
      report.read++
      report.paymentIds.push(...outcome.paymentIds)
    } catch (error) {
      if (!isFailure(error)) throw error
      shell.log.warn({ companyId, file: basename(path), code: error.code }, 'watched file rejected')
      await moveAside(path, join(folder, 'rejected'))
      report.rejected++
    }
  }
  return report
}

async function restingFiles(shell: Shell, folder: string): Promise<readonly string[]> {
  if (!isAbsolute(folder)) throw new Failure('watched-folder.missing', { folder })
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new Failure('watched-folder.missing', { folder }, { cause })
  })
  // Without the right to move a file aside it would be read again every time.
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new Failure('watched-folder.not-writable', { folder }, { cause })
  })
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
  const first = await Promise.all(names.map((name) => lstat(join(folder, name))))
  const now = shell.clock.now().getTime()
  // A file that was touched just now may still be written: it must hold still for a moment.
  if (first.some((about) => now - about.mtimeMs < restMs)) await setTimeout(lookAgainMs)
  const second = await Promise.all(names.map((name) => lstat(join(folder, name)).catch(() => null)))
  return names
    .filter((_, at) => {
      const [before, after] = [first[at], second[at]]
      return after?.isFile() === true && before?.size === after.size && before.mtimeMs === after.mtimeMs
    })
    .map((name) => join(folder, name))
}

/** Keeps the name, with a number where that name lies there already. */
async function moveAside(path: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const extension = extname(path)
  const stem = basename(path, extension)
  for (let number = 1; ; number++) {
    const target = join(folder, number === 1 ? `${stem}${extension}` : `${stem} (${number})${extension}`)
    if (
      await lstat(target).then(
        () => true,
        () => false,
      )
    )
      continue
    await rename(path, target)
    return
  }
}
