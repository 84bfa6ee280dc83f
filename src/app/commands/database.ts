// The commands that look after the database: migrate, backup, restore.
import { backUp } from '#flows/back-up'
import { restore } from '#flows/restore'
import { systemClock } from '#ports/clock'
import { migrate } from '#store/migrate'
import { Failure } from '#values/failure'
import { type Configuration, readConfiguration } from '../configuration.ts'
import { openConnectionString } from '../open-house.ts'

function fileAndRest(args: readonly string[], command: string): { file: string; rest: readonly string[] } {
  const [file, ...rest] = args
  if (file === undefined || file.startsWith('--')) throw new Failure('command.file-missing', { command })
  return { file, rest }
}

async function onDatabase(configuration: Configuration, work: (connectionString: string) => Promise<void>): Promise<number> {
  const { connectionString, stop } = await openConnectionString(configuration)
  try {
    await work(connectionString)
    return 0
  } finally {
    await stop()
  }
}

export const migrateTables = (args: readonly string[]): Promise<number> =>
  onDatabase(readConfiguration(args, process.env), async (connectionString) => {
    const results = await migrate(connectionString)
    for (const result of results) process.stdout.write(`${result.migrationName} ${result.status}\n`)
  })

export async function backup(args: readonly string[]): Promise<number> {
  const { file, rest } = fileAndRest(args, 'backup')
  return onDatabase(readConfiguration(rest, process.env), async (connectionString) => {
    await migrate(connectionString)
    await backUp(connectionString, file, systemClock)
    process.stdout.write(`${file}\n`)
  })
}

export async function restoreBackup(args: readonly string[]): Promise<number> {
  const { file, rest } = fileAndRest(args, 'restore')
  return onDatabase(readConfiguration(rest, process.env), async (connectionString) => {
    const sums = await restore(connectionString, file, systemClock)
    for (const sum of sums.filter((each) => each.rows > 0)) process.stdout.write(`${sum.table} ${sum.rows}\n`)
  })
}
