// Finds invoices, customers and payments by a piece of number, name, title or an amount.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Id } from '#values/id'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import { type Money, money } from '#values/money'
import { alphanumerics, foldText } from '#values/plain-text'
import type { Executor } from '../database.ts'

export type Hit = {
  readonly kind: 'invoice' | 'customer' | 'payment'
  readonly id: Id
  readonly title: string
  readonly detail: string
  readonly amount: Money | null
}

type Row = { kind: Hit['kind']; id: Id; title: string; detail: string | null; minor: bigint | null; currency: Currency | null }

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** `1 234,56` and `1234.56` → 123456; null for what is no amount. */
function amountOf(text: string): bigint | null {
  const match = /^(\d[\d\s\u00A0]*)(?:[.,](\d{1,2}))?$/.exec(text.trim())
  return match === null ? null : BigInt((match[1] ?? '').replace(/\D/g, '') + (match[2] ?? '').padEnd(2, '0'))
}

/** At most eight hits of each kind; invoices first. */
export async function searchAll(executor: Executor, companyId: Id, text: string, ownerUserId: string | null): Promise<Hit[]> {
  const number = alphanumerics(text)
  const folded = `%${escaped(foldText(text.trim()))}%`
  const amount = amountOf(text)
  const own = ownerUserId === null ? sql`true` : sql`c.owner_user_id = ${ownerUserId}`
  const { rows } = await sql<Row>`
    (select 'invoice' as kind, i.invoice_id as id, i.number as title, c.name as detail, b.open_minor as minor, b.currency from invoices i
      join invoice_balances b on b.company_id = i.company_id and b.invoice_id = i.invoice_id join customers c on c.company_id = i.company_id and c.customer_id = i.customer_id
      where i.company_id = ${companyId} and ${own} and (${number === '' ? sql`false` : sql`i.number_key like ${`%${escaped(canonicalInvoiceNumber(text))}%`}`} or c.name_folded like ${folded} ${amount === null ? sql`` : sql`or b.total_minor = ${amount}`})
      order by i.issue_on desc limit 8)
    union all (select 'customer', c.customer_id, c.name, c.tax_id, null, null from customers c where c.company_id = ${companyId} and c.merged_into is null and ${own}
      and (c.name_folded like ${folded} ${number.length >= 3 ? sql`or c.tax_id like ${`${number}%`}` : sql``}) order by c.name_folded limit 8)
    union all (select 'payment', p.payment_id, coalesce(p.payer_name, p.title), p.title, p.amount_minor, p.currency from payments p left join customers c on c.company_id = p.company_id and c.customer_id = p.customer_id
      where p.company_id = ${companyId} and ${own} and (p.title ilike ${`%${escaped(text.trim())}%`} or p.payer_name ilike ${`%${escaped(text.trim())}%`} ${amount === null ? sql`` : sql`or p.amount_minor = ${amount}`})
      order by p.booked_on desc limit 8)`.execute(executor)
  return rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    title: row.title,
    detail: row.detail ?? '',
    amount: row.minor === null || row.currency === null ? null : money(row.minor, row.currency),
  }))
}
