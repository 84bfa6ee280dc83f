// What the question "may we sell" is answered from: one statement over the customer's open documents, his blocks and his exception.
import { sql } from 'kysely'
import type { CreditReason } from '#domain/credit/credit-level'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
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
  customer_id: Id
  name: string
  sums: { currency: Currency; open: string; overdue: string }[] | null
  basis_points: bigint | null
  level: string | null
  reasons: readonly CreditReason[] | null
  credit_limit: string | null
  blocked_since: Date | null
  exception_until: Day | null
}

/** Every customer with this tax number, what he owes and what we owe him each by an index of its own; sums and blocks as they are at this moment, not as of the morning round. */
export async function listSaleFacts(
  executor: Executor,
  companyId: Id,
  by: { readonly taxIds: readonly string[]; readonly ownerUserId: string | null; readonly today: Day },
): Promise<readonly SaleFacts[]> {
  const { rows } = await sql<Row>`
    select c.customer_id, c.name, o.sums, s.basis_points, s.level, s.reasons, s.figures ->> 'creditLimitMinor' as credit_limit,
      (select min(b.started_at) from credit_blocks b
        where b.company_id = c.company_id and b.customer_id = c.customer_id and b.state = 'active') as blocked_since,
      (select max(x.until_on) from credit_exceptions x where x.company_id = c.company_id and x.customer_id = c.customer_id
        and x.ended_at is null and x.approved_at is not null and x.until_on >= ${by.today}) as exception_until
    from customers c
    left join credit_standings s on s.company_id = c.company_id and s.customer_id = c.customer_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('currency', q.currency, 'open', q.open::text, 'overdue', q.overdue::text)) as sums
      from (select b.currency, sum(b.open_minor) as open, coalesce(sum(b.open_minor) filter (where b.due_on < ${by.today}), 0) as overdue
        from (
          select currency, open_minor, due_on from invoice_balances
            where company_id = c.company_id and customer_id = c.customer_id and open_minor > 0 and type <> 'proforma'
          union all
          select currency, open_minor, null from invoice_balances
            where company_id = c.company_id and customer_id = c.customer_id and open_minor < 0 and type <> 'proforma') b
        group by b.currency) q) o on true
    where c.company_id = ${companyId} and c.tax_id = any(${[...by.taxIds]}::text[]) and c.merged_into is null
      and ${by.ownerUserId === null ? sql`true` : sql`c.owner_user_id = ${by.ownerUserId}`}
    order by c.customer_id`.execute(executor)
  return rows.map((row) => ({
    customerId: row.customer_id,
    name: row.name,
    sums: (row.sums ?? []).map((sum) => ({ currency: sum.currency, openMinor: BigInt(sum.open), overdueMinor: BigInt(sum.overdue) })),
    basisPoints: row.basis_points,
    warned: row.level !== null && row.level !== 'clear',
    reasons: row.reasons ?? [],
    creditLimitMinor: row.credit_limit === null ? null : BigInt(row.credit_limit),
    blockedSince: row.blocked_since,
    exceptionUntil: row.exception_until,
  }))
}
