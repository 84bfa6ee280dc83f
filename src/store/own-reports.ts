// Reports that people put together: whose they are and with whom they are shared.

import type { Selectable } from 'kysely'
import type { Role } from '#domain/access/permissions'
import type { ReportDefinition } from '#domain/reporting/definition'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'
import type { OwnReportsTable } from './schema/reporting.ts'

export type OwnReport = {
  readonly ownReportId: Id
  readonly name: string
  readonly definition: ReportDefinition
  readonly createdBy: string
  readonly sharedRoles: readonly string[]
  readonly sharedUserIds: readonly string[]
  readonly changedAt: Date
}

const toReport = (row: Selectable<OwnReportsTable>): OwnReport => ({
  ownReportId: row.own_report_id,
  name: row.name,
  definition: row.definition as ReportDefinition,
  createdBy: row.created_by,
  sharedRoles: row.shared_roles,
  sharedUserIds: row.shared_user_ids,
  changedAt: row.changed_at,
})

/** Who may see a report: its maker, the roles and the people that it is shared with. */
export type Reader = { readonly userId: string; readonly role: Role | null }

export const mayRead = (report: OwnReport, reader: Reader): boolean =>
  report.createdBy === reader.userId ||
  report.sharedUserIds.includes(reader.userId) ||
  (reader.role !== null && report.sharedRoles.includes(reader.role))

export async function listOwnReports(executor: Executor, companyId: Id): Promise<readonly OwnReport[]> {
  const rows = await executor
    .selectFrom('own_reports')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .execute()
  return rows.map(toReport)
}

/** Failure `own-report.not-found`, also for one that was removed. */
export async function getOwnReport(executor: Executor, companyId: Id, ownReportId: Id): Promise<OwnReport> {
  const row = await executor
    .selectFrom('own_reports')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('own_report_id', '=', ownReportId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('own-report.not-found')
  return toReport(row)
}

export async function insertOwnReport(
  executor: Executor,
  companyId: Id,
  report: Omit<OwnReport, 'ownReportId' | 'changedAt'>,
  at: Date,
): Promise<Id> {
  const ownReportId = newId()
  await executor
    .insertInto('own_reports')
    .values({
      company_id: companyId,
      own_report_id: ownReportId,
      name: report.name,
      definition: JSON.stringify(report.definition),
      created_by: report.createdBy,
      shared_roles: [...report.sharedRoles],
      shared_user_ids: [...report.sharedUserIds],
      created_at: at,
      changed_at: at,
    })
    .execute()
  return ownReportId
}

export async function updateOwnReport(
  executor: Executor,
  companyId: Id,
  ownReportId: Id,
  change: Partial<Pick<OwnReport, 'name' | 'definition' | 'sharedRoles' | 'sharedUserIds'>> & { readonly removed?: boolean },
  at: Date,
): Promise<void> {
  await executor
    .updateTable('own_reports')
    .set({
      changed_at: at,
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.definition === undefined ? {} : { definition: JSON.stringify(change.definition) }),
      ...(change.sharedRoles === undefined ? {} : { shared_roles: [...change.sharedRoles] }),
      ...(change.sharedUserIds === undefined ? {} : { shared_user_ids: [...change.sharedUserIds] }),
      ...(change.removed === undefined ? {} : { removed_at: change.removed ? at : null }),
    })
    .where('company_id', '=', companyId)
    .where('own_report_id', '=', ownReportId)
    .execute()
}
