// Reports: the shelf, own reports, files and schedules.
import * as contract from '#contract/reports'
import { subjects } from '#domain/reporting/definition'
import { fieldsOf, usualColumns } from '#domain/reporting/fields'
import { usualParameters } from '#domain/reporting/wanted-report'
import { cancelOrder, orderReport } from '#flows/reports/order-report'
import { removeOwnReport, saveOwnReport } from '#flows/reports/own-reports'
import { planReport, removeSchedule, sendReportNow } from '#flows/reports/report-schedules'
import { shapeReport } from '#flows/reports/shape-report'
import type { Report } from '#ports/report'
import { readFile } from '#store/views/kept'
import {
  listOwnReports,
  listReportPeople,
  listReportSchedules,
  listTargetConnections,
  mayRead,
  type OwnReport,
  type ReportSchedule,
  readReportOrder,
} from '#store/views/report-lists'
import { Failure } from '#values/failure'
import { given } from '#values/given'
import type { CompanyAccess } from './caller.ts'
import { implement } from './implement.ts'
import { documentView } from './report-documents.ts'

const ownView = (report: OwnReport, userId: string) => ({
  ownReportId: report.ownReportId,
  name: report.name,
  definition: report.definition,
  sharedRoles: [...report.sharedRoles],
  sharedUserIds: [...report.sharedUserIds],
  mine: report.createdBy === userId,
  changedAt: report.changedAt,
})

type OrderRow = Awaited<ReturnType<typeof readReportOrder>>
const orderView = ({ reportOrderId, name, format, state, done, total, failure }: OrderRow) => ({
  reportOrderId,
  name,
  format,
  state,
  done,
  total,
  failure: failure === null ? null : { ...failure, at: null },
})

const scheduleView = (schedule: ReportSchedule) => ({
  reportScheduleId: schedule.reportScheduleId,
  name: schedule.name,
  report: schedule.report as never,
  format: schedule.format,
  rule: schedule.rule as never,
  recipients: [...schedule.recipients],
  targets: [...schedule.targets],
  enabled: schedule.enabled,
  nextRunAt: schedule.nextRunAt,
  lastRunAt: schedule.lastRunAt,
  lastOutcome: schedule.lastOutcome === null ? null : { ...schedule.lastOutcome, skipped: [...schedule.lastOutcome.skipped] },
})

const roleOf = (company: CompanyAccess) => company.role

export const reportRoutes = [
  implement(contract.listShelf, async ({ shell, language }) => {
    const t = shell.translatorFor(language)
    const shelf = [...shell.shelves.reports.values()] as unknown as readonly Report[]
    return {
      reports: shelf.flatMap((report) =>
        report.group === undefined
          ? []
          : [
              {
                id: report.id,
                name: t(report.nameKey),
                about: t(report.nameKey.replace(/\.name$/, '.about')),
                group: report.group,
                period: report.period === true,
              },
            ],
      ),
    }
  }),
  implement(contract.viewReport, async ({ shell, company, input, language }) => {
    const parameters = { ...usualParameters, ...given(input.query) }
    const wanted = { kind: 'shelf' as const, report: input.params.report, parameters }
    return documentView(await shapeReport(shell, { companyId: company.companyId, wanted, language }))
  }),
  implement(contract.listFields, async () => ({
    subjects: subjects.map((id) => ({ id, usual: [...usualColumns[id]], fields: fieldsOf[id].map((field) => ({ ...field })) })),
  })),
  implement(contract.previewReport, async ({ shell, company, input, language }) => {
    const { definition, day, name } = input.body
    const wanted = { kind: 'own' as const, definition, day }
    return documentView(await shapeReport(shell, { companyId: company.companyId, wanted, language, ...(name === '' ? {} : { name }) }))
  }),
  implement(contract.listOwnReports, async ({ shell, company, actor }) => {
    const reader = { userId: actor.id, role: roleOf(company) }
    const reports = await listOwnReports(shell.database, company.companyId)
    return { reports: reports.filter((report) => mayRead(report, reader)).map((report) => ownView(report, actor.id)) }
  }),
  implement(contract.makeOwnReport, async ({ shell, company, actor, input }) =>
    ownView(
      await saveOwnReport(shell, { ...input.body, companyId: company.companyId, actor, role: roleOf(company), ownReportId: null }),
      actor.id,
    ),
  ),
  implement(contract.changeOwnReport, async ({ shell, company, actor, input }) => {
    const { ownReportId } = input.params
    return ownView(
      await saveOwnReport(shell, { ...input.body, companyId: company.companyId, actor, role: roleOf(company), ownReportId }),
      actor.id,
    )
  }),
  implement(contract.removeOwnReport, async ({ shell, company, actor, input }) => {
    const { ownReportId } = input.params
    await removeOwnReport(shell, { companyId: company.companyId, actor, role: roleOf(company), ownReportId, back: input.body.back })
    return {}
  }),
  implement(contract.orderReport, async ({ shell, company, actor, input, language, doors }) => {
    const { report, format, name } = input.body
    const order = await orderReport(shell, { companyId: company.companyId, actor, wanted: report, format, name, language })
    if (order.state === 'waiting') await doors.enqueueJob({ companyId: company.companyId, job: 'reports', trigger: 'person' })
    return orderView(order)
  }),
  implement(contract.readOrder, async ({ shell, company, input }) =>
    orderView(await readReportOrder(shell.database, company.companyId, input.params.reportOrderId)),
  ),
  implement(contract.cancelOrder, async ({ shell, company, input }) =>
    orderView(await cancelOrder(shell, { companyId: company.companyId, reportOrderId: input.params.reportOrderId })),
  ),
  implement(contract.downloadOrder, async ({ shell, company, input }) => {
    const order = await readReportOrder(shell.database, company.companyId, input.params.reportOrderId)
    if (order.fileId === null) throw new Failure('report-order.not-found')
    const file = await readFile(shell.database, company.companyId, order.fileId)
    return { name: file.name, contentType: file.contentType, bytes: file.bytes }
  }),
  implement(contract.listReportSchedules, async ({ shell, company }) => {
    const { companyId } = company
    const connectors = [...shell.shelves.connectors.values()]
    const writers = connectors.filter((connector) => connector.writeTable !== undefined).map(({ id }) => id)
    const drawers = connectors.filter((connector) => connector.fillTemplate !== undefined).map(({ id }) => id)
    const [schedules, people, tables, templates] = await Promise.all([
      listReportSchedules(shell.database, companyId),
      listReportPeople(shell.database, companyId),
      listTargetConnections(shell.database, companyId, writers),
      listTargetConnections(shell.database, companyId, drawers),
    ])
    return { schedules: schedules.map(scheduleView), people, tables, templates }
  }),
  implement(contract.makeReportSchedule, async ({ shell, company, actor, input }) =>
    scheduleView(await planReport(shell, { ...input.body, companyId: company.companyId, actor, reportScheduleId: null })),
  ),
  implement(contract.changeReportSchedule, async ({ shell, company, actor, input }) =>
    scheduleView(
      await planReport(shell, { ...input.body, companyId: company.companyId, actor, reportScheduleId: input.params.reportScheduleId }),
    ),
  ),
  implement(contract.removeReportSchedule, async ({ shell, company, actor, input }) => {
    const { reportScheduleId } = input.params
    await removeSchedule(shell, { companyId: company.companyId, actor, reportScheduleId, back: input.body.back })
    return {}
  }),
  implement(contract.sendScheduleNow, async ({ shell, company, input }) =>
    scheduleView(await sendReportNow(shell, { companyId: company.companyId, reportScheduleId: input.params.reportScheduleId })),
  ),
]
