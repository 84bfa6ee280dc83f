// A person asks for the file of a report: made at once where it is short, else in the background with its progress, and to be stopped.
import type { ReportFormat, WantedReport } from '#domain/reporting/wanted-report'
import type { ReportDocument } from '#ports/report'
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { insertFile } from '#store/files'
import { getReportOrder, insertReportOrder, type ReportOrder, updateReportOrder } from '#store/report-orders'
import { getSendingCompany } from '#store/sending-companies'
import { Failure, isFailure } from '#values/failure'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { type Actor, writeActor } from '../actor.ts'
import type { Shell } from '../shell.ts'
import { reportFile } from './report-file.ts'
import { shapeReport } from './shape-report.ts'

/** Documents with more rows than this are written in the background. */
const atOnce = 2_000

const rowsOf = (document: ReportDocument): number =>
  document.blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length : 0), 0)

/** Failures of shaping. The order is done, or waits for the job of reports. */
export async function orderReport(
  shell: Shell,
  command: {
    readonly companyId: Id
    readonly actor: Actor
    readonly wanted: WantedReport
    readonly format: ReportFormat
    readonly name: string
    readonly language: Language
  },
): Promise<ReportOrder> {
  const { companyId, wanted } = command
  const document = await shapeReport(shell, { companyId, wanted, language: command.language, name: command.name })
  const order = {
    name: document.title,
    report: wanted,
    format: command.format,
    createdBy: writeActor(command.actor),
  }
  const reportOrderId = await insertReportOrder(shell.database, companyId, order, shell.clock.now())
  const placed = await getReportOrder(shell.database, companyId, reportOrderId)
  if (rowsOf(document) <= atOnce) await fulfilOrder(shell, placed, document, command.actor)
  return getReportOrder(shell.database, companyId, reportOrderId)
}

/** Makes the file of an order; what goes wrong is kept on it. A cancelled one is left as it is. */
export async function fulfilOrder(shell: Shell, order: ReportOrder, shaped: ReportDocument | null, actor: Actor): Promise<void> {
  const { companyId } = order
  if (!(await updateReportOrder(shell.database, order, { state: 'working', done: 0 }, ['waiting', 'working']))) return
  let writtenAt = 0
  const progress = async (rows: number, of: number) => {
    if (rows - writtenAt < of / 50 && rows < of) return
    writtenAt = rows
    if (!(await updateReportOrder(shell.database, order, { done: rows, total: of }, ['working'])))
      throw new Failure('report-order.cancelled')
  }
  try {
    const document = shaped ?? (await shapeReport(shell, { companyId, wanted: order.report, name: order.name }))
    const { timeZone } = await getSendingCompany(shell.database, companyId)
    const file = await reportFile(shell, companyId, document, order.format, timeZone, progress)
    const at = shell.clock.now()
    await inTransaction(shell.database, async (tx) => {
      const fileId = await insertFile(tx, companyId, { ...file, createdAt: at })
      if (!(await updateReportOrder(tx, order, { state: 'done', fileId, finishedAt: at }, ['working']))) return
      await appendAudit(tx, companyId, at, [
        {
          actor: writeActor(actor),
          actorName: actor.name,
          action: 'report.exported',
          subjectKind: 'report-order',
          subjectId: order.reportOrderId,
          change: { name: order.name, format: order.format },
        },
      ])
    })
  } catch (error) {
    if (isFailure(error, 'report-order.cancelled')) return
    const failure = error instanceof Failure ? { code: error.code, facts: error.facts } : { code: 'internal', facts: {} }
    await updateReportOrder(shell.database, order, { state: 'failed', failure, finishedAt: shell.clock.now() }, ['working'])
    if (!(error instanceof Failure)) throw error
  }
}

/** Stops an order that is not done; what was written of it is thrown away. */
export async function cancelOrder(shell: Shell, command: { readonly companyId: Id; readonly reportOrderId: Id }): Promise<ReportOrder> {
  const order = await getReportOrder(shell.database, command.companyId, command.reportOrderId)
  await updateReportOrder(shell.database, order, { state: 'cancelled', finishedAt: shell.clock.now() }, ['waiting', 'working'])
  return getReportOrder(shell.database, command.companyId, command.reportOrderId)
}
