// Where a customer's personal data stand, to show them and to replace them by a pseudonym.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'

/** Table by table, the rows that name him. */
export async function gatherPersonalData(
  executor: Executor,
  companyId: Id,
  customerId: Id,
): Promise<Readonly<Record<string, readonly object[]>>> {
  const rows = async (table: string, columns: readonly string[]): Promise<readonly object[]> =>
    (
      await sql<object>`select ${sql.join(columns.map((name) => sql.ref(name)))} from ${sql.table(table)}
        where company_id = ${companyId} and customer_id = ${customerId}`.execute(executor)
    ).rows
  return {
    customer: await rows('customers', ['name', 'tax_id', 'email', 'phone', 'address', 'language', 'created_at']),
    contacts: await rows('contacts', ['name', 'role', 'email', 'phone', 'language', 'created_at', 'removed_at']),
    notes: await rows('notes', ['text', 'created_at', 'removed_at']),
    agreements: await rows('holds', ['kind', 'why', 'by_whom', 'channel', 'until_on', 'amount_minor', 'currency', 'outcome', 'created_at']),
    invoices: await rows('invoices', ['number', 'issue_on', 'due_on', 'total_minor', 'currency']),
    orders: await rows('orders', ['kind', 'number', 'title', 'issued_on', 'total_minor', 'currency', 'state']),
    payments: await rows('payments', ['booked_on', 'amount_minor', 'currency', 'payer_name', 'payer_account', 'payer_email', 'title']),
    messages: await rows('outbox', ['state', 'payload', 'created_at', 'sent_at']),
    pages: await rows('portal_links', ['created_at', 'expires_at', 'last_seen_at', 'visits']),
  }
}

export const hasOpenItems = async (executor: Executor, companyId: Id, customerId: Id): Promise<boolean> =>
  (await executor
    .selectFrom('invoice_balances')
    .select('invoice_id')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('open_minor', '<>', 0n)
    .executeTakeFirst()) !== undefined

/** The same customer has the same pseudonym for ever; it says nothing of him. */
export const pseudonymOf = (customerId: Id): string => `Kontrahent ${customerId.slice(-8)}`

/** Overwrites every field that names him; rows, amounts and days stay. */
export async function pseudonymise(tx: Tx, companyId: Id, customerId: Id, at: Date): Promise<void> {
  const name = pseudonymOf(customerId)
  const of = { company_id: companyId, customer_id: customerId }
  const mine = sql`company_id = ${of.company_id} and customer_id = ${of.customer_id}`
  const run = (statement: ReturnType<typeof sql>) => statement.execute(tx)
  await run(sql`update customers set name = ${name}, name_folded = upper(${name}), tax_id = null, email = null, phone = null, address = null,
    owner_user_id = null, owner_by_rule = false, erased_at = ${at} where ${mine}`)
  await run(sql`update contacts set name = ${name}, email = null, phone = null, removed_at = coalesce(removed_at, ${at}) where ${mine}`)
  await run(sql`update notes set text = '', removed_at = coalesce(removed_at, ${at}) where ${mine}`)
  await run(sql`update files set name = 'usunięto', bytes = ''::bytea where company_id = ${companyId}
    and file_id in (select proof_file_id from holds where ${mine} and proof_file_id is not null)`)
  await run(sql`update holds set why = '', by_whom = null where ${mine}`)
  await run(sql`update orders set title = null, customer_facts = '{}' where ${mine}`)
  await run(sql`update tasks set facts = '{}' where ${mine}`)
  await run(sql`update payments set payer_name = ${name}, payer_account = null, payer_email = null, title = '' where ${mine}`)
  await run(sql`update statement_lines set counterparty_name = ${name}, counterparty_account = null, title = ''
    where company_id = ${companyId} and payment_id in (select payment_id from payments where ${mine})`)
  await run(
    sql`update outbox set payload = payload - 'content' - 'edited' where ${mine} and state in ('done', 'failed', 'withheld', 'cancelled', 'unknown')`,
  )
  await run(
    sql`update outbox set payload = payload - 'content' - 'edited', state = 'cancelled', reason = 'customer-gone' where ${mine} and kind = 'message' and state in ('planned', 'awaiting-approval')`,
  )
  await run(sql`update learnt set removed_at = coalesce(removed_at, ${at}), key = 'erased:' || learnt_id::text where ${mine}`)
}
