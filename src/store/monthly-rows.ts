// The books as they stood at the end of a day, for the monthly report: summed from entries, so that later changes do not reach back.
import { sql } from 'kysely'
import type { MonthlyRows, ReportedInvoice } from '#domain/analytics/monthly-figures'
import { thresholdsFor } from '#domain/credit/thresholds'
import { type Currency, currency } from '#values/currency'
import { addDays, type Day, firstOfMonth, monthKey } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money, zero } from '#values/money'
import { listCreditRules } from './credit/settings.ts'
import type { Executor } from './database.ts'
import { readDebtorFacts } from './facts/debtor-facts.ts'
import { readMatchFacts } from './facts/payment-facts.ts'

type BookRow = {
  readonly number: string
  readonly customer_id: Id
  readonly customer_name: string
  readonly issue_on: Day
  readonly due_on: Day | null
  readonly currency: string
  readonly total: string
  readonly left: string
  readonly last_on: Day | null
}

/** Kinds of entries that make the document's amount; all others but markers and moves of payments are set against it (domain/ledger/invoice-sums). */
const documentKinds = sql`('invoice-issued', 'invoice-changed')`
const silentKinds = sql`('overpayment-noted', 'payment-received', 'payment-returned', 'refund-due', 'interest-paid', 'compensation-paid')`

/** Every invoice but proformas with its amount and what was left of it at the end of `asOf`. */
async function book(executor: Executor, companyId: Id, asOf: Day): Promise<readonly BookRow[]> {
  const { rows } = await sql<BookRow>`
    select i.number, i.customer_id, c.name as customer_name, i.issue_on, i.due_on, i.currency,
      sum(case when e.kind in ${documentKinds} then e.amount_minor else 0 end)::text as total,
      sum(case when e.kind in ${documentKinds} then e.amount_minor when e.kind in ${silentKinds} then 0 else -e.amount_minor end)::text as left,
      max(case when e.kind in ${documentKinds} or e.kind in ${silentKinds} or e.amount_minor < 0 then null else e.on_day end) as last_on
    from invoices i join entries e on e.company_id = i.company_id and e.invoice_id = i.invoice_id and e.on_day <= ${asOf}
    join customers c on c.company_id = i.company_id and c.customer_id = i.customer_id
    where i.company_id = ${companyId} and i.type <> 'proforma' and i.issue_on <= ${asOf}
    group by i.invoice_id, i.number, i.customer_id, c.name, i.issue_on, i.due_on, i.currency`.execute(executor)
  return rows
}

/** What is left never turns the document's sign: too much paid is the customer's money, not a negative debt. */
function clamped(row: BookRow): bigint {
  const total = BigInt(row.total)
  const left = BigInt(row.left)
  return total >= 0n ? (left > 0n ? left : 0n) : left < 0n ? left : 0n
}

const toInvoice = (row: BookRow, of: Currency): ReportedInvoice => ({
  number: row.number,
  customerId: row.customer_id,
  customerName: row.customer_name,
  issueOn: row.issue_on,
  dueOn: row.due_on,
  total: money(BigInt(row.total), of),
  open: money(clamped(row), of),
  settledOn: clamped(row) === 0n ? row.last_on : null,
})

const isOverdue = (row: BookRow, asOf: Day): boolean => row.due_on !== null && row.due_on < asOf && clamped(row) > 0n

function sums(rows: readonly BookRow[], asOf: Day, of: Currency): { readonly receivables: Money; readonly overdue: Money } {
  const sum = (some: readonly BookRow[]) =>
    money(
      some.reduce((all, row) => all + clamped(row), 0n),
      of,
    )
  return { receivables: sum(rows), overdue: sum(rows.filter((row) => isOverdue(row, asOf))) }
}

