// Everything that happened between a customer and the company, newest first: documents, money, messages, agreements, notes and changes.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import { type Day, dayOf } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'

export const timelineKinds = [
  'invoice',
  'payment',
  'allocation',
  'message',
  'promise',
  'dispute',
  'instalments',
  'hold',
  'note',
  'audit',
] as const

export type TimelineLine = {
  readonly at: Date
  readonly on: Day
  readonly kind: (typeof timelineKinds)[number]
  /** What happened, as a word of the timeline's own list. */
  readonly word: string
  readonly facts: Readonly<Record<string, string | number>>
  readonly amount: Money | null
  readonly skipped: boolean
  readonly invoiceId: Id | null
  readonly paymentId: Id | null
  /** Of a note, by which it is taken away. */
  readonly noteId: Id | null
}

type Row = {
  at: Date
  kind: TimelineLine['kind']
  word: string
  fact: string | null
  reason: string | null
  by: string | null
  minor: bigint | null
  currency: Currency | null
  skipped: boolean
  invoice_id: Id | null
  payment_id: Id | null
  note_id: Id | null
  on_day: Day | null
}

const none = sql`null::uuid`

/** Newest first, at most 500 lines; of each kind the newest. */
export async function listTimeline(executor: Executor, companyId: Id, customerId: Id, timeZone: string): Promise<TimelineLine[]> {
  const of = (table: string) => sql`${sql.ref(table)}.company_id = ${companyId} and ${sql.ref(table)}.customer_id = ${customerId}`
  const { rows } = await sql<Row>`select * from (
    (select i.created_at as at, 'invoice' as kind, i.type as word, i.number as fact, null as reason, null as by, i.total_minor as minor, i.currency, i.cancelled as skipped, i.invoice_id, ${none} as payment_id, ${none} as note_id, i.issue_on as on_day
      from invoices i where ${of('i')} order by i.issue_on desc limit 120)
    union all (select p.created_at, 'payment', p.source, p.title, null, p.payer_name, p.amount_minor, p.currency, false, ${none}, p.payment_id, ${none}, p.booked_on
      from payments p where ${of('p')} order by p.booked_on desc limit 120)
    union all (select min(e.recorded_at), 'allocation', case when min(e.actor) like 'system%' then 'automatic' else 'by-hand' end, string_agg(distinct i.number, ', '), null, null, sum(e.amount_minor)::bigint, e.currency, false, ${none}, e.payment_id, ${none}, null
      from entries e join invoices i on i.company_id = e.company_id and i.invoice_id = e.invoice_id
      where ${of('i')} and e.kind = 'allocation' group by e.payment_id, e.group_id, e.currency having sum(e.amount_minor) > 0 order by 1 desc limit 80)
    union all (select coalesce(o.sent_at, o.created_at), 'message', o.state, coalesce(o.payload #>> '{content,subject}', o.payload #>> '{content,to,0,address}'), o.reason, null, null, null, o.state in ('withheld', 'cancelled', 'failed'), o.invoice_id, ${none}, ${none}, null
      from outbox o where ${of('o')} and o.kind = 'message' order by o.created_at desc limit 200)
    union all (select h.created_at, case when h.kind in ('promise', 'dispute', 'instalments') then h.kind else 'hold' end, coalesce(h.outcome, case when h.ended_at is null then 'stands' else 'ended' end), h.why, case when h.kind in ('promise', 'dispute', 'instalments') then coalesce(h.reason, h.until_on::text) else h.kind end, h.by_whom, h.amount_minor, h.currency, coalesce(h.outcome in ('withdrawn', 'ended'), false), h.invoice_id, ${none}, ${none}, null
      from holds h where ${of('h')} order by h.hold_id desc limit 80)
    union all (select n.created_at, 'note', 'note', n.text, null, n.created_by_name, null, null, false, ${none}, ${none}, n.note_id, null
      from notes n where ${of('n')} and n.removed_at is null order by n.note_id desc limit 80)
    union all (select a.at, 'audit', a.action, null, a.why, a.actor_name, null, null, false, ${none}, ${none}, ${none}, null
      from audit a where a.company_id = ${companyId} and a.subject_kind = 'customer' and a.subject_id = ${customerId} and a.action in ('customer.changed', 'customer.merged', 'customer.merge-undone', 'customer.erased', 'portal.revoked') order by a.sequence desc limit 60)
    ) as lines order by coalesce(on_day, (at at time zone ${timeZone})::date) desc, at desc limit 500`.execute(executor)
  return rows.map((row) => ({
    at: row.at,
    on: row.on_day ?? dayOf(row.at, timeZone),
    kind: row.kind,
    word: row.word,
    facts: {
      ...(row.fact === null ? {} : { what: row.fact }),
      ...(row.reason === null ? {} : { reason: row.reason }),
      ...(row.by === null ? {} : { by: row.by }),
    },
    amount: row.minor === null || row.currency === null ? null : money(row.minor, row.currency),
    skipped: row.skipped,
    invoiceId: row.invoice_id,
    paymentId: row.payment_id,
    noteId: row.note_id,
  }))
}
