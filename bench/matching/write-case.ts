// Writes a generated case to a folder: `node bench/matching/write-case.ts FOLDER SEED work|unseen`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { caseLines } from './case-lines.ts'
import { matchingCase } from './payments.ts'

const [folder = 'data/bench-matching', seed = '1', half = 'work'] = process.argv.slice(2)
const lines = caseLines(matchingCase(Number(seed), half === 'unseen' ? 'unseen' : 'work', { sellers: 4, customers: 110, perMonth: 75 }))
mkdirSync(folder, { recursive: true })
for (const [name, rows] of Object.entries(lines)) writeFileSync(join(folder, `${name}.jsonl`), `${rows.join('\n')}\n`)
console.log(`${lines.invoices.length} invoices, ${lines.payments.length} payments in ${folder}`)
