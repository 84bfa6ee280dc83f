// The teams that hear of blocks and releases, for the screen that chooses them.
import type { Id } from '#values/id'
import { listAlertTeams as list, type TeamOfAlerts } from '../alert-teams.ts'
import type { Executor } from '../database.ts'

export const listAlertTeams = (executor: Executor, companyId: Id): Promise<readonly TeamOfAlerts[]> => list(executor, companyId)
