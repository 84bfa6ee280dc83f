// Makes MT940 and CAMT files of 100 MB and reads them, each reader in a fresh process: lines a second and memory above idle.
// `npm run bench:reading [-- MEGABYTES]` prints the table of docs/reading-speed.md.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { asCamt, asMt940, type MadeLine, madeLines } from '#test/support/made-lines'

const megabytes = Number(process.argv[2] ?? 100)
const run = promisify(execFile)
const seed = 20260301

type Shape = { readonly name: string; readonly write: (lines: Iterable<MadeLine>) => Generator<string>; readonly bytesPerLine: number }

const result = z.object({
  lines: z.number(),
  sum: z.string(),
  balanced: z.boolean().nullable(),
  rejected: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  memoryMb: z.number(),
  error: z.string().optional(),
})

async function make(path: string, shape: Shape): Promise<{ bytes: number; lines: number; sum: bigint }> {
  const count = Math.ceil((megabytes * 1e6) / shape.bytesPerLine)
  const made = { lines: 0, sum: 0n }
  function* counted(): Generator<MadeLine> {
    for (const line of madeLines(seed, count)) {
      made.lines++
      made.sum += line.minor
      yield line
    }
  }
  const file = createWriteStream(path)
  for (const piece of shape.write(counted())) if (!file.write(piece)) await once(file, 'drain')
  file.end()
  await once(file, 'close')
  return { bytes: (await stat(path)).size, ...made }
}

const shapes: readonly (Shape & { readonly readers: readonly string[] })[] = [
  { name: 'MT940', write: asMt940, bytesPerLine: 188, readers: ['mt940', 'mt940-js'] },
  { name: 'CAMT.053', write: asCamt, bytesPerLine: 620, readers: ['camt'] },
]

const folder = await mkdtemp(join(tmpdir(), 'reading-'))
try {
  process.stdout.write(
    `seed ${seed}, node ${process.version}\n\n| file | reader | lines | wall s | core s | lines per core second | memory above idle | right |\n|---|---|---:|---:|---:|---:|---:|---|\n`,
  )
  for (const shape of shapes) {
    const path = join(folder, shape.name)
    const made = await make(path, shape)
    for (const reader of shape.readers) {
      const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'measure.ts'), reader, path], { maxBuffer: 1 << 20 })
      const read = result.parse(JSON.parse(stdout))
      const isRight = read.lines === made.lines && read.sum === made.sum.toString() && read.rejected === 0 && read.balanced !== false
      const why = read.error ?? (read.lines === made.lines ? 'sum differs' : `${read.lines} of ${made.lines} lines`)
      process.stdout.write(
        `| ${shape.name} ${(made.bytes / 1e6).toFixed(0)} MB | ${reader} | ${read.lines} | ${read.seconds.toFixed(2)} | ${read.cpuSeconds.toFixed(2)} | ${Math.round(read.lines / read.cpuSeconds)} | ${read.memoryMb} MB | ${isRight ? 'yes' : `no: ${why}`} |\n`,
      )
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
