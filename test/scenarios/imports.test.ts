// What comes in by files: once, whole, and back again.
import { beforeEach, describe, expect, test } from 'vitest'
import { allocateByHand } from '#flows/allocate-by-hand'
import { confirmStatement } from '#flows/confirm-statement'
import { importFile, readImport } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import { readInterruptedImports } from '#flows/read-interrupted-imports'
import { receiveFile } from '#flows/receive-file'
import { resolveRecord } from '#flows/resolve-record'
import { undoImport } from '#flows/undo-import'
import type { ByteSource } from '#ports/statement-format'
import { verifyAuditChain } from '#store/audit'
import { getImport } from '#store/imports'
import { listUnresolved } from '#store/records'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile, zl } from '#test/support/plain-files'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import type { PLN } from '#values/currency'
import { day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'

const { shell } = await shellOfFile({ formats: plainFormats })
let companyId: Id

beforeEach(async () => {
  companyId = await testCompany(shell)
})

const take = (bytes: ByteSource, fileName = 'file') => importFile(shell, { companyId, actor: testActor, source: 'file', fileName, bytes })

async function rows(): Promise<object> {
  const count = (table: 'statement_lines' | 'payments' | 'invoices' | 'entries' | 'customers' | 'statements') =>
    shell.database
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<bigint>().as('n'))
      .where('company_id', '=', companyId)
      .executeTakeFirstOrThrow()
  const tables = ['statement_lines', 'payments', 'invoices', 'entries', 'customers', 'statements'] as const
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, Number((await count(table)).n)])))
}

const invoiceBalances = async () =>
  (
    await shell.database
      .selectFrom('invoice_balances as b')
      .innerJoin('invoices as i', (join) => join.onRef('i.company_id', '=', 'b.company_id').onRef('i.invoice_id', '=', 'b.invoice_id'))
      .select(['i.number', 'b.open_minor', 'b.status', 'b.since_on'])
      .where('b.company_id', '=', companyId)
      .orderBy('i.number')
      .execute()
  ).map((row) => [row.number, row.open_minor, row.status, row.since_on])

describe('T02 the same again', () => {
  const lines = [line('2026-11-02', 100, 'FV/1/11/2026'), line('2026-11-03', 50, 'FV/2/11/2026'), line('2026-11-03', -20, 'czynsz')]

  test('T02 the same file twice, renamed, brings nothing new and says which import held it', async () => {
    const first = await take(statementsFile(statement('2026-11-01', '2026-11-03', 0, lines)))
    const before = await rows()
    const again = await take(statementsFile(statement('2026-11-01', '2026-11-03', 0, lines)), 'renamed')
    expect(again.sameAs).toBe(first.importId)
    expect(again.counts).toMatchObject({ lines: 0, payments: 0, duplicates: 3, statements: 0 })
    expect(await rows()).toEqual(before)
  })

  test('T02 the same lines in another order and with titles cut elsewhere bring nothing new', async () => {
    await take(statementsFile(statement('2026-11-01', '2026-11-03', 0, lines)))
    const before = await rows()
    const other = lines.toReversed().map((each) => ({ ...each, title: `${each.title} ` }))
    await take(statementsFile(statement('2026-11-01', '2026-11-03', 0, other, { format: 'another' })))
    expect(await rows()).toEqual(before)
  })

  test('T02 invoices of the same file twice are known', async () => {
    const file = () => invoicesFile([invoice('FV/1/11/2026', '2026-11-01', 100), invoice('FV/2/11/2026', '2026-11-02', 50)])
    expect((await take(file())).counts).toMatchObject({ invoices: 2, customers: 1 })
    const before = await rows()
    expect((await take(file())).counts).toMatchObject({ invoices: 0, duplicates: 2, customers: 0 })
    expect(await rows()).toEqual(before)
  })

  test('a file of another firm is refused and kept with the reason', async () => {
    await expect(take(invoicesFile([invoice('1', '2026-11-01', 1)], { sellerTaxId: '5252344078' }))).rejects.toMatchObject({
      code: 'import.other-company',
    })
    const kept = await shell.database
      .selectFrom('imports')
      .select(['state', 'failure'])
      .where('company_id', '=', companyId)
      .executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ state: 'failed', failure: { code: 'import.other-company' } })
  })
})

