// Payments as they stood at the end of a day, what matching made of them, and money set against invoices.
import { sql } from 'kysely'
import type { MatchEnd } from '#domain/analytics/matching-quality'
import type { StepPayment } from '#domain/analytics/step-effect'
import type { Evidence } from '#domain/matching/types'
import type { PaymentFact } from '#domain/reporting/facts'
import type { NamedStep } from '#domain/reporting/work-facts'
import type { MatchFact } from '#ports/report-rows'
import { currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Executor } from '../database.ts'
import { type CustomerChoice, chosenCustomer } from './customer-choice.ts'

/** Money of customers booked up to `asOf`, with what was not set against anything on that day; the newest first. */
export async function readPaymentFacts(
  executor: Executor,
  companyId: Id,
  asOf: Day,
  choice: { readonly customerId?: Id | null } = {},
): Promise<readonly PaymentFact[]> {
  const { rows } = await sql<{
    id: Id
    booked_on: Day
    amount: bigint
    currency: string
    unapplied: string
    payer: string | null
    account: string | null
    title: string
    source: string
    status: string
    customer_id: Id | null
    customer: string | null
  }>`
    select p.payment_id as id, p.booked_on, p.amount_minor as amount, p.currency, p.payer_name as payer, p.payer_account as account, p.title,
      p.source, b.status, p.customer_id, c.name as customer,
      coalesce((select sum(case when e.kind = 'payment-received' then coalesce(e.payment_minor, e.amount_minor)
        when e.kind in ('payment-returned', 'allocation', 'refund') then -coalesce(e.payment_minor, e.amount_minor) else 0 end)
        from entries e where e.company_id = p.company_id and e.payment_id = p.payment_id and e.on_day <= ${asOf}), 0)::text as unapplied
    from payments p join payment_balances b on b.company_id = p.company_id and b.payment_id = p.payment_id
    left join customers c on c.company_id = p.company_id and c.customer_id = p.customer_id
    where p.company_id = ${companyId} and p.booked_on <= ${asOf} and p.amount_minor > 0 and b.status <> 'withdrawn'
      and ${choice.customerId == null ? sql`true` : sql`p.customer_id = ${choice.customerId}`}
    order by p.booked_on desc, p.payment_id desc`.execute(executor)
  return rows.map((row) => {
    const own = currency(row.currency)
    return {
      id: row.id,
      bookedOn: row.booked_on,
      amount: money(row.amount, own),
      unapplied: money(row.status === 'outside' ? 0n : BigInt(row.unapplied), own),
      payer: row.payer,
      account: row.account,
      title: row.title,
      source: row.source,
      status: row.status,
      customerId: row.customer_id,
      customer: row.customer,
    }
  })
}

const endOf = (state: string): MatchEnd | null =>
  state === 'posted'
    ? 'posted'
    : state === 'accepted'
      ? 'accepted'
      : state === 'rejected'
        ? 'rejected'
        : state === 'proposed'
          ? 'waiting'
          : null

