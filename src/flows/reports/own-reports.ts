// A person saves, changes, shares and removes reports that he put together.
import type { Role } from '#domain/access/permissions'
import type { ReportDefinition } from '#domain/reporting/definition'
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { getOwnReport, insertOwnReport, type OwnReport, updateOwnReport } from '#store/own-reports'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from '../actor.ts'
import type { Shell } from '../shell.ts'

export type OwnReportChange = {
  readonly name: string
  readonly definition: ReportDefinition
  readonly sharedRoles: readonly string[]
  readonly sharedUserIds: readonly string[]
}

/** `ownReportId` null makes a new one. Failure `own-report.not-found`, `report.own-of-others`: only its maker and administrators change one. */
export async function saveOwnReport(
  shell: Shell,
  command: OwnReportChange & { readonly companyId: Id; readonly actor: Actor; readonly role: Role | null; readonly ownReportId: Id | null },
): Promise<OwnReport> {
  const { companyId, actor } = command
  const at = shell.clock.now()
  const { name, definition, sharedRoles, sharedUserIds } = command
  const change = { name, definition, sharedRoles, sharedUserIds }
  return inTransaction(shell.database, async (tx) => {
    const before = command.ownReportId === null ? null : await getOwnReport(tx, companyId, command.ownReportId)
    if (before !== null) mustOwn(before, command)
    if (before !== null) await updateOwnReport(tx, companyId, before.ownReportId, change, at)
    const ownReportId = before?.ownReportId ?? (await insertOwnReport(tx, companyId, { ...change, createdBy: actor.id }, at))
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: before === null ? 'own-report.made' : 'own-report.changed',
        subjectKind: 'own-report',
        subjectId: ownReportId,
        change: { name, before: before === null ? null : { name: before.name, definition: before.definition }, sharedRoles, sharedUserIds },
      },
    ])
    return getOwnReport(tx, companyId, ownReportId)
  })
}

function mustOwn(report: OwnReport, by: { readonly actor: Actor; readonly role: Role | null }): void {
  if (report.createdBy !== by.actor.id && by.role !== 'owner' && by.role !== 'administrator') throw new Failure('report.own-of-others')
}

/** Removes a report, or brings back one that was removed. The same failures. */
export async function removeOwnReport(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly role: Role | null; readonly ownReportId: Id; readonly back: boolean },
): Promise<void> {
  const { companyId, actor, ownReportId, back } = command
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    if (back) await updateOwnReport(tx, companyId, ownReportId, { removed: false }, at)
    mustOwn(await getOwnReport(tx, companyId, ownReportId), command)
    if (!back) await updateOwnReport(tx, companyId, ownReportId, { removed: true }, at)
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: back ? 'own-report.restored' : 'own-report.removed',
        subjectKind: 'own-report',
        subjectId: ownReportId,
        change: {},
      },
    ])
  })
}