test('T03 exports of days 1–10 and 8–15 give each line once', async () => {
  const of = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => line(`2026-11-${String(from + i).padStart(2, '0')}`, from + i, `FV/${from + i}`))
  await take(statementsFile(statement('2026-11-01', '2026-11-10', 0, of(1, 10))))
  const second = await take(statementsFile(statement('2026-11-08', '2026-11-15', 28, of(8, 15))))
  expect(second.counts).toMatchObject({ lines: 5, duplicates: 3 })
  expect(second.gaps).toEqual([])
  expect(await rows()).toMatchObject({ statement_lines: 15, payments: 15 })
})

test('T04 two equal payments of one day are both kept, also when the file comes again or in pieces', async () => {
  const twice = [line('2026-11-05', 100, 'FV/7'), line('2026-11-05', 100, 'FV/7')]
  await take(statementsFile(statement('2026-11-05', '2026-11-05', 0, twice)))
  await take(statementsFile(statement('2026-11-05', '2026-11-05', 0, twice, { number: 'again' })))
  expect(await rows()).toMatchObject({ statement_lines: 2, payments: 2 })
  const whole = statement('2026-11-05', '2026-11-06', 0, twice)
  await take(
    statementsFile(
      { ...whole, lines: twice.slice(0, 1), part: { index: 0, last: false } },
      { ...whole, lines: [twice[1] ?? line('2026-11-05', 0, ''), line('2026-11-05', 100, 'FV/7')], part: { index: 1, last: true } },
    ),
  )
  expect(await rows(), 'a third equal one on the longer listing is new').toMatchObject({ statement_lines: 3, payments: 3 })
})

describe('T05 the bank takes money back', () => {
  const paid = () => statement('2026-11-05', '2026-11-05', 0, [line('2026-11-05', 100, 'FV/1/11/2026')])
  const returned = () => statement('2026-11-09', '2026-11-09', 100, [line('2026-11-09', -100, 'Storno FV/1/11/2026', { reversal: true })])

  test('T05 a storno reopens the invoice from its day', async () => {
    await take(invoicesFile([invoice('FV/1/11/2026', '2026-11-01', 100)]))
    await take(statementsFile(paid()))
    expect(await matchPayments(shell, { companyId })).toEqual({ posted: 1, suggested: 0, undecided: 0 })
    expect(await invoiceBalances()).toEqual([['FV/1/11/2026', 0n, 'paid', '2026-11-05']])
    await take(statementsFile(returned()))
    expect(await invoiceBalances()).toEqual([['FV/1/11/2026', 100_00n, 'unpaid', '2026-11-09']])
    await take(statementsFile(returned()))
    expect(await invoiceBalances(), 'taken once').toEqual([['FV/1/11/2026', 100_00n, 'unpaid', '2026-11-09']])
    const payment = await shell.database
      .selectFrom('payment_balances')
      .selectAll()
      .where('company_id', '=', companyId)
      .executeTakeFirstOrThrow()
    expect(payment).toMatchObject({ status: 'withdrawn', unapplied_minor: 0n })
  })

  test('T05 a storno that comes before its payment waits, shown to a person, and is taken when read again', async () => {
    const { importId } = await take(statementsFile(returned()))
    const [waiting] = await listUnresolved(shell.database, companyId, { importId })
    expect(waiting?.rejection?.code).toBe('return.payment-not-found')
    await take(statementsFile(paid()))
    expect(await resolveRecord(shell, { companyId, actor: testActor, recordId: waiting?.id ?? '' })).toEqual({ taken: true })
    expect(await listUnresolved(shell.database, companyId, { importId })).toEqual([])
  })
})

