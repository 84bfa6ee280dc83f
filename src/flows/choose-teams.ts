// Chooses who hears at once that supply to a customer stops or goes on: people and shared addresses of each team.
import type { AlertTeam } from '#domain/alerts/teams'
import { listAlertTeams, saveAlertTeam, type TeamOfAlerts } from '#store/alert-teams'
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { listMembers } from '#store/members'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { isSlackId } from './choose-alerts.ts'
import { mailAddresses } from './messages/mail-addresses.ts'
import type { Shell } from './shell.ts'

/** Teams that are not named stay as they are. Failure `alerts.email-wrong`, `alerts.slack-wrong`, `alerts.person-unknown`. */
export async function chooseTeams(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly teams: readonly TeamOfAlerts[] },
): Promise<void> {
  const { companyId, actor, teams } = command
  for (const { email, slack } of teams) {
    if (email !== null && mailAddresses(email).length !== 1) throw new Failure('alerts.email-wrong', { email })
    if (slack !== null && !isSlackId(slack)) throw new Failure('alerts.slack-wrong', { slack })
  }
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const members = new Set((await listMembers(tx, companyId)).map(({ userId }) => userId))
    if (teams.some(({ userIds }) => userIds.some((userId) => !members.has(userId)))) throw new Failure('alerts.person-unknown')
    const before = new Map<AlertTeam, TeamOfAlerts>((await listAlertTeams(tx, companyId)).map((team) => [team.team, team]))
    const changed = teams.filter((team) => JSON.stringify(team) !== JSON.stringify(before.get(team.team)))
    for (const team of changed) await saveAlertTeam(tx, companyId, team, { actor: writeActor(actor), at })
    await appendAudit(
      tx,
      companyId,
      at,
      changed.map((team) => ({
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'alerts.team-chosen',
        subjectKind: 'company',
        subjectId: companyId,
        change: { before: before.get(team.team), after: team },
      })),
    )
  })
}
