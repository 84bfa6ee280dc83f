// Reads a workbook of 100,000 invoices as the app does, guessing its columns, and prints time and memory; beside it the npm package
// read-excel-file on the same bytes, and what both do with a small workbook whose one far cell makes every row wide.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import readXlsxFile from 'read-excel-file/node'
import formats from '#formats/table/format'
import { bytesSource } from '#ports/reading/byte-source'
import { isFailure } from '#values/failure'
import { makeWide, makeWorkbook } from './make-workbook.ts'

const rows = 100_000
const limitMs = 10_000

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`
const print = (what: string, ms: number, more: string): void => {
  process.stdout.write(
    `${what.padEnd(34)} ${(ms / 1000).toFixed(2).padStart(7)} s  ${Math.round((rows / ms) * 1000)
      .toLocaleString('en')
      .padStart(9)} rows/s  ${more}\n`,
  )
}

async function readOurs(): Promise<void> {
  const { file, totalMinor } = makeWorkbook(rows)
  const format = formats.find((one) => one.produces === 'invoices')
  if (format?.produces !== 'invoices') throw new Error('no table format for invoices')
  const started = performance.now()
  let count = 0
  let sum = 0n
  for await (const part of format.read(bytesSource(file), {})) {
    count += part.invoices.length
    for (const invoice of part.invoices) sum += invoice.total.minor
  }
  const ms = performance.now() - started
  if (count !== rows || sum !== totalMinor) throw new Error(`read ${count} invoices over ${sum}, made ${rows} over ${totalMinor}`)
  print('skarbnik: guessed, read, checked', ms, `${megabytes(process.resourceUsage().maxRSS * 1024)} at most`)
  if (ms > limitMs) process.exitCode = 1
}

async function readTheirs(): Promise<void> {
  const { file } = makeWorkbook(rows)
  const started = performance.now()
  const [sheet] = await readXlsxFile(file)
  print(
    'read-excel-file: rows only',
    performance.now() - started,
    `${megabytes(process.resourceUsage().maxRSS * 1024)} at most, ${sheet?.data.length ?? 0} rows`,
  )
}

async function readWide(whose: string): Promise<void> {
  const file = makeWide(20_000)
  if (whose === 'theirs') {
    await readXlsxFile(file)
    process.stdout.write('read\n')
    return
  }
  const format = formats[0]
  try {
    for await (const part of format?.read(bytesSource(file), {}) ?? []) if (part.rejected.length < 0) return
    process.stdout.write('read\n')
  } catch (error) {
    if (!isFailure(error)) throw error
    process.stdout.write(`refused: ${error.code}\n`)
  }
}

/** Each run has a process of its own, so that memory is its own. */
function apart(task: string): { readonly out: string; readonly ended: string } {
  const run = spawnSync(process.execPath, ['--max-old-space-size=2000', fileURLToPath(import.meta.url), task], {
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { out: run.stdout, ended: run.signal ?? String(run.status) }
}

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  ours: readOurs,
  theirs: readTheirs,
  'wide-ours': () => readWide('ours'),
  'wide-theirs': () => readWide('theirs'),
}

const task = tasks[process.argv[2] ?? '']
if (task !== undefined) await task()
else {
  process.stdout.write(
    `${rows.toLocaleString('en')} rows of 10 columns, ${megabytes(makeWorkbook(rows).file.length)} packed; limit ${limitMs / 1000} s\n`,
  )
  for (const name of ['ours', 'theirs']) {
    const { out, ended } = apart(name)
    process.stdout.write(out === '' ? `${name} ended with ${ended}\n` : out)
    if (name === 'ours' && ended !== '0') process.exitCode = 1
  }
  process.stdout.write(`one cell in column XFD over 20,000 rows, ${Math.round(makeWide(20_000).length / 1024)} KB, 2 GB of heap\n`)
  for (const name of ['wide-ours', 'wide-theirs']) {
    const { out, ended } = apart(name)
    process.stdout.write(`  ${name.slice(5).padEnd(8)} ${out.trim() === '' ? `ended with ${ended}` : out.trim()}\n`)
  }
}
