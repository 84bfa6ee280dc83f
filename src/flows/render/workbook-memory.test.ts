// A long workbook is written piece by piece: nobody holds its rows.
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cell } from '#ports/report'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { workbook } from './workbook.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skarbnik-workbook-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('100,000 rows of eight columns are written in under 500 MB', async () => {
  const columns = Array.from({ length: 8 }, (_, n) => ({ title: `Kolumna ${n}`, width: 14 }))
  async function* rows(): AsyncGenerator<readonly Cell[]> {
    for (let n = 0; n < 100_000; n++)
      yield [`FV/${n}/11/2026`, { day: day('2026-11-19') }, money(BigInt(n) * 101n, PLN), n, 'Żółw sp. z o.o.', null, money(5n, PLN), 0]
  }
  const path = join(folder, 'long.xlsx')
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  await pipeline(workbook([{ name: 'Faktury', columns, rows: rows() }], new Date('2026-11-20T08:00:00Z')), createWriteStream(path))
  clearInterval(watch)
  expect((most - before) / 1_048_576).toBeLessThan(500)
  expect((await stat(path)).size).toBeGreaterThan(1_000_000)
}, 60_000)
