// Reads one file with one reader in a process of its own and prints what it cost, as one JSON line.
import { readFile } from 'node:fs/promises'
import { fileSource } from '#flows/byte-source'

const [reader = '', path = ''] = process.argv.slice(2)

/** Peak memory above what the idle process held, in megabytes. */
const idleRss = process.memoryUsage.rss()
let peakRss = idleRss
const watch = setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss())
}, 20)

async function readOurs(id: string): Promise<{ lines: number; sum: bigint; balanced: boolean | null; rejected: number }> {
  const { default: format } = (await import(`../../src/formats/${id}/format.ts`)) as {
    default: import('#ports/statement-format').StatementFormat
  }
  const total = { lines: 0, sum: 0n, balanced: null as boolean | null, rejected: 0 }
  for await (const part of format.read(await fileSource(path), {})) {
    total.lines += part.lines.length
    total.rejected += part.rejected.length
    for (const line of part.lines) total.sum += line.amount.minor
    total.balanced = part.balanced
    peakRss = Math.max(peakRss, process.memoryUsage.rss())
  }
  return total
}

async function readTheirs(): Promise<{ lines: number; sum: bigint; balanced: boolean | null; rejected: number }> {
  const { read } = await import('mt940-js')
  const bytes = await readFile(path)
  const statements = await read(bytes)
  const amounts = statements.flatMap((statement) =>
    statement.transactions.map((transaction) => BigInt(Math.round(transaction.amount * 100)) * (transaction.isCredit ? 1n : -1n)),
  )
  return { lines: amounts.length, sum: amounts.reduce((a, b) => a + b, 0n), balanced: null, rejected: 0 }
}

const startedMs = performance.now()
const startedCpu = process.cpuUsage()
const outcome = await (reader === 'mt940-js' ? readTheirs() : readOurs(reader)).catch((error: unknown) => ({
  lines: 0,
  sum: 0n,
  balanced: null,
  rejected: 0,
  error: String(error).slice(0, 200),
}))
const seconds = (performance.now() - startedMs) / 1000
// Time of one core, whatever else the machine is doing; collecting garbage counts.
const { user, system } = process.cpuUsage(startedCpu)
clearInterval(watch)
peakRss = Math.max(peakRss, process.resourceUsage().maxRSS * 1024)
process.stdout.write(
  `${JSON.stringify({ ...outcome, sum: outcome.sum.toString(), seconds, cpuSeconds: (user + system) / 1e6, memoryMb: Math.round((peakRss - idleRss) / 1e6) })}\n`,
)