test('T06 a missing statement shows as a gap between the balances, and closes when it comes', async () => {
  await take(statementsFile(statement('2026-11-02', '2026-11-02', 0, [line('2026-11-02', 10, 'a')])))
  const third = await take(statementsFile(statement('2026-11-04', '2026-11-04', 30, [line('2026-11-04', 5, 'c')])))
  expect(third.gaps).toMatchObject([{ kind: 'balance', from: '2026-11-02', to: '2026-11-04' }])
  const second = await take(statementsFile(statement('2026-11-03', '2026-11-03', 10, [line('2026-11-03', 20, 'b')])))
  expect(second.gaps).toEqual([])
})

test('T07 a statement that does not add up is kept with its difference, and nothing of it is posted before somebody confirms it', async () => {
  await take(invoicesFile([invoice('FV/1/11/2026', '2026-11-01', 100)]))
  const outcome = await take(
    statementsFile(
      statement('2026-11-05', '2026-11-05', 0, [line('2026-11-05', 100, 'FV/1/11/2026')], { balanced: false, difference: zl(0.5) }),
    ),
  )
  expect(outcome.unbalanced).toHaveLength(1)
  expect(await matchPayments(shell, { companyId })).toMatchObject({ posted: 0, suggested: 1 })
  expect(await invoiceBalances()).toMatchObject([['FV/1/11/2026', 100_00n, 'unpaid', '2026-11-01']])
  await confirmStatement(shell, { companyId, actor: testActor, statementId: outcome.unbalanced[0] ?? '' })
  expect(await matchPayments(shell, { companyId })).toMatchObject({ posted: 1 })
  expect(await invoiceBalances()).toMatchObject([['FV/1/11/2026', 0n, 'paid', '2026-11-05']])
})

test('T11 lines and invoices of impossible days wait for a person, the others are taken', async () => {
  const { importId, counts } = await take(
    statementsFile(
      statement(
        '2026-11-05',
        '2026-11-05',
        0,
        [line('2026-11-05', 10, 'ok'), line('2027-11-05', 10, 'later'), line('1990-01-01', 10, 'old')],
        { balanced: null },
      ),
    ),
  )
  expect(counts).toMatchObject({ lines: 1, rejected: 2 })
  expect((await listUnresolved(shell.database, companyId, { importId })).map((record) => record.rejection?.code).sort()).toEqual([
    'line.ancient-day',
    'line.future-day',
  ])
  const invoices = await take(
    invoicesFile([
      invoice('FV/1', '2026-11-01', 1),
      invoice('FV/2', '2029-11-01', 1),
      invoice('FV/3', '2026-11-01', 1, { dueOn: day('2126-11-01') }),
    ]),
  )
  expect(invoices.counts).toMatchObject({ invoices: 1, rejected: 2 })
})

test('T12 a line in another currency than its account waits for a person', async () => {
  const { importId } = await take(
    statementsFile(
      statement('2026-11-05', '2026-11-05', 0, [line('2026-11-05', 10, 'x', { amount: money(10_00n, 'EUR' as typeof PLN) })], {
        balanced: null,
      }),
    ),
  )
  expect((await listUnresolved(shell.database, companyId, { importId })).map((record) => record.rejection?.code)).toEqual([
    'line.other-currency',
  ])
})

