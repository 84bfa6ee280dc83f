// What other systems are told of the ledger: invoices whose status has changed since they were told, payments as they stand.
import { sql } from 'kysely'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

export type ChangedInvoice = {
  readonly invoiceId: Id
  readonly number: string
  readonly status: string
  readonly openMinor: bigint
  readonly currency: string
}

/** Those whose status differs from the one last told; an invoice nobody was told of counts as told to be unpaid. */
export async function listChangedInvoices(
  executor: Executor,
  companyId: Id,
  invoiceIds: readonly Id[],
): Promise<readonly ChangedInvoice[]> {
  if (invoiceIds.length === 0) return []
  const { rows } = await sql<ChangedInvoice>`
    select i.invoice_id as "invoiceId", i.number, b.status, b.open_minor as "openMinor", b.currency
    from invoices i join invoice_balances b on b.company_id = i.company_id and b.invoice_id = i.invoice_id
    left join lateral (select o.payload->'data'->>'status' as status from outbox o
      where o.company_id = i.company_id and o.kind = 'event' and o.invoice_id = i.invoice_id order by o.outbox_id desc limit 1) told on true
    where i.company_id = ${companyId} and i.invoice_id = any(${[...invoiceIds]}::uuid[]) and b.status is distinct from coalesce(told.status, 'unpaid')
    order by i.invoice_id`.execute(executor)
  return rows
}

export type ToldPayment = {
  readonly paymentId: Id
  readonly bookedOn: Day
  readonly amountMinor: bigint
  readonly unappliedMinor: bigint
  readonly currency: string
  /** The newest entry: what happened last, for ever. */
  readonly entryId: Id
  readonly entries: number
  readonly invoiceIds: readonly Id[]
}

export async function listToldPayments(executor: Executor, companyId: Id, paymentIds: readonly Id[]): Promise<readonly ToldPayment[]> {
  if (paymentIds.length === 0) return []
  const { rows } = await sql<ToldPayment>`
    select p.payment_id as "paymentId", p.booked_on as "bookedOn", b.amount_minor as "amountMinor", b.unapplied_minor as "unappliedMinor", b.currency,
      e.newest as "entryId", e.entries, e.invoices as "invoiceIds"
    from payments p join payment_balances b on b.company_id = p.company_id and b.payment_id = p.payment_id
    join lateral (select (array_agg(x.entry_id order by x.entry_id desc))[1] as newest, count(*)::int as entries,
        coalesce(array_agg(distinct x.invoice_id) filter (where x.invoice_id is not null and x.reverses is null and not exists (
          select 1 from entries r where r.company_id = x.company_id and r.reverses = x.entry_id)), '{}') as invoices
      from entries x where x.company_id = p.company_id and x.payment_id = p.payment_id) e on e.entries > 0
    where p.company_id = ${companyId} and p.payment_id = any(${[...paymentIds]}::uuid[]) order by p.payment_id`.execute(executor)
  return rows
}
