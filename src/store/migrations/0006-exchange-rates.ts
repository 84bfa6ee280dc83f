// Exchange rates that a company has loaded: its own copy of the bank's table.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table exchange_rates (
    company_id uuid not null, currency text not null, on_day date not null, ten_thousandths bigint not null, loaded_at timestamptz not null,
    primary key (company_id, currency, on_day))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