describe('T01 cut off', () => {
  test('T01 a file received but not read is read later, to the same end', async () => {
    const bytes = statementsFile(statement('2026-11-05', '2026-11-05', 0, [line('2026-11-05', 10, 'x')]))
    const { importId } = await receiveFile(shell, { companyId, actor: testActor, source: 'folder', fileName: 'f', bytes })
    await readInterruptedImports(shell)
    expect((await getImport(shell.database, companyId, importId)).state, 'it may still be on its way').toBe('received')
    shell.clock.set(new Date(shell.clock.now().getTime() + 20 * 60_000))
    await readInterruptedImports(shell)
    expect(await rows()).toMatchObject({ statement_lines: 1, payments: 1 })
    await readInterruptedImports(shell)
    expect((await getImport(shell.database, companyId, importId)).state).toBe('read')
  })

  test('T01 a reading cut off anywhere leaves nothing behind and ends the same when it starts anew', async () => {
    const bytes = statementsFile(
      ...Array.from({ length: 6 }, (_, i) =>
        statement(`2026-11-0${i + 1}`, `2026-11-0${i + 1}`, i * 10, [line(`2026-11-0${i + 1}`, 10, `FV/${i}`)]),
      ),
    )
    const { importId } = await receiveFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'f', bytes })
    for (let cutAfter = 1; cutAfter <= 6; cutAfter++) {
      let seen = 0
      const cut = async () => {
        if (++seen === cutAfter) throw new Error('killed')
      }
      await expect(readImport(shell, { companyId, actor: testActor, importId, progress: cut })).rejects.toThrow('killed')
      expect(await rows()).toMatchObject({ statement_lines: 0, payments: 0, entries: 0, statements: 0 })
    }
    await readImport(shell, { companyId, actor: testActor, importId })
    expect(await rows()).toMatchObject({ statement_lines: 6, payments: 6, entries: 6, statements: 6 })
  })

  test('T01 a file cut in the middle is refused whole, with the reason on the import', async () => {
    const whole = statementsFile(statement('2026-11-05', '2026-11-05', 0, [line('2026-11-05', 10, 'x')]))
    const half = whole.head.subarray(0, 60)
    await expect(
      take({
        head: half,
        size: half.length,
        async *stream() {
          yield half
        },
      }),
    ).rejects.toMatchObject({ code: 'file.cut-off' })
    expect(await rows()).toMatchObject({ statement_lines: 0, payments: 0 })
  })
})

describe('a whole import taken back', () => {
  test('is gone with what was posted of it, and the same file can be taken in again', async () => {
    await take(invoicesFile([invoice('FV/1/11/2026', '2026-11-01', 100)]))
    const before = [await rows(), await invoiceBalances()]
    const file = () => statementsFile(statement('2026-11-05', '2026-11-05', 0, [line('2026-11-05', 100, 'FV/1/11/2026')]))
    const { importId } = await take(file())
    await matchPayments(shell, { companyId })
    await undoImport(shell, { companyId, actor: testActor, importId })
    expect(await invoiceBalances()).toEqual(before[1])
    expect(await rows()).toMatchObject({ statement_lines: 0, payments: 0, statements: 0 })
    await take(file())
    expect(await matchPayments(shell, { companyId })).toMatchObject({ posted: 1 })
    expect(await verifyAuditChain(shell.database, companyId)).toMatchObject({ ok: true })
  })

  test('is refused once somebody allocated something of it by hand', async () => {
    await take(invoicesFile([invoice('FV/1/11/2026', '2026-11-01', 100)]))
    const { importId, paymentIds } = await take(
      statementsFile(statement('2026-11-05', '2026-11-05', 0, [line('2026-11-05', 40, 'wpłata')])),
    )
    const invoiceId = (
      await shell.database.selectFrom('invoices').select('invoice_id').where('company_id', '=', companyId).executeTakeFirstOrThrow()
    ).invoice_id
    await allocateByHand(shell, {
      companyId,
      actor: testActor,
      paymentId: paymentIds[0] ?? '',
      customerId: null,
      allocations: [{ invoiceId, amount: zl(40) }],
    })
    await expect(undoImport(shell, { companyId, actor: testActor, importId })).rejects.toMatchObject({ code: 'import.in-use' })
  })

  test('leaves the days that another export holds too', async () => {
    const first = await take(
      statementsFile(statement('2026-11-01', '2026-11-02', 0, [line('2026-11-01', 1, 'a'), line('2026-11-02', 2, 'b')])),
    )
    await take(statementsFile(statement('2026-11-02', '2026-11-03', 1, [line('2026-11-02', 2, 'b'), line('2026-11-03', 3, 'c')])))
    await undoImport(shell, { companyId, actor: testActor, importId: first.importId })
    expect(await rows()).toMatchObject({ statement_lines: 2, payments: 2 })
  })
})
