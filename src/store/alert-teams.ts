// Who belongs to the teams that hear of blocks and releases, and the shared addresses of those teams.
import type { Selectable } from 'kysely'
import { type AlertTeam, alertTeams } from '#domain/alerts/teams'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import type { AlertTeamsTable } from './schema/channels.ts'

export type TeamOfAlerts = {
  readonly team: AlertTeam
  readonly userIds: readonly string[]
  /** A mailbox that the team shares. */
  readonly email: string | null
  /** The id of a Slack channel. */
  readonly slack: string | null
}

/** Every team in its order; one that nobody has set up is empty. */
export async function listAlertTeams(executor: Executor, companyId: Id): Promise<readonly TeamOfAlerts[]> {
  const rows: readonly Selectable<AlertTeamsTable>[] = await executor
    .selectFrom('alert_teams')
    .selectAll()
    .where('company_id', '=', companyId)
    .execute()
  return alertTeams.map((team) => {
    const row = rows.find((each) => each.team === team)
    return { team, userIds: row?.user_ids ?? [], email: row?.email ?? null, slack: row?.slack ?? null }
  })
}

export async function saveAlertTeam(
  tx: Tx,
  companyId: Id,
  { team, userIds, email, slack }: TeamOfAlerts,
  by: { readonly actor: string; readonly at: Date },
): Promise<void> {
  const values = { user_ids: [...userIds], email, slack, changed_by: by.actor, changed_at: by.at }
  await tx
    .insertInto('alert_teams')
    .values({ company_id: companyId, team, ...values })
    .onConflict((conflict) => conflict.columns(['company_id', 'team']).doUpdateSet(values))
    .execute()
}
