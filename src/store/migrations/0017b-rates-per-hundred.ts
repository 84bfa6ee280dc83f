// Exchange rates that the bank's table quotes for a hundred or ten thousand units.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table exchange_rates add column per_units bigint not null default 1').execute(db)
}
