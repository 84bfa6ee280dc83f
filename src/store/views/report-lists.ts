// What the screens of reports read: own reports, orders, schedules, and where reports can go.
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import { listMembers } from '../members.ts'
import { listOwnReports as list, mayRead as may, type OwnReport, type Reader } from '../own-reports.ts'
import { findPeople } from '../people.ts'
import { getReportOrder } from '../report-orders.ts'
import { listReportSchedules as listSchedules } from '../report-schedules.ts'

export type { OwnReport } from '../own-reports.ts'
export type { ReportSchedule } from '../report-schedules.ts'

export const listOwnReports = (executor: Executor, companyId: Id): Promise<readonly OwnReport[]> => list(executor, companyId)
export const mayRead = (report: OwnReport, reader: Reader): boolean => may(report, reader)
export const readReportOrder = (executor: Executor, companyId: Id, reportOrderId: Id) => getReportOrder(executor, companyId, reportOrderId)
export const listReportSchedules = (executor: Executor, companyId: Id) => listSchedules(executor, companyId)

/** People of the company whom a report can be sent to. */
export async function listReportPeople(executor: Executor, companyId: Id) {
  const members = await listMembers(executor, companyId)
  const people = await findPeople(
    executor,
    members.map((member) => member.userId),
  )
  return [...people.values()]
    .map(({ userId, name, email }) => ({ userId, name, email }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'pl'))
}

/** Connections of these plugins, to which a report can go. */
export async function listTargetConnections(executor: Executor, companyId: Id, pluginIds: readonly string[]) {
  if (pluginIds.length === 0) return []
  const rows = await executor
    .selectFrom('connections')
    .select(['connection_id', 'name'])
    .where('company_id', '=', companyId)
    .where('shelf', '=', 'connector')
    .where('plugin_id', 'in', [...pluginIds])
    .where('removed_at', 'is', null)
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ connectionId: row.connection_id, name: row.name }))
}
