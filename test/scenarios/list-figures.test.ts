// The figures that lists and tiles are summed from equal what the entries say, whatever happened in between and in whatever order.
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { changeCustomer } from '#flows/change-customer'
import { matchPayments } from '#flows/match-payments'
import { undoAllocation } from '#flows/undo-allocation'
import { undoImport } from '#flows/undo-import'
import { writeOffInvoice } from '#flows/write-off-invoice'
import { compactFigures, rebuildFigures } from '#store/figures'
import { byMonth, openByDaysPastDue, receivables } from '#store/views/dashboard-figures'
import { countInvoices, sumInvoiceRows } from '#store/views/invoice-sums'
import { keptSums } from '#store/views/kept-sums'
import { sumPaymentRows } from '#store/views/payment-list'
import { type CompanyBook, companyBook } from '#test/support/company-book'
import { seededRandom } from '#test/support/made-lines'
import { invoice, line, plainFormats } from '#test/support/plain-files'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { PLN } from '#values/currency'
import { addDays, day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'

const today = day('2026-11-20')
const { shell } = await shellOfFile({ formats: plainFormats, connections: 12 })
let companyId: Id
let book: CompanyBook

beforeEach(async () => {
  companyId = await testCompany(shell, { automaticPosting: true })
  book = companyBook(shell, companyId)
})

/** What the figures add up to, in every key they tell apart. */
async function kept(): Promise<object> {
  const { rows: invoices } =
    await sql<object>`select currency, receivable, owner_user_id, segment, category, issue_month, due_on, paid_month, status, is_open, partly,
      sum(invoices)::text as invoices, sum(total_minor)::text as total, sum(open_minor)::text as open, sum(on_time)::text as on_time, sum(delay_days)::text as delay
    from invoice_figures where company_id = ${companyId} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 having sum(invoices) <> 0 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`.execute(
      shell.database,
    )
  const { rows: payments } =
    await sql<object>`select currency, status, sum(payments)::text as payments, sum(amount_minor)::text as amount from payment_figures
    where company_id = ${companyId} group by 1, 2 having sum(payments) <> 0 order by 1, 2`.execute(shell.database)
  return { invoices, payments }
}

/** Open amounts straight from the entries: what the documents say less what was set against them. */
async function openByEntries(): Promise<bigint> {
  const { rows } = await sql<{ open: string }>`select coalesce(sum(greatest(left_minor, 0)), 0)::text as open from (
    select sum(case when kind in ('invoice-issued', 'invoice-changed') then amount_minor when kind in ('overpayment-noted', 'payment-received', 'payment-returned') then 0 else -amount_minor end) as left_minor
    from entries where company_id = ${companyId} and invoice_id is not null group by invoice_id) of_each`.execute(shell.database)
  return BigInt(rows[0]?.open ?? '0')
}

const filled = (seed: number) => {
  const random = seededRandom(seed)
  const invoices = Array.from({ length: 24 }, (_, n) => {
    const issued = addDays(today, -Math.floor(random() * 300))
    return {
      ...invoice(`FV/${n + 1}/2026`, issued, 50 + n),
      lines: [{ name: 'Pozycja', category: n % 2 === 0 ? 'Usługi' : 'Towary' }],
    }
  })
  const lines = invoices.flatMap((each, n) => (random() < 0.6 ? [line('2026-11-05', 50 + n + (random() < 0.3 ? 5 : 0), each.number)] : []))
  return book.fill(invoices as Parameters<CompanyBook['fill']>[0], lines)
}

test.each([1, 2, 3])(
  'after imports, matching, undoing, write-offs and moves of customers the figures equal those made anew (seed %i)',
  async (seed) => {
    const random = seededRandom(seed * 77)
    const { invoiceIds } = await filled(seed)
    await matchPayments(shell, { companyId })
    const customers = await shell.database.selectFrom('customers').select('customer_id').where('company_id', '=', companyId).execute()
    const groups = await shell.database
      .selectFrom('entries')
      .select('group_id')
      .distinct()
      .where('company_id', '=', companyId)
      .where('kind', '=', 'allocation')
      .execute()
    const acts = [
      ...groups
        .filter(() => random() < 0.4)
        .map(
          ({ group_id: groupId }) =>
            () =>
              undoAllocation(shell, { companyId, actor: testActor, groupId }),
        ),
      ...invoiceIds
        .filter(() => random() < 0.3)
        .map((invoiceId) => () => writeOffInvoice(shell, { companyId, actor: testActor, invoiceId, why: 'drobne' })),
      ...customers.map(
        ({ customer_id: customerId }, n) =>
          () =>
            changeCustomer(shell, { companyId, actor: testActor, customerId, change: { segment: n % 2 === 0 ? 'Hurt' : 'Detal' } }),
      ),
    ]
    // All at once: writers of balances and of customers cross each other.
    await Promise.allSettled(acts.map((act) => act()))
    const before = await kept()
    await compactFigures(shell.database, companyId)
    expect(await kept()).toEqual(before)
    await rebuildFigures(shell.database, companyId)
    expect(await kept()).toEqual(before)

    const open = await openByEntries()
    const scope = { companyId, currency: PLN, today, ownerUserId: null }
    expect((await receivables(shell.database, scope)).open.minor).toBe(open)
    expect((await openByDaysPastDue(shell.database, scope)).reduce((sum, row) => sum + row.amount.minor, 0n)).toBe(open)
    const months = await byMonth(shell.database, scope)
    expect(months.reduce((sum, month) => sum + month.inTerm.minor + month.partly.minor + month.overdue.minor, 0n)).toBe(open)
    expect(await sumInvoiceRows(shell.database, companyId, { ownerUserId: null, status: 'open' }, today)).toMatchObject({
      open: [money(open, PLN)],
    })
    const [hurt, detal] = await Promise.all(['Hurt', 'Detal'].map((segment) => receivables(shell.database, { ...scope, segment })))
    expect((hurt?.open.minor ?? 0n) + (detal?.open.minor ?? 0n)).toBe(open)
    const [services, goods] = await Promise.all(['Usługi', 'Towary'].map((category) => receivables(shell.database, { ...scope, category })))
    expect((services?.open.minor ?? 0n) + (goods?.open.minor ?? 0n)).toBe(open)
  },
)

test('sums by the figures equal sums by reading rows, filter by filter', async () => {
  await filled(9)
  await matchPayments(shell, { companyId })
  const filters = [
    {},
    { status: 'open' },
    { status: 'overdue' },
    { status: 'paid' },
    { status: 'partly-paid' },
    { status: 'overdue', daysPastDueFrom: 31, daysPastDueTo: 60 },
    { issuedFrom: day('2026-06-01'), issuedTo: day('2026-08-31') },
    { category: 'Usługi', status: 'open' },
  ]
  for (const filter of filters) {
    const byFigures = await sumInvoiceRows(shell.database, companyId, { ...filter, ownerUserId: null }, today)
    // A search that every row answers keeps the figures out of it.
    const byRows = await sumInvoiceRows(shell.database, companyId, { ...filter, search: 'FV', ownerUserId: null }, today)
    expect(byFigures, JSON.stringify(filter)).toEqual(byRows)
  }
  const counts = await countInvoices(shell.database, companyId, null, today)
  expect(counts.all).toBe(24)
  const statuses = await shell.database
    .selectFrom('payment_balances')
    .select('status')
    .distinct()
    .where('company_id', '=', companyId)
    .execute()
  for (const { status } of statuses.filter((row) => row.status !== 'new')) {
    const [figures, rows] = await Promise.all(
      [{}, { from: day('2000-01-01') }].map((more) =>
        sumPaymentRows(shell.database, companyId, { status, ownerUserId: null, ...more }, today),
      ),
    )
    expect(figures).toEqual(rows)
  }
})

test('an import that is undone leaves nothing in the figures', async () => {
  await filled(4)
  const imports = await shell.database
    .selectFrom('imports')
    .select('import_id')
    .where('company_id', '=', companyId)
    .orderBy('import_id', 'desc')
    .execute()
  for (const { import_id: importId } of imports) await undoImport(shell, { companyId, actor: testActor, importId })
  expect(await kept()).toEqual({ invoices: [], payments: [] })
})

test('a sum is kept until the books change, and made anew after a transaction that began before it was kept', async () => {
  await filled(5)
  const made = { invoices: 0, all: 0 }
  const ask = async () => {
    const keep = await keptSums(shell.database, companyId)
    const sums = await keep('invoices', ['open', today], async () => {
      made.invoices++
      return sumInvoiceRows(shell.database, companyId, { ownerUserId: null }, today)
    })
    await keep('all', ['payments', today], async () => {
      made.all++
      return sumPaymentRows(shell.database, companyId, { ownerUserId: null }, today)
    })
    return sums.open[0]?.minor
  }
  const before = await ask()
  expect(await ask()).toBe(before)
  expect(made).toEqual({ invoices: 1, all: 1 })

  const slow = await shell.database.startTransaction().execute()
  await sql`update invoice_balances set open_minor = open_minor + 7 where (company_id, invoice_id) in
    (select company_id, invoice_id from invoice_balances where company_id = ${companyId} and open_minor > 0 order by invoice_id limit 1)`.execute(
    slow,
  )
  // Another that begins later and ends sooner is seen by itself; what the first does is not there yet.
  await sql`update payments set snoozed_until = ${today} where company_id = ${companyId}`.execute(shell.database)
  expect(await ask()).toBe(before)
  expect(made).toEqual({ invoices: 1, all: 2 })
  await slow.commit().execute()
  expect(await ask()).toBe((before ?? 0n) + 7n)
  expect(made).toEqual({ invoices: 2, all: 3 })

  await compactFigures(shell.database, companyId)
  expect(await ask()).toBe((before ?? 0n) + 7n)
  expect(made.invoices).toBe(3)
})

test('a sum that could not be made is asked for again', async () => {
  const keep = await keptSums(shell.database, companyId)
  await expect(keep('all', ['x'], () => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  expect(await keep('all', ['x'], async () => 4)).toBe(4)
})
