// A process killed at random points while it imports and matches: started again it ends where an undisturbed one ends.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyAuditChain } from '#store/audit'
import { seededRandom } from '#test/support/made-lines'
import { testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import type { Id } from '#values/id'

const seed = 20261122
const rounds = 4
const killsEach = 3

const { database, shell } = await shellOfFile()

/** Runs the worker; it kills itself (SIGKILL) before statement `killBefore`, or ends. Answers how many statements it sent, null when it was killed. */
const work = (companyId: Id, killBefore: number | null): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, '../support/work-until-done.ts')
    const child = spawn(process.execPath, [script, database.url, companyId, ...(killBefore === null ? [] : [String(killBefore)])], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    child.stdout.on('data', (piece: Buffer) => {
      printed += piece.toString()
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(null)
      else if (code === 0) resolve(Number(printed))
      else reject(new Error(`worker failed with ${code}`))
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

test(`T01 killed before statements at random (seed ${seed}), the work ends as if nothing had happened`, async () => {
  const undisturbed = await testCompany(shell)
  const statements = (await work(undisturbed, null)) ?? 0
  expect(statements).toBeGreaterThan(50)
  const expected = await books(undisturbed)
  const random = seededRandom(seed)
  let killed = 0
  for (let round = 0; round < rounds; round++) {
    const companyId = await testCompany(shell)
    for (let n = 0; n < killsEach; n++) if ((await work(companyId, 1 + Math.floor(random() * statements))) === null) killed++
    expect(await work(companyId, null)).not.toBeNull()
    expect(await books(companyId)).toEqual(expected)
    expect(await verifyAuditChain(shell.database, companyId)).toMatchObject({ ok: true })
  }
  console.info(`${killed} of ${rounds * killsEach} runs of up to ${statements} statements were cut off`)
  expect(killed).toBeGreaterThanOrEqual(rounds)
})
