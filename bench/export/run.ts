// Exports the list of invoices of a large firm over HTTP as CSV and as a workbook; prints seconds, the wait for the first byte and the memory taken.
// `npm run bench:export [-- --invoices N]` works on a fresh embedded server, or on DATABASE_URL; exits 1 over a limit.
import { parseArgs } from 'node:util'
import { makeToken } from '#flows/manage-tokens'
import { testActor, testCompany } from '#test/support/shell'
import { dayOf } from '#values/day'
import { writeId } from '#values/id'
import { openBenchApp } from '../bench-app.ts'
import { fillDatabase } from '../load/fill-database.ts'

/** A person sees at once that it has begun, waits about a minute for a million rows, and the server goes on with its work meanwhile. */
const limits = { firstByteMs: 1_000, seconds: 90, megabytes: 400 }
const { values: given } = parseArgs({ options: { invoices: { type: 'string', default: '1000000' } } })
const invoices = Number(given.invoices)
const say = (line: string) => process.stdout.write(`${line}\n`)

type Measured = {
  readonly rows: number
  readonly bytes: number
  readonly firstByteMs: number
  readonly seconds: number
  readonly megabytes: number
}

const app = await openBenchApp('export')

async function measured(address: string, token: string): Promise<Measured> {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 50)
  const started = performance.now()
  const response = await fetch(app.url + address, { headers: { authorization: `Bearer ${token}` } })
  if (response.status !== 200 || response.body === null) throw new Error(`the export answered ${response.status}`)
  let [bytes, rows, firstByteMs] = [0, -1, 0]
  for await (const part of response.body) {
    if (bytes === 0) firstByteMs = performance.now() - started
    bytes += part.byteLength
    for (const byte of part) if (byte === 10) rows++
  }
  clearInterval(watch)
  return { rows, bytes, firstByteMs, seconds: (performance.now() - started) / 1_000, megabytes: (most - before) / 1_048_576 }
}

try {
  const { shell } = app.house
  const companyId = await testCompany(shell)
  const today = dayOf(shell.clock.now(), 'Europe/Warsaw')
  const size = { invoices, payments: 0, customers: Math.ceil(invoices / 20) }
  await fillDatabase(app.databaseUrl, { seed: 20261122, companyId, size, today, owners: [] })
  const wanted = { companyId, actor: testActor, role: 'owner', name: 'bench', scopes: ['invoices.read'], days: null } as const
  const { token } = await makeToken(shell, wanted)
  say(`${invoices} invoices; limits: first byte ${limits.firstByteMs} ms, ${limits.seconds} s, ${limits.megabytes} MB more than before`)
  for (const format of ['csv', 'xlsx']) {
    const taken = await measured(`/api/companies/${writeId('company', companyId)}/exports/invoices?format=${format}`, token)
    const size = `${(taken.bytes / 1_048_576).toFixed(1)} MB${format === 'csv' ? ` of ${taken.rows} rows` : ''}`
    say(
      `${format}: ${size} in ${taken.seconds.toFixed(1)} s, first byte after ${taken.firstByteMs.toFixed(0)} ms, ${taken.megabytes.toFixed(0)} MB more than before`,
    )
    const shares = (Object.keys(limits) as (keyof typeof limits)[]).map((what) => taken[what] / limits[what])
    say(`${format}: ${Math.max(...shares).toFixed(2)} of the tightest limit`)
    if (Math.max(...shares) > 1 || (format === 'csv' && taken.rows !== invoices)) process.exitCode = 1
  }
} finally {
  await app.stop()
}
