// A process killed at random points while it imports and matches: started again it ends where an undisturbed one ends.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAuditChain } from '#store/audit'
import { type TestDatabase, testDatabase } from '#test/support/database'
import { seededRandom } from '#test/support/made-lines'
import { type TestShell, testCompany, testShell } from '#test/support/shell'
import type { Id } from '#values/id'

const seed = 20261122
const rounds = 4
const killsEach = 3

let database: TestDatabase
let shell: TestShell

beforeAll(async () => {
  database = await testDatabase()
  shell = testShell(database)
})
afterAll(async () => {
  await shell.close()
  await database.close()
})

/** Runs the worker; kills it -9 after `killAfterMs`, or lets it end. Says whether it ended by itself and how long it took. */
const work = (companyId: Id, killAfterMs: number | null): Promise<{ readonly ended: boolean; readonly ms: number }> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, [join(import.meta.dirname, '../support/work-until-done.ts'), database.url, companyId], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (timer !== null) clearTimeout(timer)
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`worker failed with ${code}`))
      else resolve({ ended: code === 0, ms: performance.now() - started })
    })
  })

/** What the books say, without ids. */
async function books(companyId: Id): Promise<object> {
  const invoices = await shell.database
    .selectFrom('invoice_balances as b')
    .innerJoin('invoices as i', (join) => join.onRef('i.company_id', '=', 'b.company_id').onRef('i.invoice_id', '=', 'b.invoice_id'))
    .select(['i.number', 'b.open_minor', 'b.settled_minor', 'b.status', 'b.since_on'])
    .where('b.company_id', '=', companyId)
    .orderBy('i.number')
    .execute()
  const payments = await shell.database
    .selectFrom('payment_balances as b')
    .innerJoin('payments as p', (join) => join.onRef('p.company_id', '=', 'b.company_id').onRef('p.payment_id', '=', 'b.payment_id'))
    .select(['p.title', 'b.amount_minor', 'b.unapplied_minor', 'b.status'])
    .where('b.company_id', '=', companyId)
    .orderBy('p.title')
    .execute()
  const entries = await shell.database
    .selectFrom('entries')
    .select(['kind', (eb) => eb.fn.countAll<bigint>().as('n')])
    .where('company_id', '=', companyId)
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  const customers = await shell.database
    .selectFrom('customers')
    .select('name')
    .where('company_id', '=', companyId)
    .orderBy('name')
    .execute()
  return { invoices, payments, entries, customers }
}

test(`T01 killed at random points (seed ${seed}), the work ends as if nothing had happened`, async () => {
  const undisturbed = await testCompany(shell)
  const { ms } = await work(undisturbed, null)
  const expected = await books(undisturbed)
  const random = seededRandom(seed)
  let killed = 0
  for (let round = 0; round < rounds; round++) {
    const companyId = await testCompany(shell)
    for (let n = 0; n < killsEach; n++) {
      // The first third is the start of the process: nothing can break there.
      const { ended } = await work(companyId, (0.33 + random() * 0.67) * ms)
      if (!ended) killed++
    }
    expect((await work(companyId, null)).ended).toBe(true)
    expect(await books(companyId)).toEqual(expected)
    expect(await verifyAuditChain(shell.database, companyId)).toMatchObject({ ok: true })
  }
  console.info(`${killed} of ${rounds * killsEach} runs were cut off`)
  expect(killed).toBeGreaterThan(rounds)
})
