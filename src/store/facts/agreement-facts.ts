// What was agreed with customers, what changed their debts, what was sent to them, and the journal.
import { sql } from 'kysely'
import type { DebtChange } from '#domain/interest/late-interest'
import type { BlockFact, HoldFact, LetterFact, LogFact } from '#ports/report-rows'
import { currency, findCurrency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Executor } from '../database.ts'

type Period = { readonly from: Day; readonly asOf: Day; readonly timeZone: string }

/** Holds that were in force on some day of the period, the newest first. */
export async function readHoldFacts(executor: Executor, companyId: Id, period: Period): Promise<readonly HoldFact[]> {
  const { rows } = await sql<{
    kind: string
    customer_id: Id
    customer: string
    invoice: string | null
    since_on: Day
    until_on: Day | null
    amount: string | null
    currency: string | null
    why: string
    outcome: string | null
    ended_on: Day | null
  }>`
    select h.kind, h.customer_id, c.name as customer, i.number as invoice, (h.created_at at time zone ${period.timeZone})::date as since_on,
      h.until_on, h.amount_minor::text as amount, h.currency, h.why, h.outcome,
      (h.ended_at at time zone ${period.timeZone})::date as ended_on
    from holds h join customers c on c.company_id = h.company_id and c.customer_id = h.customer_id
    left join invoices i on i.company_id = h.company_id and i.invoice_id = h.invoice_id
    where h.company_id = ${companyId} and (h.created_at at time zone ${period.timeZone})::date <= ${period.asOf}
      and (h.ended_at is null or (h.ended_at at time zone ${period.timeZone})::date >= ${period.from})
    order by h.created_at desc, h.hold_id desc`.execute(executor)
  return rows.map((row) => {
    const own = row.currency === null ? null : findCurrency(row.currency)
    return {
      kind: row.kind,
      customerId: row.customer_id,
      customer: row.customer,
      invoice: row.invoice,
      sinceOn: row.since_on,
      untilOn: row.until_on,
      amount: row.amount === null || own === null ? null : money(BigInt(row.amount), own),
      why: row.why,
      outcome: row.outcome,
      endedOn: row.ended_on,
    }
  })
}

/** What changed the debt of these invoices up to `asOf`, by invoice. */
export async function readDebtChanges(
  executor: Executor,
  companyId: Id,
  invoiceIds: readonly Id[],
  asOf: Day,
): Promise<ReadonlyMap<Id, readonly DebtChange[]>> {
  if (invoiceIds.length === 0) return new Map()
  const { rows } = await sql<{ invoice_id: Id; kind: string; on_day: Day; amount: bigint; currency: string }>`
    select invoice_id, kind, on_day, amount_minor as amount, currency from entries
    where company_id = ${companyId} and invoice_id = any(${[...invoiceIds]}::uuid[]) and on_day <= ${asOf}
      and kind in ('allocation', 'settled-at-source', 'credit-allocation', 'advance-deducted', 'write-off', 'bank-fee', 'currency-difference')
    order by on_day, entry_id`.execute(executor)
  const changes = new Map<Id, DebtChange[]>()
  for (const row of rows) {
    const change: DebtChange = {
      kind: row.kind === 'allocation' || row.kind === 'settled-at-source' ? 'payment' : 'correction',
      on: row.on_day,
      amount: money(row.amount, currency(row.currency)),
    }
    const known = changes.get(row.invoice_id)
    if (known === undefined) changes.set(row.invoice_id, [change])
    else known.push(change)
  }
  return changes
}

