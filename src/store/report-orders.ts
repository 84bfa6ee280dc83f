// Orders of files of reports: what a person asked for, how far it is, and the file once it is made.
import type { Selectable } from 'kysely'
import type { ReportFormat, WantedReport } from '#domain/reporting/wanted-report'
import { Failure, type FailureFacts } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'
import type { ReportOrdersTable } from './schema/reporting.ts'

export const orderStates = ['waiting', 'working', 'done', 'failed', 'cancelled'] as const
export type OrderState = (typeof orderStates)[number]

export type ReportOrder = {
  readonly companyId: Id
  readonly reportOrderId: Id
  readonly name: string
  readonly report: WantedReport
  readonly format: ReportFormat
  readonly state: OrderState
  readonly done: number
  readonly total: number | null
  readonly fileId: Id | null
  readonly failure: { readonly code: string; readonly facts: FailureFacts } | null
  readonly createdBy: string
}

const toOrder = (row: Selectable<ReportOrdersTable>): ReportOrder => ({
  companyId: row.company_id,
  reportOrderId: row.report_order_id,
  name: row.name,
  report: row.report as WantedReport,
  format: row.format as ReportFormat,
  state: row.state as OrderState,
  done: row.rows_done,
  total: row.rows_total,
  fileId: row.file_id,
  failure: row.failure as ReportOrder['failure'],
  createdBy: row.created_by,
})

export async function insertReportOrder(
  executor: Executor,
  companyId: Id,
  order: Pick<ReportOrder, 'name' | 'report' | 'format' | 'createdBy'>,
  at: Date,
): Promise<Id> {
  const reportOrderId = newId()
  await executor
    .insertInto('report_orders')
    .values({
      company_id: companyId,
      report_order_id: reportOrderId,
      name: order.name,
      report: JSON.stringify(order.report),
      format: order.format,
      state: 'waiting',
      created_by: order.createdBy,
      created_at: at,
    })
    .execute()
  return reportOrderId
}

/** Failure `report-order.not-found`. */
export async function getReportOrder(executor: Executor, companyId: Id, reportOrderId: Id): Promise<ReportOrder> {
  const row = await executor
    .selectFrom('report_orders')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('report_order_id', '=', reportOrderId)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('report-order.not-found')
  return toOrder(row)
}

/** Orders that wait, and those that a process which is gone had begun. */
export const listWaitingOrders = async (executor: Executor, companyId: Id): Promise<readonly ReportOrder[]> =>
  (
    await executor
      .selectFrom('report_orders')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('state', 'in', ['waiting', 'working'])
      .orderBy('report_order_id')
      .execute()
  ).map(toOrder)

/** False when the order is not in one of the states `from` any more: it was cancelled meanwhile. */
export async function updateReportOrder(
  executor: Executor,
  order: Pick<ReportOrder, 'companyId' | 'reportOrderId'>,
  change: {
    readonly state?: OrderState
    readonly done?: number
    readonly total?: number
    readonly fileId?: Id
    readonly failure?: ReportOrder['failure']
    readonly finishedAt?: Date
  },
  from: readonly OrderState[],
): Promise<boolean> {
  const result = await executor
    .updateTable('report_orders')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.done === undefined ? {} : { rows_done: change.done }),
      ...(change.total === undefined ? {} : { rows_total: change.total }),
      ...(change.fileId === undefined ? {} : { file_id: change.fileId }),
      ...(change.failure === undefined ? {} : { failure: change.failure === null ? null : JSON.stringify(change.failure) }),
      ...(change.finishedAt === undefined ? {} : { finished_at: change.finishedAt }),
    })
    .where('company_id', '=', order.companyId)
    .where('report_order_id', '=', order.reportOrderId)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
