// Opens the whole house and closes it: database, shell, sign-in, jobs, HTTP; whichever of them the command asks for.
import { join } from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import { createApi } from '#api/create-api'
import type { Doors } from '#api/doors'
import { openSignIn } from '#api/sign-in/open-sign-in'
import { failureSentences } from '#contract/failure-sentence'
import { readWords } from '#contract/read-words'
import { enqueueJob } from '#flows/enqueue-job'
import { rotateSecrets } from '#flows/rotate-secrets'
import { sendSystemMail } from '#flows/send-system-mail'
import { startJobs } from '#jobs/start-jobs'
import { type Clock, systemClock } from '#ports/clock'
import type { Log } from '#ports/log'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Configuration } from './configuration.ts'
import { sampleVendors } from './demo/sample-vendors.ts'
import { openHouse } from './open-house.ts'
import { readSecrets } from './secret.ts'
import { openShell } from './shell.ts'
import { version } from './version.ts'

export type HouseOptions = {
  readonly log: Log
  readonly clock?: Clock
  readonly web: boolean
  readonly jobs: boolean
  /** Folder of the built pages; null serves none. */
  readonly webRoot: string | null
  readonly demoAccount?: Doors['demoAccount']
}

export type RunningHouse = {
  readonly url: string
  readonly doors: Doors
  readonly shell: Awaited<ReturnType<typeof openShell>>['shell']
  stop(): Promise<void>
}

const resetMinutes = 30

/** Listens, and turns a taken port into a sentence. */
function listen(fetch: Parameters<typeof serve>[0]['fetch'], { host, port }: Configuration): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch, hostname: host, port, serverOptions: { headersTimeout: 20_000, requestTimeout: 600_000, keepAliveTimeout: 10_000 } },
      (info) => resolve({ server, port: info.port }),
    )
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Failure('configuration.port-taken', { port }) : error),
    )
  })
}

const close = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })

/** Everything that was opened is closed again when a later step fails. */
export async function startHouse(configuration: Configuration, options: HouseOptions): Promise<RunningHouse> {
  const closers: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse())
      await each().catch((error: unknown) => options.log.warn({ error: String(error) }, 'closing'))
  }
  try {
    const house = await openHouse(configuration)
    closers.push(house.close)
    const clock = options.clock ?? systemClock
    // The address is known for certain once the server listens; a port of 0 is for tests alone, which name their own public address.
    const publicUrl =
      configuration.publicUrl ?? `http://${configuration.host === '0.0.0.0' ? '127.0.0.1' : configuration.host}:${configuration.port}`
    const standIns = new Set<string>()
    const { shell, close: closeShell } = await openShell(configuration, house.store, { log: options.log, publicUrl, clock, standIns })
    closers.push(closeShell)
    const samples = sampleVendors(shell, standIns, (account) => signIn.signIn.makeAccount(account))
    closers.push(samples.stop)
    const keys = await readSecrets(configuration)
    const signIn = openSignIn({
      connectionString: house.connectionString,
      database: house.store.database,
      clock,
      publicUrl,
      keys,
      sendReset: async ({ email, name, language, token }) => {
        await sendSystemMail(shell, {
          companyId: null,
          template: 'password-reset',
          to: { address: email, name },
          language,
          facts: { link: `${publicUrl}/password/${token}`, minutes: resetMinutes },
        })
      },
    })
    closers.push(signIn.close)
    // An earlier key is named once, to be left out at the next start.
    if (keys.length > 1) options.log.info({ sealed: await rotateSecrets(shell, signIn.sealAgain) }, 'secrets sealed with the current key')
    const enqueue: Doors['enqueueJob'] = (order) => enqueueJob(shell, order)
    const backups = { connectionString: house.connectionString, folder: join(configuration.dataDir, 'backups') }
    if (options.jobs) {
      await samples.resume()
      const jobs = await startJobs(shell, {
        connectionString: house.connectionString,
        backups,
        works: { sample: ({ companyId }, progress) => samples.load(companyId, progress) },
      })
      closers.push(jobs.stop)
    }
    const doors: Doors = {
      signIn: signIn.signIn,
      enqueueJob: enqueue,
      loadSample: (companyId: Id) => enqueue({ companyId, job: 'sample', trigger: 'person' }),
      demo: options.demoAccount !== undefined,
      demoAccount: options.demoAccount ?? null,
      version,
      maxUploadBytes: configuration.maxUploadBytes,
      backups,
    }
    if (!options.web) return { url: publicUrl, doors, shell, stop }
    const api = createApi({
      shell,
      doors,
      sentence: failureSentences(readWords()),
      webRoot: options.webRoot,
      trustProxy: configuration.trustProxy ?? false,
      metricsToken: configuration.metricsToken ?? null,
    })
    // The bindings carry the socket: who calls is read from it.
    // The bindings carry the socket, from which the address of the caller is read.
    const { server, port } = await listen((request, bindings) => api.fetch(request, bindings), configuration)
    closers.push(() => close(server))
    return { url: configuration.publicUrl ?? publicUrl.replace(/:\d+$/, `:${port}`), doors, shell, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
