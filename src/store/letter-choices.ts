// What a person may choose a letter for: the customer's invoices that are or were late, and those that are his at all.
import { sql } from 'kysely'
import { currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from './database.ts'

export type LetterChoice = {
  readonly invoiceId: Id
  readonly number: string
  readonly dueOn: Day
  readonly total: Money
  readonly open: Money
  /** The day of the last payment; null while nothing came. */
  readonly paidOn: Day | null
}

/** Invoices past their due day, open or paid late, the latest due first. */
export async function listLetterChoices(executor: Executor, companyId: Id, customerId: Id, today: Day): Promise<readonly LetterChoice[]> {
  const rows = await executor
    .selectFrom('invoice_balances as balance')
    .innerJoin('invoices as invoice', (join) =>
      join.onRef('invoice.company_id', '=', 'balance.company_id').onRef('invoice.invoice_id', '=', 'balance.invoice_id'),
    )
    .where('balance.company_id', '=', companyId)
    .where('balance.customer_id', '=', customerId)
    .where('balance.due_on', '<', today)
    .where('balance.type', 'not in', ['proforma', 'credit-note'])
    .where('invoice.cancelled', '=', false)
    .where('invoice.source_key', '<>', 'document')
    .where((eb) => eb.or([eb('balance.open_minor', '>', 0n), eb('balance.last_paid_on', '>', sql<Day>`balance.due_on`)]))
    .select([
      'balance.invoice_id',
      'invoice.number',
      'balance.due_on',
      'balance.total_minor',
      'balance.open_minor',
      'balance.currency',
      'balance.last_paid_on',
    ])
    .orderBy('balance.due_on', 'desc')
    .limit(200)
    .execute()
  return rows.flatMap((row) =>
    row.due_on === null
      ? []
      : [
          {
            invoiceId: row.invoice_id,
            number: row.number,
            dueOn: row.due_on,
            total: money(row.total_minor, currency(row.currency)),
            open: money(row.open_minor, currency(row.currency)),
            paidOn: row.last_paid_on,
          },
        ],
  )
}
