// What matching learnt in a company, as a list that people search and delete from.
import { type SqlBool, sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { foldText } from '#values/plain-text'
import type { Executor } from '../database.ts'
import type { LearntKind } from '../learnt.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'

export type LearntRow = {
  readonly learntId: Id
  readonly kind: LearntKind
  readonly account: string | null
  readonly payerName: string | null
  readonly customerId: Id | null
  readonly customerName: string | null
  readonly payment: { readonly paymentId: Id; readonly bookedOn: Day; readonly amount: Money; readonly payerName: string | null } | null
  readonly invoiceNumber: string | null
  readonly times: number
  readonly taughtBy: string
  readonly taughtByName: string | null
  readonly createdAt: Date
  readonly lastSeenAt: Date
}

export type LearntFilter = {
  readonly kind?: LearntKind | undefined
  readonly search?: string | undefined
  /** Only lessons of this person's customers. */
  readonly ownerUserId: string | null
}

type Row = {
  learnt_id: Id
  kind: LearntKind
  key: string
  customer_id: Id | null
  customer_name: string | null
  payment_id: Id | null
  booked_on: Day | null
  amount_minor: bigint | null
  currency: string | null
  payer_name: string | null
  number: string | null
  times: number
  created_by: string
  person_name: string | null
  created_at: Date
  last_seen_at: Date
}

const from = sql`from learnt l
  left join payments p on p.company_id = l.company_id and p.payment_id = l.payment_id
  left join invoices i on i.company_id = l.company_id and i.invoice_id = l.invoice_id
  left join customers c on c.company_id = l.company_id and c.customer_id = coalesce(l.customer_id, i.customer_id)`

function where(companyId: Id, { kind, search, ownerUserId }: LearntFilter) {
  const text = search?.trim() ?? ''
  const pattern = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`
  const parts = [
    sql<SqlBool>`l.company_id = ${companyId} and l.removed_at is null`,
    ...(ownerUserId === null ? [] : [sql<SqlBool>`c.owner_user_id = ${ownerUserId}`]),
    ...(kind === undefined ? [] : [sql<SqlBool>`l.kind = ${kind}`]),
    // An account is searched with the blanks that people write in it, a name without its accents.
    ...(text === ''
      ? []
      : [
          sql<SqlBool>`((l.kind <> 'dismissed' and (translate(upper(l.key), 'ĄĆĘŁŃÓŚŹŻ', 'ACELNOSZZ') like ${pattern(foldText(text))}
              or replace(l.key, ' ', '') ilike ${pattern(text.replace(/\s/g, ''))}))
            or c.name_folded like ${pattern(foldText(text))} or i.number ilike ${pattern(text)} or p.payer_name ilike ${pattern(text)})`,
        ]),
  ]
  return sql`where ${sql.join(parts, sql` and `)}`
}

/** Newest first; ids are made in time order. */
export async function listLearntRows(
  executor: Executor,
  companyId: Id,
  options: LearntFilter & { readonly after?: string | undefined; readonly limit?: number | undefined },
): Promise<{ readonly rows: LearntRow[]; readonly next: string | null }> {
  const size = pageSize(options.limit)
  const [after] = options.after === undefined ? [] : readCursor(options.after, 1)
  const { rows } = await sql<Row>`
    select l.learnt_id, l.kind, l.key, c.customer_id, c.name as customer_name, p.payment_id, p.booked_on, p.amount_minor, p.currency, p.payer_name,
      i.number, l.times, l.created_by, u.name as person_name, l.created_at, l.last_seen_at
    ${from} left join sign_in.users u on l.created_by = 'person:' || u.id
    ${where(companyId, options)} ${after === undefined ? sql`` : sql`and l.learnt_id < ${after}`}
    order by l.learnt_id desc limit ${size + 1}`.execute(executor)
  const page = cutPage(rows, size, (row) => [row.learnt_id])
  return { rows: page.rows.map(toLearntRow), next: page.next }
}

/** How many there are of each kind. */
export async function countLearnt(
  executor: Executor,
  companyId: Id,
  filter: LearntFilter,
): Promise<Readonly<Partial<Record<LearntKind, number>>>> {
  const { rows } = await sql<{
    kind: LearntKind
    count: bigint
  }>`select l.kind, count(*) as count ${from} ${where(companyId, filter)} group by 1`.execute(executor)
  return Object.fromEntries(rows.map((row) => [row.kind, Number(row.count)]))
}

function toLearntRow(row: Row): LearntRow {
  const payer = row.key.slice(0, row.key.lastIndexOf('|'))
  const written = payer.slice(payer.indexOf(':') + 1)
  const isAccount = row.kind === 'account' || row.kind === 'virtual-account'
  const isOther = row.kind === 'for-others'
  return {
    learntId: row.learnt_id,
    kind: row.kind,
    account: isAccount ? payer : isOther && payer.startsWith('account:') ? written : null,
    payerName: row.kind === 'payer-name' ? payer : isOther && payer.startsWith('name:') ? written : null,
    customerId: row.customer_id,
    customerName: row.customer_name,
    payment:
      row.payment_id === null || row.booked_on === null || row.amount_minor === null || row.currency === null
        ? null
        : {
            paymentId: row.payment_id,
            bookedOn: row.booked_on,
            amount: money(row.amount_minor, row.currency as Currency),
            payerName: row.payer_name,
          },
    invoiceNumber: row.number,
    times: row.times,
    taughtBy: row.created_by,
    taughtByName: row.person_name,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }
}
