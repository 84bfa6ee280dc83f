// Runs the load on a PostgreSQL server with a million invoices and on the embedded database with a hundred thousand, one after the other.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const run = fileURLToPath(new URL('./run.ts', import.meta.url))
const given = process.argv.slice(2)
const kinds = given.includes('--embedded') || given.includes('--folder') ? [[]] : [[], ['--embedded']]
const codes = kinds.map((kind) => spawnSync(process.execPath, [run, ...given, ...kind], { stdio: 'inherit' }).status ?? 1)
process.exitCode = Math.max(...codes)
