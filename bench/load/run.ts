// Twenty people click lists, tiles, search and sheets of a firm with a million invoices and a million payments, over HTTP through the real API.
// `npm run bench:load [-- --embedded] [--invoices N] [--seconds S] [--warm S] [--people N] [--folder PATH]`: 1,000,000 invoices on a PostgreSQL server
// (DATABASE_URL, else one started for this), or with --embedded 100,000 on the embedded database as users have it. A folder is kept for the next run.
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'
import { apiClient } from '#test/support/api-client'
import { startApp } from '#test/support/app'
import { seededRandom } from '#test/support/made-lines'
import { dayOf } from '#values/day'
import { readId } from '#values/id'
import { quantile } from '../quantile.ts'
import { clicks, knownOf } from './clicks.ts'
import { fillDatabase } from './fill-database.ts'
import { type People, type Taken, thinking } from './people.ts'

const { values: given } = parseArgs({
  options: {
    embedded: { type: 'boolean', default: false },
    invoices: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    warm: { type: 'string', default: '30' },
    people: { type: 'string', default: '20' },
    folder: { type: 'string' },
    only: { type: 'string' },
  },
})
const invoices = Number(given.invoices ?? (given.embedded ? 100_000 : 1_000_000))
const size = { invoices, payments: invoices, customers: Math.ceil(invoices / 20) }
const seed = 20261119
const people = Number(given.people)
const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'bench-load-'))
const account = { name: 'Halina Wójtowicz', email: 'halina@jantar.example', password: 'kawa-z-mlekiem-rano', language: 'pl' }

const say = (line: string) => process.stdout.write(`${line}\n`)

async function database(): Promise<{ url: string; stop: () => Promise<void> }> {
  const url = process.env['DATABASE_URL']
  if (url !== undefined && url !== '' && !given.embedded) return { url, stop: async () => undefined }
  const settings = given.embedded ? {} : { shared_buffers: '1GB', work_mem: '32MB', effective_cache_size: '4GB', random_page_cost: '1.1' }
  const server = await startEmbeddedPostgres({ dataDir: folder, settings })
  return { url: server.connectionString, stop: server.stop }
}

const { url, stop } = await database()
const { house, stop: stopHouse } = await startApp({ jobs: false, pages: false, databaseUrl: url, configuration: { dataDir: folder } })

/** The company is made by the front door once; its books come by COPY. */
async function company(): Promise<string> {
  const client = apiClient(house)
  const database = new pg.Client({ connectionString: url })
  await database.connect()
  try {
    const { rows } = await database.query<{ company_id: string }>('select company_id from companies limit 1')
    if (rows[0] !== undefined) return `com_${rows[0].company_id.replaceAll('-', '')}`
    await client.post('/api/first-account', account)
    const written = String((await client.post('/api/companies', { name: 'Jantar Elektro sp. z o.o.' })).body['companyId'])
    const companyId = readId('company', written) ?? ''
    const { rows: members } = await database.query<{ user_id: string }>('select user_id from members')
    const started = performance.now()
    await fillDatabase(url, { seed, companyId, size, today: dayOf(new Date(), 'Europe/Warsaw'), owners: members.map((row) => row.user_id) })
    say(`filled in ${((performance.now() - started) / 1_000).toFixed(0)} s`)
    return written
  } finally {
    await database.end()
  }
}

async function signedIn() {
  const client = apiClient(house)
  const { status } = await client.post('/api/session', { email: account.email, password: account.password })
  if (status !== 200) throw new Error(`sign-in answered ${status}`)
  return client
}

const chosen = clicks.filter((click) => given.only === undefined || click.route.includes(given.only))

/** Twenty people in another thread; their answers are read there. */
const peopleClick = (order: People): Promise<readonly Taken[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./people.ts', import.meta.url), { workerData: order })
    worker.once('message', resolve)
    worker.once('error', reject)
  })

/** How busy all cores were between two looks, by whatever ran on the machine. */
const coreTimes = () => {
  const times = cpus().map((core) => core.times)
  const idle = times.reduce((sum, each) => sum + each.idle, 0)
  return { idle, all: times.reduce((sum, each) => sum + each.idle + each.user + each.sys + each.nice + each.irq, 0) }
}

try {
  const base = `/api/companies/${await company()}`
  const client = await signedIn()
  const known = await knownOf(client, base)
  // Once around, then half a minute as they will, so that plans and caches are as on a working day.
  const random = seededRandom(seed)
  for (const click of chosen.filter((each) => each.body === undefined))
    await client.get(base + click.path({ random, one: (of) => known[of][0] ?? '' }))
  const routes = chosen.map((click) => click.route)
  const { email, password } = account
  const order = { url: house.url, base, known, people, routes, email, password }
  await peopleClick({ ...order, seed: seed + 1_000, seconds: Number(given.warm) })
  const waiting = loadavg()[0] ?? 0
  const before = { cores: coreTimes(), own: process.cpuUsage() }
  const seconds = Number(given.seconds)
  const taken = await peopleClick({ ...order, seed, seconds })
  const after = coreTimes()
  const busy = 1 - (after.idle - before.cores.idle) / (after.all - before.cores.all)
  const own = process.cpuUsage(before.own)
  say(
    `${invoices} invoices, ${size.payments} payments, ${size.customers} customers; ${given.embedded ? 'embedded database' : 'PostgreSQL server'}; node ${process.version}`,
  )
  say(
    `${people} people for ${seconds} s after ${given.warm} s that are not counted, each ${thinking.leastMs / 1_000}–${thinking.mostMs / 1_000} s at what he sees before he clicks again: ${taken.length} clicks, ${(taken.length / seconds).toFixed(1)} a second`,
  )
  say(
    `${availableParallelism()} cores, load ${waiting.toFixed(1)} before; while they clicked the machine was ${(busy * 100).toFixed(0)} % busy, ${((own.user + own.system) / 10_000 / seconds).toFixed(0)} % of one core by server and people together, without the database\n`,
  )
  say('| click | times | p50 ms | p95 ms | limit ms | p95 / limit |\n|---|---:|---:|---:|---:|---:|')
  let missed = 0
  for (const click of chosen) {
    const own = taken.filter((each) => each.route === click.route)
    const times = own.filter((each) => !each.failed).map((each) => each.ms)
    const failed = own.length - times.length
    const p95 = quantile(times, 0.95)
    if (p95 > click.limitMs || failed > 0) missed++
    say(
      `| ${click.route} | ${times.length} | ${quantile(times, 0.5).toFixed(0)} | ${p95.toFixed(0)} | ${click.limitMs} | ${(p95 / click.limitMs).toFixed(2)}${failed > 0 ? `, ${failed} FAILED` : ''} |`,
    )
  }
  const where = given.embedded ? 'embedded database' : 'PostgreSQL server'
  say(missed === 0 ? `\n${where}: every click kept its limit` : `\n${where}: ${missed} of ${chosen.length} clicks missed their limit`)
  if (missed > 0) process.exitCode = 1
} finally {
  await stopHouse()
  await stop()
  if (given.folder === undefined) rmSync(folder, { recursive: true, force: true })
}