/** What matching did with payments booked in the period; what was replaced before anybody saw it is left out. */
export async function readMatchFacts(
  executor: Executor,
  companyId: Id,
  period: { readonly from: Day; readonly asOf: Day; readonly timeZone: string },
  choice: CustomerChoice = {},
): Promise<readonly MatchFact[]> {
  const { rows } = await sql<{
    id: Id
    payment_id: Id
    booked_on: Day
    payer: string | null
    amount: bigint
    currency: string
    invoices: string | null
    state: string
    outcome: string
    probability: number
    evidence: readonly Evidence[]
    decided_by: string | null
    decided_on: Day | null
    customer: string | null
    segment: string | null
  }>`
    select m.match_id as id, m.payment_id, p.booked_on, c.name as customer, c.segment, p.payer_name as payer, p.amount_minor as amount, p.currency, m.state, m.outcome, m.probability,
      coalesce(m.decision -> 'evidence', '[]') as evidence, coalesce(u.name, m.decided_by) as decided_by,
      (m.decided_at at time zone ${period.timeZone})::date as decided_on,
      (select string_agg(i.number, ', ' order by i.issue_on, i.number) from jsonb_array_elements(m.decision -> 'allocations') a
        join invoices i on i.company_id = m.company_id and i.invoice_id = (a ->> 'invoiceId')::uuid) as invoices
    from matches m join payments p on p.company_id = m.company_id and p.payment_id = m.payment_id
    left join customers c on c.company_id = p.company_id and c.customer_id = p.customer_id
    left join sign_in.users u on 'person:' || u.id = m.decided_by
    where m.company_id = ${companyId} and p.booked_on between ${period.from} and ${period.asOf} and m.outcome <> 'none' and m.state <> 'superseded'
      and ${chosenCustomer(companyId, choice, 'p.customer_id')}
    order by p.booked_on desc, m.match_id desc`.execute(executor)
  return rows.flatMap((row) => {
    const undone = row.state === 'undone'
    const end = undone ? (row.outcome === 'posted' ? ('posted' as const) : ('accepted' as const)) : endOf(row.state)
    if (end === null) return []
    return [
      {
        id: row.id,
        paymentId: row.payment_id,
        bookedOn: row.booked_on,
        payer: row.payer,
        customer: row.customer,
        segment: row.segment,
        amount: money(row.amount, currency(row.currency)),
        invoices: row.invoices ?? '',
        end,
        undone,
        probability: row.probability,
        reasons: row.evidence.map(({ because, facts }) => ({ because, facts: facts as Readonly<Record<string, string | number>> })),
        decidedBy: row.decided_by,
        decidedOn: row.decided_on,
      },
    ]
  })
}

/** Reminders that went in the period, one line an invoice, and the money that came on those invoices since. */
export async function readStepFacts(
  executor: Executor,
  companyId: Id,
  period: { readonly from: Day; readonly asOf: Day; readonly timeZone: string },
  choice: CustomerChoice = {},
): Promise<{ readonly steps: readonly NamedStep[]; readonly allocations: readonly StepPayment[] }> {
  const sent = await sql<{
    step: string
    invoice_id: string
    sent_on: Day
    number: string
    customer: string
    segment: string | null
    total: bigint
    currency: string
  }>`
    select s ->> 'stepId' as step, s ->> 'invoiceId' as invoice_id, (o.sent_at at time zone ${period.timeZone})::date as sent_on,
      i.number, c.name as customer, c.segment, i.total_minor as total, i.currency
    from outbox o cross join lateral jsonb_array_elements(coalesce(o.payload -> 'steps', '[]')) s
    join invoices i on i.company_id = o.company_id and i.invoice_id = (s ->> 'invoiceId')::uuid
    join customers c on c.company_id = i.company_id and c.customer_id = i.customer_id
    where ${chosenCustomer(companyId, choice, 'i.customer_id')} and o.company_id = ${companyId} and o.kind = 'message' and o.state = 'done' and o.payload ->> 'template' = 'reminder'
      and (o.sent_at at time zone ${period.timeZone})::date between ${period.from} and ${period.asOf} order by o.sent_at`.execute(executor)
  const ids = [...new Set(sent.rows.map((row) => row.invoice_id))]
  const paid =
    ids.length === 0
      ? { rows: [] }
      : await sql<{ invoice_id: string; on_day: Day; amount: bigint; currency: string }>`
          select e.invoice_id, e.on_day, e.amount_minor as amount, e.currency from entries e
          where e.company_id = ${companyId} and e.invoice_id = any(${ids}::uuid[]) and e.kind in ('allocation', 'settled-at-source')
            and e.reverses is null and e.on_day <= ${period.asOf}
            and not exists (select 1 from entries r where r.company_id = e.company_id and r.reverses = e.entry_id)`.execute(executor)
  return {
    steps: sent.rows.map((row) => ({
      step: row.step,
      invoiceId: row.invoice_id,
      sentOn: row.sent_on,
      number: row.number,
      customer: row.customer,
      segment: row.segment,
      total: money(row.total, currency(row.currency)),
    })),
    allocations: paid.rows.map((row) => ({ invoiceId: row.invoice_id, on: row.on_day, amount: money(row.amount, currency(row.currency)) })),
  }
}
