// The program as its own processes, and a PostgreSQL server on a port for them: this machine's from version 15 on, else the embedded one.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './app.ts'

const root = join(import.meta.dirname, '..', '..')
const installed = '/usr/lib/postgresql'

/** The newest of the machine's own, or undefined. */
function machineBinaries(): string | undefined {
  const versions = existsSync(installed) ? readdirSync(installed).map(Number) : []
  const usable = versions.filter((major) => major >= 15 && existsSync(`${installed}/${major}/bin/initdb`))
  return usable.length === 0 ? undefined : `${installed}/${Math.max(...usable)}/bin`
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)))

/** The first line that the process writes. */
const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('no output'))
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it said anything`)))
  })

/** Nothing of the test run itself reaches a process of the program. */
const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  TZ: 'UTC',
  ...more,
})

/** An empty server of its own; `stop` leaves nothing behind. */
export async function ownServer(): Promise<{ readonly url: string; readonly own: boolean; stop(): Promise<void> }> {
  const binaries = machineBinaries()
  const child = spawn(process.execPath, [join(root, 'tools', 'scratch-postgres.ts')], {
    cwd: root,
    env: environment(binaries === undefined ? {} : { PG_BIN: binaries }),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const url = await firstLine(child)
  return {
    url,
    own: binaries !== undefined,
    stop: async () => {
      child.stdin?.end()
      await ended(child)
    },
  }
}

export type ProgramProcess = {
  readonly url: string
  signal(signal: NodeJS.Signals): void
  /** Sends the signal and waits for the end; the exit code, null after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** `start` or `worker` as a person runs it, on a database of one's own; resolves once it is ready. */
export async function startProcess(command: 'start' | 'worker', databaseUrl: string): Promise<ProgramProcess> {
  const [port, dataDir] = [await freePort(), mkdtempSync(join(tmpdir(), 'skarbnik-process-'))]
  const args = command === 'start' ? [command, '--port', String(port), '--data', dataDir] : [command, '--data', dataDir]
  const child = spawn(process.execPath, [join(root, 'src', 'app', 'main.ts'), ...args], {
    cwd: root,
    env: environment({
      DATABASE_URL: databaseUrl,
      SKARBNIK_KEY: 'jeden klucz dla wszystkich procesow dosc dlugi',
      SKARBNIK_ALLOW_PRIVATE_NETWORKS: '1',
      SKARBNIK_LOG: 'error',
    }),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await firstLine(child).catch((error: unknown) => {
    rmSync(dataDir, { recursive: true, force: true })
    throw error
  })
  return {
    url: `http://127.0.0.1:${port}`,
    signal: (signal) => void child.kill(signal),
    end: async (signal) => {
      child.kill(signal)
      const code = await ended(child)
      rmSync(dataDir, { recursive: true, force: true })
      return code
    },
  }
}
