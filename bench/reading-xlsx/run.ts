// Reads a workbook of 100,000 invoices as the app does, guessing its columns, and prints time and memory; beside it the npm package
// read-excel-file on the same file, and what both do with a small workbook whose one far cell makes every row wide.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import readXlsxFile from 'read-excel-file/node'
import formats from '#formats/table/format'
import { bytesSource } from '#ports/reading/byte-source'
import { isFailure } from '#values/failure'
import { makeWide, makeWorkbook } from './make-workbook.ts'

const rows = 100_000
/** Of one core, so that a busy machine does not fail the run. */
const cpuLimitSeconds = 10

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

function figures(what: string, startedMs: number, more = ''): number {
  const seconds = (performance.now() - startedMs) / 1000
  const { user, system } = process.cpuUsage()
  const cpuSeconds = (user + system) / 1e6
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  say(`${what.padEnd(34)} ${seconds.toFixed(2).padStart(6)} s, ${cpuSeconds.toFixed(2).padStart(6)} s of CPU, ${memory} MB at most${more}`)
  return cpuSeconds
}

async function readOurs(path: string, totalMinor: string): Promise<void> {
  const format = formats.find((one) => one.produces === 'invoices')
  if (format?.produces !== 'invoices') throw new Error('no table format for invoices')
  const started = performance.now()
  let count = 0
  let sum = 0n
  for await (const part of format.read(bytesSource(readFileSync(path)), {})) {
    count += part.invoices.length
    for (const invoice of part.invoices) sum += invoice.total.minor
  }
  if (count !== rows || String(sum) !== totalMinor) throw new Error(`read ${count} invoices over ${sum}, made ${rows} over ${totalMinor}`)
  if (figures('skarbnik: guessed, read, checked', started) > cpuLimitSeconds) process.exitCode = 1
}

async function readTheirs(path: string): Promise<void> {
  const started = performance.now()
  const [sheet] = await readXlsxFile(readFileSync(path))
  figures('read-excel-file: cells alone', started, `, ${sheet?.data.length ?? 0} rows`)
}

async function readWideOurs(path: string): Promise<void> {
  try {
    for await (const part of formats[0]?.read(bytesSource(readFileSync(path)), {}) ?? []) say(`read, ${part.rejected.length} rejected`)
  } catch (error) {
    if (!isFailure(error)) throw error
    say(`refused: ${error.code}`)
  }
}

async function readWideTheirs(path: string): Promise<void> {
  const [sheet] = await readXlsxFile(readFileSync(path))
  say(`read, ${sheet?.data.length ?? 0} rows`)
}

/** Each run has a process of its own, so that time and memory are its own. */
function apart(...args: readonly string[]): { readonly out: string; readonly ended: string } {
  const run = spawnSync(process.execPath, ['--max-old-space-size=2000', fileURLToPath(import.meta.url), ...args], {
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { out: run.stdout.trim(), ended: run.signal ?? String(run.status) }
}

function runAll(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-xlsx-'))
  try {
    const { file, totalMinor } = makeWorkbook(rows)
    const [workbook, wide] = [join(folder, 'invoices.xlsx'), join(folder, 'wide.xlsx')]
    writeFileSync(workbook, file)
    writeFileSync(wide, makeWide(20_000))
    say(`${rows.toLocaleString('en')} rows of 10 columns, ${(file.length / 2 ** 20).toFixed(1)} MB packed; limit ${cpuLimitSeconds} s`)
    const ours = apart('ours', workbook, String(totalMinor))
    say(ours.out === '' ? `skarbnik ended with ${ours.ended}` : ours.out)
    if (ours.ended !== '0') process.exitCode = 1
    const theirs = apart('theirs', workbook)
    say(theirs.out === '' ? `read-excel-file ended with ${theirs.ended}` : theirs.out)
    say('one cell in column XFD over 20,000 rows of one number, 0.1 MB packed, 2 GB of heap:')
    for (const [name, task] of [
      ['skarbnik', 'wide-ours'],
      ['read-excel-file', 'wide-theirs'],
    ] as const) {
      const { out, ended } = apart(task, wide)
      say(`  ${name.padEnd(16)} ${out === '' ? `ended with ${ended}` : out}`)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const [task, path = '', totalMinor = ''] = process.argv.slice(2)
if (task === 'ours') await readOurs(path, totalMinor)
else if (task === 'theirs') await readTheirs(path)
else if (task === 'wide-ours') await readWideOurs(path)
else if (task === 'wide-theirs') await readWideTheirs(path)
else runAll()
