// What we owe customers, quick to find: credit notes not yet set off, for the answer whether to sell.
import { type Kysely, sql } from 'kysely'

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`create index invoice_balances_credited on invoice_balances (company_id, customer_id) include (currency, open_minor, type)
    where open_minor < 0`.execute(database)
}
