// Lives through many quarters of small firms with two workers that die, odd payments, changed clocks and channels that fall silent, and counts
// wrong and forgotten messages: `npm run simulate -- --runs 1000 [--seed N] [--at-once 6]`. One seed alone: `--seed N --runs 1`.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'
import { migrate } from '#store/migrate'
import { openGround } from '#test/simulation/dunning/house'
import { liveThrough } from '#test/simulation/dunning/live-through'

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' }, 'at-once': { type: 'string' } } })
const runs = Number(values.runs ?? 1_000)
const firstSeed = Number(values.seed ?? Math.floor(Date.now() / 1_000))
const atOnce = Number(values['at-once'] ?? 6)
if (![runs, firstSeed, atOnce].every((each) => Number.isSafeInteger(each) && each > 0)) {
  process.stderr.write('--runs, --seed and --at-once are whole numbers above zero\n')
  process.exit(2)
}

const folder = await mkdtemp(join(tmpdir(), 'skarbnik-simulation-'))
const given = process.env['DATABASE_URL']
const server =
  given === undefined || given === ''
    ? await startEmbeddedPostgres({ dataDir: folder, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } })
    : { connectionString: given, stop: async () => undefined }
const started = performance.now()
const perMinute = (done: number) => Math.round((done * 60_000) / (performance.now() - started))
const sums = { done: 0, messages: 0, kills: 0, wrong: 0, forgotten: 0, broken: 0 }

try {
  await migrate(server.connectionString)
  const ground = openGround(server.connectionString, atOnce * 2 + 2)
  process.stdout.write(
    `${runs} histories of a quarter each, seeds ${firstSeed} to ${firstSeed + runs - 1}, ${atOnce} at once\n` +
      'Every history: the real flows on a real PostgreSQL (import, matching, posting, planning, approval, delivery). Simulated: time, the channel, people, kills.\n',
  )
  let next = firstSeed
  const live = async (): Promise<void> => {
    for (let seed = next++; seed < firstSeed + runs; seed = next++) {
      try {
        const { messages, kills, wrong, forgotten } = await liveThrough(ground, seed)
        sums.messages += messages
        sums.kills += kills
        sums.wrong += wrong.length
        sums.forgotten += forgotten.length
        for (const what of [...wrong.map((each) => `WRONG ${each}`), ...forgotten.map((each) => `FORGOTTEN ${each}`)])
          process.stdout.write(`seed ${seed}: ${what}\n`)
      } catch (error) {
        sums.broken++
        process.stdout.write(`seed ${seed}: BROKEN ${error instanceof Error ? error.stack : String(error)}\n`)
      }
      if (++sums.done % 100 === 0)
        process.stdout.write(`${sums.done} histories, ${sums.messages} messages, ${perMinute(sums.done)} a minute\n`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, live))
  await ground.close()
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
process.stdout.write(
  `${sums.done} histories, ${sums.messages} messages, ${sums.kills} workers killed, ${perMinute(sums.done)} a minute\n` +
    `wrong ${sums.wrong}, forgotten ${sums.forgotten}, broken ${sums.broken}\n`,
)
if (sums.wrong + sums.forgotten + sums.broken > 0) {
  process.stdout.write(
    'Once more: npm run simulate -- --runs 1 --seed N (the story is the same; how two workers meet is up to the machine)\n',
  )
  process.exitCode = 1
}
