// Lives through many quarters of small firms with two workers that die, odd payments, changed clocks and channels that fall silent, and counts
// wrong and forgotten messages: `npm run simulate -- --runs 1000 [--seed N] [--at-once 4] [--processes 2]`. One seed alone: `--seed N --runs 1`.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'
import { migrate } from '#store/migrate'
import type { Told } from '#test/simulation/dunning/live-seeds'

const options = { runs: '1000', seed: String(Math.floor(Date.now() / 1_000)), 'at-once': '4', processes: '2' }
const { values } = parseArgs({
  options: Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }])),
})
const [runs = 0, firstSeed = 0, atOnce = 0, wanted = 0] = Object.entries(options).map(([name, usual]) => Number(values[name] ?? usual))
if (![runs, firstSeed, atOnce, wanted].every((each) => Number.isSafeInteger(each) && each > 0)) {
  process.stderr.write('--runs, --seed, --at-once and --processes are whole numbers above zero\n')
  process.exit(2)
}
const processes = Math.min(wanted, runs, availableParallelism())

const folder = await mkdtemp(join(tmpdir(), 'skarbnik-simulation-'))
const given = process.env['DATABASE_URL']
// Nothing of a run outlives it, so nothing need outlive a power cut.
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  shared_buffers: '256MB',
}
const server =
  given === undefined || given === ''
    ? await startEmbeddedPostgres({ dataDir: folder, settings })
    : { connectionString: given, stop: async () => undefined }
const sums = { done: 0, messages: 0, kills: 0, wrong: 0, forgotten: 0, broken: 0 }
let started = performance.now()
const perMinute = () => Math.round((sums.done * 60_000) / (performance.now() - started))
const say = (line: string) => process.stdout.write(`${line}\n`)

function count(told: Told): void {
  if ('broken' in told) {
    sums.broken++
    say(`seed ${told.seed}: BROKEN ${told.broken}`)
  } else {
    sums.messages += told.messages
    sums.kills += told.kills
    sums.wrong += told.wrong.length
    sums.forgotten += told.forgotten.length
    for (const what of [...told.wrong.map((each) => `WRONG ${each}`), ...told.forgotten.map((each) => `FORGOTTEN ${each}`)])
      say(`seed ${told.seed}: ${what}`)
  }
  if (++sums.done % 100 === 0) say(`${sums.done} histories, ${sums.messages} messages, ${perMinute()} a minute`)
}

async function liveShare(share: number): Promise<void> {
  const seeds = [server.connectionString, firstSeed + share, Math.ceil((runs - share) / processes), processes, atOnce].map(String)
  const child = fork(fileURLToPath(import.meta.resolve('#test/simulation/dunning/live-seeds')), seeds, {
    execArgv: [...process.execArgv, '--disable-warning=ExperimentalWarning'],
  })
  child.on('message', (told) => count(told as Told))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`a process that lived through histories ended with ${code}`)
}

try {
  await migrate(server.connectionString)
  say(
    `${runs} histories of a quarter each, seeds ${firstSeed} to ${firstSeed + runs - 1}, ${atOnce} at once in each of ${processes} processes\n` +
      'Every history: the real flows on a real PostgreSQL (import, matching, posting, planning, approval, delivery). Simulated: time, the channel, people, kills.',
  )
  started = performance.now()
  await Promise.all(Array.from({ length: processes }, (_, share) => liveShare(share)))
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
say(
  `${sums.done} histories, ${sums.messages} messages, ${sums.kills} workers killed, ${perMinute()} a minute\n` +
    `wrong ${sums.wrong}, forgotten ${sums.forgotten}, broken ${sums.broken}`,
)
if (sums.wrong + sums.forgotten + sums.broken > 0 || sums.done !== runs) {
  say('Once more: npm run simulate -- --runs 1 --seed N (the story is the same; how two workers meet is up to the machine)')
  process.exitCode = 1
}