/** Interest notes and balance confirmations issued in the period, and messages of these kinds that are of no document; the newest first. */
export async function readLetterFacts(executor: Executor, companyId: Id, period: Period): Promise<readonly LetterFact[]> {
  const { rows } = await sql<{
    kind: string
    customer_id: Id
    customer: string
    sent_on: Day
    state: string
    subject: string | null
    amount: bigint | null
    currency: string | null
  }>`
    with letters as (
      select d.kind, d.customer_id, d.issued_on as sent_on, d.number as subject, d.amount_minor as amount, d.currency, d.created_at,
        case when (d.cancelled_at at time zone ${period.timeZone})::date <= ${period.asOf} then 'cancelled' else coalesce((select o.state from outbox o
          where o.company_id = d.company_id and o.kind = 'message' and o.payload ->> 'documentId' = d.document_id::text
          order by o.created_at desc limit 1), 'issued') end as state
      from documents d where d.company_id = ${companyId} and d.kind in ('interest-note', 'balance-confirmation')
        and d.issued_on between ${period.from} and ${period.asOf}
      union all
      select coalesce(nullif(o.payload ->> 'kind', ''), o.payload ->> 'template'), o.customer_id,
        (coalesce(o.sent_at, o.created_at) at time zone ${period.timeZone})::date, o.payload -> 'content' ->> 'subject', null, null, o.created_at, o.state
      from outbox o where o.company_id = ${companyId} and o.kind = 'message'
        and (o.payload ->> 'kind' in ('interest-note', 'balance-confirmation') or o.payload ->> 'template' in ('interest-note', 'balance-confirmation'))
        and not exists (select 1 from documents d where d.company_id = o.company_id and d.document_id::text = o.payload ->> 'documentId')
        and (coalesce(o.sent_at, o.created_at) at time zone ${period.timeZone})::date between ${period.from} and ${period.asOf})
    select l.kind, l.customer_id, c.name as customer, l.sent_on, l.state, l.subject, l.amount, l.currency from letters l
    join customers c on c.company_id = ${companyId} and c.customer_id = l.customer_id
    order by l.created_at desc`.execute(executor)
  return rows.map((row) => ({
    kind: row.kind,
    customerId: row.customer_id,
    customer: row.customer,
    sentOn: row.sent_on,
    state: row.state,
    subject: row.subject,
    amount: row.amount === null || row.currency === null ? null : money(row.amount, currency(row.currency)),
  }))
}

/** The journal of the period, the newest first, at most so many lines. */
export async function readLogFacts(executor: Executor, companyId: Id, period: Period, most: number): Promise<readonly LogFact[]> {
  const { rows } = await sql<{
    at: Date
    on_day: Day
    time: string
    actor: string
    action: string
    subject: string | null
    subject_kind: string
    why: string | null
  }>`
    select a.at, (a.at at time zone ${period.timeZone})::date as on_day, to_char(a.at at time zone ${period.timeZone}, 'HH24:MI') as time,
      coalesce(a.actor_name, a.actor) as actor, a.action, a.why,
      coalesce(i.number, c.name, p.payer_name) as subject, a.subject_kind
    from audit a
    left join invoices i on a.subject_kind = 'invoice' and i.company_id = a.company_id and i.invoice_id::text = a.subject_id
    left join customers c on a.subject_kind = 'customer' and c.company_id = a.company_id and c.customer_id::text = a.subject_id
    left join payments p on a.subject_kind = 'payment' and p.company_id = a.company_id and p.payment_id::text = a.subject_id
    where a.company_id = ${companyId} and (a.at at time zone ${period.timeZone})::date between ${period.from} and ${period.asOf}
    order by a.sequence desc limit ${most}`.execute(executor)
  return rows.map((row) => ({
    at: row.at,
    on: row.on_day,
    time: row.time,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    subjectKind: row.subject_kind,
    why: row.why,
  }))
}

/** Blocks of supply that stood on some day of the period, the newest first. */
export async function readBlockFacts(executor: Executor, companyId: Id, period: Period): Promise<readonly BlockFact[]> {
  const { rows } = await sql<{
    customer_id: Id
    customer: string
    state: string
    since_on: Day
    ended_on: Day | null
    why: string | null
  }>`
    select b.customer_id, c.name as customer, b.state, (coalesce(b.started_at, b.created_at) at time zone ${period.timeZone})::date as since_on,
      (b.ended_at at time zone ${period.timeZone})::date as ended_on, b.why
    from credit_blocks b join customers c on c.company_id = b.company_id and c.customer_id = b.customer_id
    where b.company_id = ${companyId} and (b.created_at at time zone ${period.timeZone})::date <= ${period.asOf}
      and (b.ended_at is null or (b.ended_at at time zone ${period.timeZone})::date >= ${period.from})
    order by b.created_at desc`.execute(executor)
  return rows.map((row) => ({
    customerId: row.customer_id,
    customer: row.customer,
    state: row.state,
    sinceOn: row.since_on,
    endedOn: row.ended_on,
    why: row.why,
  }))
}
