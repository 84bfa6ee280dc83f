// Imports 10,000 invoices and 10,000 payments from files, matches them and posts, all through the database; prints records a second.
// `npm run bench:database [-- COUNT]` works on a fresh embedded server with every promise to the disk kept, or on DATABASE_URL.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importFile } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import fakturownia from '#formats/fakturownia-json/format'
import mt940 from '#formats/mt940/format'
import { bytesSource } from '#ports/reading/byte-source'
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'
import { migrate } from '#store/migrate'
import { asMt940 } from '#test/support/made-lines'
import { testActor, testCompany, testShell } from '#test/support/shell'
import { madeFirm } from './made-firm.ts'

const count = Number(process.argv[2] ?? 10_000)
const seed = 20261120

const folder = await mkdtemp(join(tmpdir(), 'bench-database-'))
const given = process.env['DATABASE_URL']
const server =
  given === undefined || given === ''
    ? await startEmbeddedPostgres({ dataDir: folder })
    : { connectionString: given, stop: async () => undefined }
await migrate(server.connectionString)
const shell = testShell(
  { url: server.connectionString, close: async () => undefined },
  { formats: [fakturownia, mt940], at: new Date('2026-04-01T07:00:00Z') },
)

async function timed<T>(step: string, records: number, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  const seconds = (performance.now() - started) / 1_000
  process.stdout.write(`| ${step} | ${records} | ${seconds.toFixed(2)} | ${Math.round(records / seconds)} |\n`)
  return result
}

try {
  const companyId = await testCompany(shell)
  const firm = madeFirm(seed, count)
  const take = (fileName: string, text: string) =>
    importFile(shell, { companyId, actor: testActor, source: 'file', fileName, bytes: bytesSource(Buffer.from(text)) })
  const statement = [...asMt940(firm.lines)].join('')
  process.stdout.write(
    `seed ${seed}, node ${process.version}, ${given === undefined ? 'embedded PostgreSQL, fsync on' : 'PostgreSQL by DATABASE_URL'}\n\n| step | records | seconds | records a second |\n|---|---:|---:|---:|\n`,
  )
  const started = performance.now()
  const invoices = await timed('import invoices (Fakturownia JSON)', count, () => take('invoices.json', firm.invoices))
  const payments = await timed('import payments (MT940)', count, () => take('payments.mt940', statement))
  const matched = await timed('match and post', count, () => matchPayments(shell, { companyId }))
  const seconds = (performance.now() - started) / 1_000
  await timed('the same statement again: nothing new', count, () => take('again.mt940', statement))
  process.stdout.write(`| all (without the repetition) | ${2 * count} | ${seconds.toFixed(2)} | ${Math.round((2 * count) / seconds)} |\n\n`)
  process.stdout.write(
    `invoices ${invoices.counts.invoices}, payments ${payments.counts.payments}, posted ${matched.posted}, suggested ${matched.suggested}, undecided ${matched.undecided}; ${firm.plain} name their invoice and pay it exactly\n`,
  )
  if (invoices.counts.invoices !== count || payments.counts.payments !== count) process.exitCode = 1
} finally {
  await shell.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
