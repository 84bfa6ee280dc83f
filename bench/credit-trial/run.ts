// Tries credit rules on the last year of a company with 100,000 invoices, as a person does before switching them on; prints seconds and the limit.
// `npm run bench:credit-trial [-- --invoices N]` works on a fresh embedded server, or on DATABASE_URL; exits 1 over the limit.
import { parseArgs } from 'node:util'
import { simulateCredit } from '#flows/credit/simulate-credit'
import { cpuMs } from '#test/support/cpu-time'
import { testCompany } from '#test/support/shell'
import { dayOf } from '#values/day'
import { openBenchApp } from '../bench-app.ts'
import { fillDatabase } from '../load/fill-database.ts'

/** A person waits for the answer with the page open. */
const limitSeconds = 10
const { values: given } = parseArgs({ options: { invoices: { type: 'string', default: '100000' } } })
const invoices = Number(given.invoices)
const say = (line: string) => process.stdout.write(`${line}\n`)

const app = await openBenchApp('credit-trial')
try {
  const { shell } = app.house
  const companyId = await testCompany(shell)
  const size = { invoices, payments: invoices, customers: Math.ceil(invoices / 50) }
  const today = dayOf(shell.clock.now(), 'Europe/Warsaw')
  await fillDatabase(app.databaseUrl, { seed: 20261119, companyId, size, today, owners: [] })
  const [started, worked] = [performance.now(), cpuMs()]
  const trial = await simulateCredit(shell, { companyId })
  const [seconds, cpuSeconds] = [(performance.now() - started) / 1000, (cpuMs() - worked) / 1000]
  say('| invoices | customers | on the list | seconds | limit | program CPU s | memory MB |\n|---:|---:|---:|---:|---:|---:|---:|')
  const memory = Math.round(process.memoryUsage().rss / 1_048_576)
  say(
    `| ${invoices} | ${trial.customers} | ${trial.rows.length} | ${seconds.toFixed(1)} | ${limitSeconds} | ${cpuSeconds.toFixed(1)} | ${memory} |`,
  )
  if (seconds > limitSeconds) process.exitCode = 1
} finally {
  await app.stop()
}
