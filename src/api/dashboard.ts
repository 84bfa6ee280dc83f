// The first screen and the search over everything.

import { companySettings } from '#contract/companies'
import * as contract from '#contract/dashboard'
import type { Input } from '#contract/route'
import { type AgeingRow, managementBuckets, statutoryBuckets } from '#domain/analytics/ageing-buckets'
import { countbackDso } from '#domain/analytics/dso'
import type { Shell } from '#flows/shell'
import { countAttention, firstSteps } from '#store/views/attention'
import { readCompany } from '#store/views/company'
import { listDebtors } from '#store/views/customer-list'
import { byMonth, listScopes, openByDaysPastDue, punctuality, receivables } from '#store/views/dashboard-figures'
import { income, toReview } from '#store/views/dashboard-income'
import { keptSums } from '#store/views/kept-sums'
import { membersOf } from '#store/views/people'
import { searchAll } from '#store/views/search'
import { listSources } from '#store/views/sources'
import { addMonths, day, dayOf, daysBetween, firstOfMonth } from '#values/day'
import { writeId } from '#values/id'
import type { Money } from '#values/money'
import type { CompanyAccess } from './caller.ts'
import { implement } from './implement.ts'

const percentOf = (part: Money, whole: Money): number | null =>
  whole.minor === 0n ? null : Math.round(Number((part.minor * 10_000n) / whole.minor)) / 100

type Wanted = Input<typeof contract.readDashboard>['query']

const monthOf = (month: string | undefined) => (month === undefined ? undefined : day(`${month}-01`))
/** A chart of more months than these says nothing. */
const mostMonths = 36

async function dashboardView(shell: Shell, access: CompanyAccess, { from, to, ...filter }: Wanted) {
  const { database, clock } = shell
  const company = await readCompany(database, access.companyId)
  const now = clock.now()
  const today = dayOf(now, company.timeZone)
  const issuedTo = monthOf(to)
  const earliest = addMonths(issuedTo ?? firstOfMonth(today), 1 - mostMonths)
  const issuedFrom = monthOf(from)
  const scope = {
    companyId: access.companyId,
    currency: company.baseCurrency,
    today,
    ownerUserId: access.ownerUserId,
    ...filter,
    issuedFrom: issuedFrom !== undefined && issuedFrom < earliest ? earliest : issuedFrom,
    issuedTo,
  }
  const { staleAfterHours = 36 } = companySettings.partial().parse(company.settings)
  const keep = await keptSums(database, access.companyId)
  const debtorsOf = { filter: { ...filter, ownerUserId: access.ownerUserId }, limit: 8, currency: company.baseCurrency, today }
  const [[owed, months, open, onTime, debtors], [review, incoming], scopes, sources, attention, steps, members] = await Promise.all([
    keep('invoices', ['tiles', scope], () =>
      Promise.all([
        receivables(database, scope),
        byMonth(database, scope),
        openByDaysPastDue(database, scope),
        punctuality(database, scope),
        listDebtors(database, access.companyId, debtorsOf),
      ]),
    ),
    keep('all', ['tiles', scope], () => Promise.all([toReview(database, scope), income(database, scope)])),
    keep('invoices', ['scopes'], () => listScopes(database, access.companyId)),
    listSources(database, access.companyId, staleAfterHours, now),
    countAttention(database, access.companyId),
    firstSteps(database, access.companyId),
    membersOf(database, access.companyId),
  ])
  const rows: readonly AgeingRow[] = open
  return {
    asOf: now,
    today,
    currency: company.baseCurrency,
    tiles: {
      receivables: { amount: owed.open, invoices: owed.invoices, customers: debtors.customers },
      overdue: { amount: owed.overdue, invoices: owed.overdueInvoices, percent: percentOf(owed.overdue, owed.open) },
      toReview: {
        payments: review.payments,
        amount: review.amount,
        oldestDays: review.oldestOn === null ? 0 : Math.max(0, daysBetween(review.oldestOn, today)),
      },
      incomeToday: incoming.today,
      incomeThisWeek: incoming.week,
      dso: {
        days: countbackDso(
          owed.open.minor,
          months.map((month) => ({ month: month.month, grossMinor: month.gross.minor })),
          today,
        ),
      },
      punctuality: onTime,
    },
    months: months.map(({ month, paid, inTerm, partly, overdue }) => ({ month, paid, inTerm, partly, overdue })),
    ageing: { management: managementBuckets(rows, company.baseCurrency), statutory: statutoryBuckets(rows, company.baseCurrency) },
    topDebtors: debtors.rows.map((row) => ({
      customerId: row.customerId,
      name: row.name,
      overdue: row.overdue,
      oldestDays: row.oldestOverdueOn === null ? 0 : daysBetween(row.oldestOverdueOn, today),
    })),
    sources,
    toDo: [
      { kind: 'review-certain' as const, count: review.certain, amount: null },
      { kind: 'review' as const, count: review.payments, amount: review.amount },
      { kind: 'rejected-records' as const, count: attention.rejectedRecords, amount: null },
      { kind: 'unbalanced-statements' as const, count: attention.unbalancedStatements, amount: null },
      { kind: 'unknown-messages' as const, count: attention.unknownMessages, amount: null },
      { kind: 'approvals' as const, count: attention.approvals, amount: null },
      { kind: 'connection-errors' as const, count: attention.connectionErrors, amount: null },
    ].filter((each) => each.count > 0),
    otherCurrencies: [...owed.others],
    filters: { ...scopes, owners: access.ownerUserId === null ? members.map(({ userId, name }) => ({ userId, name })) : [] },
    firstSteps: steps,
  }
}

const hitKinds = { invoice: 'invoice', customer: 'customer', payment: 'payment' } as const

export const dashboardRoutes = [
  implement(contract.readDashboard, ({ shell, company, input }) => dashboardView(shell, company, input.query)),
  implement(contract.search, async ({ shell, company, input }) => ({
    hits: (await searchAll(shell.database, company.companyId, input.query.q, company.ownerUserId)).map((hit) => ({
      ...hit,
      id: writeId(hitKinds[hit.kind], hit.id),
    })),
  })),
]
