// What the question "may we sell" is answered from: the company's day, the customer's open documents, his blocks and his exception.
import { sql } from 'kysely'
import type { CreditReason } from '#domain/credit/credit-level'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export type SaleFacts = {
  readonly customerId: Id
  readonly name: string
  /** By currency, minor units. */
  readonly sums: readonly { readonly currency: Currency; readonly openMinor: bigint; readonly overdueMinor: bigint }[]
  readonly basisPoints: bigint | null
  readonly warned: boolean
  readonly reasons: readonly CreditReason[]
  readonly creditLimitMinor: bigint | null
  /** Since when an active block stands; null when there is none. */
  readonly blockedSince: Date | null
  readonly exceptionUntil: Day | null
}

type Row = {
  base_currency: Currency | null
  today: Day | null
  customer_id: Id | null
  name: string | null
  sums: { currency: Currency; open: string; overdue: string }[] | null
  basis_points: bigint | null
  level: string | null
  reasons: readonly CreditReason[] | null
  credit_limit: string | null
  blocked_since: Date | null
  exception_until: Day | null
}

export type SaleBooks = { readonly base: Currency; readonly today: Day; readonly facts: readonly SaleFacts[] }

/** Every customer with this tax number; sums and blocks as they are at this moment, not as of the morning round. One statement, planned once. */
export async function readSaleBooks(
  executor: Executor,
  companyId: Id,
  by: { readonly taxIds: readonly string[]; readonly ownerUserId: string | null; readonly at: Date },
): Promise<SaleBooks> {
  const { rows } = await sql<Row>`
    select * from sale_facts(${companyId}::uuid, ${[...by.taxIds]}::text[], ${by.ownerUserId}::text, ${by.at}::timestamptz)`.execute(
    executor,
  )
  const [first] = rows
  if (first?.base_currency == null || first.today === null) throw new Failure('company.not-found')
  return { base: first.base_currency, today: first.today, facts: rows.flatMap((row) => (row.customer_id === null ? [] : [toFacts(row)])) }
}

const toFacts = (row: Row): SaleFacts => ({
  customerId: row.customer_id ?? '',
  name: row.name ?? '',
  sums: (row.sums ?? []).map((sum) => ({ currency: sum.currency, openMinor: BigInt(sum.open), overdueMinor: BigInt(sum.overdue) })),
  basisPoints: row.basis_points,
  warned: row.level !== null && row.level !== 'clear',
  reasons: row.reasons ?? [],
  creditLimitMinor: row.credit_limit === null ? null : BigInt(row.credit_limit),
  blockedSince: row.blocked_since,
  exceptionUntil: row.exception_until,
})
