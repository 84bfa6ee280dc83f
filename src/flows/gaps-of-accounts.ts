// Which statements are missing between those of an account.
import { type StatementGap, statementGaps } from '#domain/ledger/statement-gaps'
import type { Executor } from '#store/database'
import { listStatementsOfAccount } from '#store/statements'
import type { Id } from '#values/id'

export async function gapsOfAccounts(executor: Executor, companyId: Id, accountIds: readonly Id[]): Promise<readonly StatementGap[]> {
  const gaps: StatementGap[] = []
  for (const accountId of accountIds) gaps.push(...statementGaps(await listStatementsOfAccount(executor, companyId, accountId)))
  return gaps
}
