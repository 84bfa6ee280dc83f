// Reports made of what other rooms of the house keep: terms of interest, documents, debt ratios; and an order stopped midway.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usualParameters } from '#domain/reporting/wanted-report'
import { evaluateCompany } from '#flows/credit/evaluate-company'
import { keepCreditHistory } from '#flows/credit/keep-credit-history'
import { cancelOrder, fulfilOrder } from '#flows/reports/order-report'
import { shapeReport } from '#flows/reports/shape-report'
import { workOff } from '#jobs/work-off'
import type { Block } from '#ports/report'
import { saveCustomerTerms } from '#store/customer-terms'
import { inTransaction } from '#store/database'
import { changeDocument, insertDocument } from '#store/documents'
import { readDebtRatios } from '#store/facts/debtor-facts'
import { getReportOrder, insertReportOrder } from '#store/report-orders'
import { type RoundWorld, roundInvoice, roundWorld } from '#test/support/round-world'
import { testActor } from '#test/support/shell'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'

const zl = (amount: number) => money(BigInt(Math.round(amount * 100)), PLN)
let world: RoundWorld

beforeAll(async () => {
  world = await roundWorld({
    invoices: [roundInvoice('FV 2/08/2026', 1, '2026-08-10', 2460), roundInvoice('FV 3/09/2026', 1, '2026-09-21', 615)],
    payments: [],
  })
  await world.connect('fakturownia', ['invoices'])
  world.clock.set(new Date('2026-10-01T06:00:30Z'))
  await workOff(world.shell)
})
afterAll(() => world.close())

const shaped = (report: string, parameters: Partial<typeof usualParameters> = {}) =>
  shapeReport(world.shell, {
    companyId: world.companyId,
    wanted: { kind: 'shelf', report, parameters: { ...usualParameters, ...parameters } },
  })
const tables = (blocks: readonly Block[]): readonly Extract<Block, { kind: 'table' }>[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block] : block.kind === 'side-by-side' ? tables([block.left, block.right]) : []))

describe('what other rooms keep', () => {
  test('interest follows the terms of the customer: at 5 % by contract and without compensation it is 12.81', async () => {
    const { customer_id } = await world.shell.database
      .selectFrom('invoices')
      .select('customer_id')
      .where('number', '=', 'FV 2/08/2026')
      .executeTakeFirstOrThrow()
    const terms = { debtor: 'business', compensation: false, emailDemands: false } as const
    const by = { actor: 'person:x', at: world.clock.now() }
    await saveCustomerTerms(
      world.shell.database,
      world.companyId,
      customer_id,
      { ...terms, regime: { kind: 'contractual', basisPoints: 500, cappedByLaw: false } },
      by,
    )
    const [open] = tables((await shaped('interest')).blocks)
    // 2460 × 5 % × 38 ÷ 365
    expect(open?.rows.map((row) => [row[4], row[6]])).toEqual([[38, zl(12.81)]])
    await saveCustomerTerms(world.shell.database, world.companyId, customer_id, { ...terms, regime: { kind: 'commercial' } }, by)
  })

  test('a note that was issued stands in the report of notes with its number and amount, a cancelled one as cancelled', async () => {
    const { customer_id } = await world.shell.database.selectFrom('invoices').select('customer_id').limit(1).executeTakeFirstOrThrow()
    await inTransaction(world.shell.database, async (tx) => {
      const by = { actor: 'person:x', name: 'Halina', at: world.clock.now() }
      const note = { kind: 'interest-note', customerId: customer_id, language: 'pl', facts: {}, series: '2026', by } as const
      await insertDocument(tx, world.companyId, {
        ...note,
        number: 'NO/1/2026',
        ordinal: 1,
        issuedOn: day('2026-09-30'),
        amount: zl(35.22),
      })
      const second = await insertDocument(tx, world.companyId, {
        ...note,
        number: 'NO/2/2026',
        ordinal: 2,
        issuedOn: day('2026-10-01'),
        amount: zl(20.85),
      })
      await changeDocument(tx, world.companyId, second, { cancelled: { at: world.clock.now(), by: 'person:x', why: 'pomyłka' } })
    })
    const [notes] = tables((await shaped('notes')).blocks)
    expect(notes?.rows.map((row) => row.slice(2)).toSorted()).toEqual([
      ['NO/1/2026', zl(35.22), 'wystawiona'],
      ['NO/2/2026', zl(20.85), 'anulowana'],
    ])
  })

  test('the debt ratio of analyses is the one that credit control counts and keeps for the day', async () => {
    await evaluateCompany(world.shell, world.companyId, 'daily')
    await keepCreditHistory(world.shell, world.companyId)
    const { customer_id } = await world.shell.database
      .selectFrom('invoices')
      .select('customer_id')
      .where('number', '=', 'FV 2/08/2026')
      .executeTakeFirstOrThrow()
    // 2460 overdue of 2460 + 615 billed to the firm = 80 %; nothing was overdue on 20 August.
    expect((await readDebtRatios(world.shell.database, world.companyId, day('2026-10-01'))).get(customer_id)).toBe(80)
    expect((await readDebtRatios(world.shell.database, world.companyId, day('2026-08-20'))).get(customer_id)).toBe(0)
    const since = tables((await shaped('analytics')).blocks).find((table) => table.columns.some(({ key }) => key === 'debtShare'))
    expect(since?.rows.map((row) => row[since.columns.findIndex(({ key }) => key === 'debtShare')])).toEqual([{ percent: 80 }])
  })
})

describe('an order of a long report', () => {
  test('cancelled in the middle of writing stops, and leaves neither a file nor an entry in the journal', async () => {
    const { database } = world.shell
    const document = await shaped('receivables')
    const [table] = tables(document.blocks)
    if (table === undefined) throw new Error('the report has no table')
    const row = table.rows[0] ?? []
    const { refs: _, behind: __, ...plain } = table
    const long = { ...document, blocks: [{ ...plain, rows: Array.from({ length: 120_000 }, () => row) }] }
    const wanted = { kind: 'shelf' as const, report: 'receivables', parameters: usualParameters }
    const id = await insertReportOrder(
      database,
      world.companyId,
      { name: 'x', report: wanted, format: 'xlsx', createdBy: 'x' },
      world.clock.now(),
    )
    const written = fulfilOrder(world.shell, await getReportOrder(database, world.companyId, id), long, testActor)
    await expect
      .poll(async () => (await getReportOrder(database, world.companyId, id)).done, { interval: 5, timeout: 20_000 })
      .toBeGreaterThan(0)
    await cancelOrder(world.shell, { companyId: world.companyId, reportOrderId: id })
    await written
    const order = await getReportOrder(database, world.companyId, id)
    expect(order).toMatchObject({ state: 'cancelled', fileId: null })
    expect(order.done).toBeLessThan(120_000)
    const journal = await database.selectFrom('audit').select('action').where('subject_id', '=', id).execute()
    expect(journal).toEqual([])
  })
})
