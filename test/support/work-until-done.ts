// A process that takes in two files and matches, going on from wherever an earlier one of its kind was killed.
// Told to, it kills itself before its nth statement; at its end it prints how many statements it sent.
import pg from 'pg'
import { importFile, readImport } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import { listInterruptedImports } from '#store/imports'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile } from './plain-files.ts'
import { testActor, testShell } from './shell.ts'

const [url = '', companyId = '', killBefore = ''] = process.argv.slice(2)

let sent = 0
const send = pg.Client.prototype.query
pg.Client.prototype.query = function counted(this: pg.Client, ...statement: never[]) {
  sent++
  if (String(sent) === killBefore) process.kill(process.pid, 'SIGKILL')
  return (send as (...args: never[]) => never).apply(this, statement)
} as typeof send

const count = 400
const days = Array.from({ length: 10 }, (_, i) => `2026-11-${String(i + 1).padStart(2, '0')}`)
const dayOf = (n: number): string => days[Math.floor((n * days.length) / count)] ?? '2026-11-01'

const shell = testShell({ url, close: async () => undefined }, { formats: plainFormats })
const files = {
  'invoices.json': invoicesFile(
    Array.from({ length: count }, (_, n) =>
      invoice(`FV/${n + 1}/11/2026`, dayOf(n), 10 + n, { customer: { name: `Firma ${n % 40}`, externalId: `c${n % 40}` } }),
    ),
  ),
  'bank.json': statementsFile(
    statement(
      days[0] ?? '',
      days.at(-1) ?? '',
      0,
      Array.from({ length: count }, (_, n) =>
        line(dayOf(n), 10 + n, `FV/${n + 1}/11/2026`, {
          counterpartyName: `Firma ${n % 40}`,
          counterpartyAccount: `PL${String(n % 40).padStart(26, '0')}`,
        }),
      ),
    ),
  ),
}

const command = { companyId, actor: testActor }
for (const left of await listInterruptedImports(shell.database, new Date('9999-01-01')))
  if (left.companyId === companyId) await readImport(shell, { ...command, importId: left.importId })
for (const [fileName, bytes] of Object.entries(files)) {
  const read = await shell.database
    .selectFrom('imports')
    .select('import_id')
    .where('company_id', '=', companyId)
    .where('file_name', '=', fileName)
    .where('state', '=', 'read')
    .executeTakeFirst()
  if (read === undefined) await importFile(shell, { ...command, source: 'folder', fileName, bytes })
}
await matchPayments(shell, command)
await shell.close()
process.stdout.write(String(sent))
