// A process that takes in one file, going on from wherever an earlier one of its kind was killed; says when it begins and when it is done.
import { readFileSync } from 'node:fs'
import { discoverFormats } from '#app/discover'
import { importFile, readImport } from '#flows/import-file'
import { bytesSource } from '#ports/reading/byte-source'
import { listInterruptedImports } from '#store/imports'
import { testActor, testShell } from './shell.ts'

const [url = '', companyId = '', path = ''] = process.argv.slice(2)

const shell = testShell({ url, close: async () => undefined }, { formats: await discoverFormats() })
const command = { companyId, actor: testActor }
process.stdout.write('begin\n')
for (const left of await listInterruptedImports(shell.database, new Date('9999-01-01')))
  if (left.companyId === companyId) await readImport(shell, { ...command, importId: left.importId })
await importFile(shell, { ...command, source: 'file', fileName: 'wyciag.sta', bytes: bytesSource(readFileSync(path)) })
await shell.close()
process.stdout.write('done\n')
