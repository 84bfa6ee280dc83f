// A process killed (SIGKILL) at random moments while it imports a long statement: nothing is lost, doubled or half there.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMt940, madeLines, seededRandom } from '#test/support/made-lines'
import { testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import type { Id } from '#values/id'

const seed = Number(process.env['SKARBNIK_SEED'] ?? Math.floor(Math.random() * 1e9))
const kills = 10
const count = 6_000
const lines = [...madeLines(seed, count)]

const { database, shell } = await shellOfFile()
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skarbnik-killed-'))
  writeFileSync(join(folder, 'wyciag.sta'), [...asMt940(lines)].join(''))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the import and kills it so long after it began, or lets it end. Answers how long it ran, null when it was killed. */
const run = (companyId: Id, killAfterMs: number | null): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, '../support/import-file-process.ts')
    const child = spawn(process.execPath, [script, database.url, companyId, join(folder, 'wyciag.sta')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let began = 0
    child.stdout.on('data', (piece: Buffer) => {
      if (!piece.toString().includes('begin')) return
      began = performance.now()
      if (killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(null)
      else if (code === 0) resolve(performance.now() - began)
      else reject(new Error(`import failed with ${code}`))
    })
  })

async function stored(companyId: Id): Promise<readonly number[]> {
  const count = async (table: 'statement_lines' | 'payments' | 'statements' | 'entries'): Promise<number> =>
    Number(
      (
        await shell.database
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<bigint>().as('n'))
          .where('company_id', '=', companyId)
          .executeTakeFirstOrThrow()
      ).n,
    )
  return [await count('statement_lines'), await count('payments'), await count('statements'), await count('entries')]
}

test(`T01 an import of ${count} lines killed at ${kills} random moments (seed ${seed}) ends as one that was let alone`, async () => {
  const alone = await testCompany(shell)
  const took = (await run(alone, null)) ?? 0
  const whole = await stored(alone)
  expect(whole[0]).toBe(count)
  const random = seededRandom(seed)
  let companyId = await testCompany(shell)
  let killed = 0
  for (let runs = 0; killed < kills && runs < 3 * kills; runs++) {
    const wasKilled = (await run(companyId, random() * took * 0.8)) === null
    expect([[0, 0, 0, 0], whole], `whole or not at all after run ${runs}`).toContainEqual(await stored(companyId))
    if (wasKilled) killed++
    else {
      expect(await stored(companyId), `let end after run ${runs}`).toEqual(whole)
      companyId = await testCompany(shell)
    }
  }
  await run(companyId, null)
  expect(await stored(companyId)).toEqual(whole)
  expect(killed).toBe(kills)
})
