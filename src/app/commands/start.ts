// The commands that run until they are stopped: start, worker, demo.
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import { system } from '#flows/actor'
import { makeCompany } from '#flows/make-company'
import { type Configuration, readConfiguration } from '../configuration.ts'
import { terminalLanguage } from '../failure-sentence.ts'
import { createLog } from '../log.ts'
import { type HouseOptions, type RunningHouse, startHouse } from '../start-house.ts'

const webRoot = fileURLToPath(new URL('../../../dist/web', import.meta.url))

const say = (key: string, facts: Readonly<Record<string, string>> = {}): void => {
  process.stdout.write(`${translatorsOf(readWords())(terminalLanguage())(`app.${key}`, facts)}\n`)
}

/** Resolves with the exit code once a signal has come and everything is closed. A second signal ends it at once. */
function untilStopped(house: RunningHouse): Promise<number> {
  return new Promise((resolve) => {
    let stopping = false
    const onSignal = (): void => {
      if (stopping) process.exit(130)
      stopping = true
      say('stopping')
      house.stop().then(
        () => resolve(0),
        () => resolve(1),
      )
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
}

const open = (configuration: Configuration, options: Omit<HouseOptions, 'log' | 'webRoot'>): Promise<RunningHouse> =>
  startHouse(configuration, { ...options, log: createLog(configuration.logLevel), webRoot })

export async function start(args: readonly string[]): Promise<number> {
  const house = await open(readConfiguration(args, process.env), { web: true, jobs: true })
  say('ready', { url: house.url })
  return untilStopped(house)
}

/** Jobs without a server: as many of these as the firm needs, beside its servers. */
export async function worker(args: readonly string[]): Promise<number> {
  const house = await open(readConfiguration(args, process.env), { web: false, jobs: true })
  say('worker-ready')
  return untilStopped(house)
}

/** A fresh sample company each time, in a folder of its own; nobody needs an account. */
export async function demo(args: readonly string[]): Promise<number> {
  const given = readConfiguration(args, { SKARBNIK_LOG: 'warn', ...process.env })
  const configuration: Configuration = { ...given, dataDir: join(given.dataDir, 'demo'), databaseUrl: null }
  await rm(configuration.dataDir, { recursive: true, force: true })
  const account = { name: 'Halina Wójtowicz', email: 'halina@jantar.example', password: randomBytes(18).toString('base64url') }
  const language = terminalLanguage()
  const house = await open(configuration, { web: true, jobs: true, demoAccount: account })
  const { userId } = await house.doors.signIn.makeAccount({ ...account, language })
  const companyId = await makeCompany(house.shell, {
    actor: system,
    userId,
    name: 'Jantar Elektro sp. z o.o.',
    nip: null,
    timeZone: 'Europe/Warsaw',
    language,
    demo: true,
  })
  await house.doors.loadSample(companyId)
  say('ready-demo', { url: house.url })
  return untilStopped(house)
}
