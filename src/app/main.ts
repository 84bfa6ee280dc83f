// The first file that runs under the right Node: finds the command, runs it, turns a Failure into one sentence.
import { isFailure } from '#values/failure'
import { failureSentence } from './failure-sentence.ts'

type Command = (args: readonly string[]) => Promise<number>

/** Loaded one at a time: `read` must not wait for the server's libraries. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  demo: async () => (await import('./commands/start.ts')).demo,
  worker: async () => (await import('./commands/start.ts')).worker,
  read: async () => (await import('./commands/files.ts')).read,
  match: async () => (await import('./commands/files.ts')).match,
  migrate: async () => (await import('./commands/database.ts')).migrateTables,
  backup: async () => (await import('./commands/database.ts')).backup,
  restore: async () => (await import('./commands/database.ts')).restoreBackup,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  connector: async () => (await import('./commands/connector.ts')).connector,
}

const [name = '', ...args] = process.argv.slice(2)

// `skarbnik read … | head` closes the pipe when it has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  const load = commands[name]
  if (load === undefined) {
    process.stderr.write(`skarbnik: nieznane polecenie / unknown command "${name}"\n`)
    process.exitCode = 2
  } else {
    process.exitCode = await (await load())(args)
  }
} catch (error) {
  if (!isFailure(error)) throw error
  process.stderr.write(`skarbnik: ${failureSentence(error)}\n`)
  process.exitCode = 2
}
