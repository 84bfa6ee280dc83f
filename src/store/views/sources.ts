// How fresh the data of each source is.
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export type Source = {
  readonly name: string
  readonly kind: 'connection' | 'bank-account'
  readonly state: 'fresh' | 'delayed' | 'error' | 'off'
  readonly at: Date | null
}

/** Connectors by their last success, bank accounts by when a statement was last read; older than `staleAfterHours` is delayed. */
export async function listSources(executor: Executor, companyId: Id, staleAfterHours: number, now: Date): Promise<Source[]> {
  const stale = (at: Date | null): boolean => at === null || now.getTime() - at.getTime() > staleAfterHours * 3_600_000
  const connections = await executor
    .selectFrom('connections')
    .select(['name', 'state', 'last_success_at'])
    .where('company_id', '=', companyId)
    .where('shelf', '=', 'connector')
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .execute()
  const accounts = await executor
    .selectFrom('bank_accounts')
    .select(['name', 'account', 'currency', 'last_read_at'])
    .where('company_id', '=', companyId)
    .where('kind', '=', 'settlement')
    .orderBy('created_at')
    .execute()
  return [
    ...connections.map(
      (row): Source => ({
        name: row.name,
        kind: 'connection',
        at: row.last_success_at,
        state:
          row.state === 'off'
            ? 'off'
            : row.state === 'error' || row.state === 'needs-attention'
              ? 'error'
              : stale(row.last_success_at)
                ? 'delayed'
                : 'fresh',
      }),
    ),
    ...accounts.map(
      (row): Source => ({
        name: row.name ?? `${row.currency} •• ${row.account.slice(-4)}`,
        kind: 'bank-account',
        at: row.last_read_at,
        state: stale(row.last_read_at) ? 'delayed' : 'fresh',
      }),
    ),
  ]
}