/** Customers' money that came in from `from` to `asOf`: received less returned, and how many payments. */
async function received(
  executor: Executor,
  companyId: Id,
  { from, asOf, of, timeZone }: { readonly from: Day; readonly asOf: Day; readonly of: Currency; readonly timeZone: string },
): Promise<MonthlyRows['received']> {
  const row = await executor
    .selectFrom('payments as p')
    .innerJoin('payment_balances as b', (join) =>
      join.onRef('b.company_id', '=', 'p.company_id').onRef('b.payment_id', '=', 'p.payment_id'),
    )
    .where('p.company_id', '=', companyId)
    .where('p.booked_on', '>=', from)
    .where('p.booked_on', '<=', asOf)
    .where('p.currency', '=', of)
    .where('p.amount_minor', '>', 0n)
    .where('b.status', 'not in', ['outside', 'withdrawn'])
    .select((eb) => [
      eb.fn.countAll<bigint>().as('count'),
      eb.cast<string>(eb.fn.coalesce(eb.fn.sum('p.amount_minor'), sql<string>`0`), 'text').as('minor'),
    ])
    .executeTakeFirstOrThrow()
  const count = Number(row.count)
  const posted = (await readMatchFacts(executor, companyId, { from, asOf, timeZone })).filter(
    (match) => match.end === 'posted' && !match.undone && match.amount.currency === of,
  )
  const automatic = new Set(posted.map(({ paymentId }) => paymentId)).size
  return { count, amount: money(BigInt(row.minor), of), automaticPercent: count === 0 ? null : (automatic / count) * 100 }
}

/** The days of the latest payment and the latest invoice up to `asOf`. */
async function knownUntil(executor: Executor, companyId: Id, asOf: Day): Promise<MonthlyRows['known']> {
  const { rows } = await sql<{ payments: Day | null; invoices: Day | null }>`
    select (select max(booked_on) from payments where company_id = ${companyId} and booked_on <= ${asOf}) as payments,
      (select max(issue_on) from invoices where company_id = ${companyId} and issue_on <= ${asOf}) as invoices`.execute(executor)
  return { paymentsUntil: rows[0]?.payments ?? null, invoicesUntil: rows[0]?.invoices ?? null }
}

async function companyLines(executor: Executor, companyId: Id): Promise<MonthlyRows['lines']> {
  const company = (await listCreditRules(executor, companyId)).filter(({ scope }) => scope.kind === 'company')
  const { ratioWarn, ratioBlock } = thresholdsFor(company, { customerId: '', segment: null })
  const percent = (points: number | null) => (points === null ? null : points / 100)
  return { warn: percent(ratioWarn), block: percent(ratioBlock) }
}

/** What the report of the month of `asOf` is made of. */
export async function readMonthlyRows(
  executor: Executor,
  companyId: Id,
  company: { readonly nip: string | null; readonly currency: Currency; readonly timeZone: string },
  asOf: Day,
): Promise<MonthlyRows> {
  const from = firstOfMonth(asOf)
  const now = await book(executor, companyId, asOf)
  const before = (await book(executor, companyId, addDays(from, -1))).filter((row) => row.currency === company.currency)
  const currencies = [...new Set(now.map((row) => row.currency))].filter((code) => code !== company.currency).sort()
  const others = currencies
    .map((code) =>
      sums(
        now.filter((row) => row.currency === code),
        asOf,
        currency(code),
      ),
    )
    .map(({ receivables, overdue }) => ({ open: receivables, overdue }))
  return {
    month: monthKey(asOf),
    asOf,
    currency: company.currency,
    nip: company.nip,
    invoices: now.filter((row) => row.currency === company.currency).map((row) => toInvoice(row, company.currency)),
    before:
      before.length === 0
        ? { receivables: zero(company.currency), overdue: zero(company.currency) }
        : sums(before, addDays(from, -1), company.currency),
    received: await received(executor, companyId, { from, asOf, of: company.currency, timeZone: company.timeZone }),
    debtors: await readDebtorFacts(executor, companyId, { asOf, timeZone: company.timeZone }),
    known: await knownUntil(executor, companyId, asOf),
    lines: await companyLines(executor, companyId),
    others: others.filter(({ open }) => open.minor !== 0n),
  }
}
