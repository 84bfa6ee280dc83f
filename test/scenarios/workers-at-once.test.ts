// Several workers decide at random over the same few invoices and payments: whoever wins, the books stand up.
import { expect, test } from 'vitest'
import { invoiceSums } from '#domain/ledger/invoice-sums'
import { paymentSums } from '#domain/ledger/payment-sums'
import { acceptMatch } from '#flows/accept-match'
import { allocateByHand } from '#flows/allocate-by-hand'
import { importFile } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import { recordPayment } from '#flows/record-payment'
import { undoAllocation } from '#flows/undo-allocation'
import { writeOffInvoice } from '#flows/write-off-invoice'
import { verifyAuditChain } from '#store/audit'
import { refreshBalances } from '#store/balances'
import { inTransaction } from '#store/database'
import { listEntriesOfInvoices, listEntriesOfPayments } from '#store/entries'
import { seededRandom } from '#test/support/made-lines'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile, zl } from '#test/support/plain-files'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ formats: plainFormats, connections: 16 })

const workers = 16
const stepsEach = 8

test.each([1, 2, 3])(
  'T160 sixteen workers at once, seed %i: nothing exceeds its payment or its invoice, balances are what the entries say, refusals have their reason',
  async (seed) => {
    console.info(`seed ${seed}`)
    const random = seededRandom(seed)
    const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
    const companyId = await testCompany(shell, { automaticPosting: false })
    const take = (bytes: Parameters<typeof importFile>[1]['bytes']) =>
      importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'f', bytes })
    await take(invoicesFile(Array.from({ length: 5 }, (_, i) => invoice(`FV/${i + 1}/11/2026`, '2026-11-01', 20 * (i + 1)))))
    await take(
      statementsFile(
        statement(
          '2026-11-02',
          '2026-11-06',
          0,
          Array.from({ length: 5 }, (_, i) => line(`2026-11-0${i + 2}`, 20 * (i + 1), `FV/${i + 1}/11/2026`)),
        ),
      ),
    )
    const invoiceIds = (await shell.database.selectFrom('invoices').select('invoice_id').where('company_id', '=', companyId).execute()).map(
      (row) => row.invoice_id,
    )
    const paymentIds = (await shell.database.selectFrom('payments').select('payment_id').where('company_id', '=', companyId).execute()).map(
      (row) => row.payment_id,
    )
    const groups: Id[] = []

    async function step(): Promise<void> {
      const [invoiceId = '', paymentId = '', amount] = [pick(invoiceIds), pick(paymentIds), zl(1 + Math.floor(random() * 40))]
      const what = random()
      if (what < 0.4)
        groups.push(
          (await allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId, amount }] }))
            .groupId,
        )
      else if (what < 0.65)
        await undoAllocation(shell, { companyId, actor: testActor, groupId: pick(groups) ?? '00000000-0000-7000-8000-000000000000' })
      else if (what < 0.75)
        groups.push((await writeOffInvoice(shell, { companyId, actor: testActor, invoiceId, amount, why: 'test' })).groupId)
      else if (what < 0.85)
        groups.push(
          (await recordPayment(shell, { companyId, actor: testActor, invoiceId, amount, on: day('2026-11-10'), kind: 'cash', why: 'test' }))
            .groupId,
        )
      else if (what < 0.95) await matchPayments(shell, { companyId })
      else {
        const match = await shell.database
          .selectFrom('matches')
          .select('match_id')
          .where('company_id', '=', companyId)
          .where('state', '=', 'proposed')
          .executeTakeFirst()
        if (match !== undefined) groups.push((await acceptMatch(shell, { companyId, actor: testActor, matchId: match.match_id })).groupId)
      }
    }

    const refusals = new Set<string>()
    await Promise.all(
      Array.from({ length: workers }, async () => {
        for (let n = 0; n < stepsEach; n++)
          await step().catch((error: unknown) => {
            if (!(error instanceof Failure)) throw error
            refusals.add(error.code)
          })
      }),
    )

    const balances = () =>
      Promise.all([
        shell.database.selectFrom('invoice_balances').selectAll().where('company_id', '=', companyId).orderBy('invoice_id').execute(),
        shell.database.selectFrom('payment_balances').selectAll().where('company_id', '=', companyId).orderBy('payment_id').execute(),
      ])
    const before = await balances()
    const allPayments = before[1].map((row) => row.payment_id)
    for (const id of invoiceIds)
      expect(invoiceSums(await listEntriesOfInvoices(shell.database, companyId, [id]), PLN).excess.minor).toBe(0n)
    for (const id of allPayments)
      expect(paymentSums(await listEntriesOfPayments(shell.database, companyId, [id]), PLN).unapplied.minor).toBeGreaterThanOrEqual(0n)
    await inTransaction(shell.database, (tx) => refreshBalances(tx, companyId, { invoiceIds, paymentIds: allPayments }))
    expect(await balances(), 'rebuilt from the entries they are the same').toEqual(before)
    expect(await verifyAuditChain(shell.database, companyId)).toMatchObject({ ok: true })
    expect([...refusals].filter((code) => !/^(allocation|payment|entry|match|invoice)\./.test(code))).toEqual([])
  },
)
