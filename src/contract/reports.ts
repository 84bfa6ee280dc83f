// Reports: the shelf and the analytics on the screen, own reports, files of them, and schedules.
import * as z from 'zod'
import { roles } from '#domain/access/permissions'
import { type ReportDefinition, subjects } from '#domain/reporting/definition'
import { movingPeriods, reportFormats, usualParameters, type WantedReport } from '#domain/reporting/wanted-report'
import { company } from './companies.ts'
import { failureView } from './connections.ts'
import { filter, reportDocument } from './report-documents.ts'
import { defineRoute } from './route.ts'
import { flagText, id, instant } from './scalars.ts'

/** What a report is made with where a person chose nothing. */
export const usualReportParameters = usualParameters

const base = '/api/companies/{companyId}/reports'

export const definition: z.ZodType<ReportDefinition, ReportDefinition> = z.object({
  subject: z.enum(subjects),
  columns: z.array(z.string().max(40)).min(1).max(30),
  filters: z.array(filter).max(20),
  groupBy: z.string().max(40).nullable(),
  order: z.object({ field: z.string().max(40), descending: z.boolean() }).nullable(),
  chart: z.object({ look: z.enum(['bars', 'line']), value: z.string().max(40) }).nullable(),
})

const parameters = z.object({
  day: z.string().max(20),
  from: z.string().max(10),
  period: z.enum(movingPeriods),
  basis: z.enum(['due', 'issue']),
  currency: z.string().max(3),
  customerId: z.union([z.literal(''), id('customer')]),
  segment: z.string().max(100),
  withoutDisputed: z.boolean(),
})

export const wantedReport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shelf'), report: z.string().max(40), parameters }),
  z.object({ kind: z.literal('own'), definition, day: z.string().max(20) }),
])
export type Wanted = WantedReport

export const shelfReport = z.object({
  id: z.string(),
  name: z.string(),
  about: z.string(),
  group: z.enum(['summary', 'receivables', 'payments', 'claims', 'agreements', 'log']),
  period: z.boolean(),
})
export const listShelf = defineRoute({
  id: 'reports.shelf',
  method: 'GET',
  path: `${base}/shelf`,
  access: 'reports.read',
  summary: 'Reports that can be made, with what each shows',
  params: company,
  output: z.object({ reports: z.array(shelfReport) }),
})
export const viewReport = defineRoute({
  id: 'reports.view',
  method: 'GET',
  path: `${base}/shelf/{report}`,
  access: 'reports.read',
  summary: 'A report of the shelf for the screen; tables are cut after two hundred rows',
  params: company.extend({ report: z.string().max(40) }),
  query: z.object({
    day: z.string().max(20).optional(),
    from: z.string().max(10).optional(),
    period: z.enum(movingPeriods).optional(),
    basis: z.enum(['due', 'issue']).optional(),
    currency: z.string().max(3).optional(),
    customerId: id('customer').optional(),
    segment: z.string().max(100).optional(),
    withoutDisputed: flagText.optional(),
  }),
  output: reportDocument,
  failures: ['report.missing', 'report.day-unreadable', 'report.currency-unknown'],
})
export const listFields = defineRoute({
  id: 'reports.fields',
  method: 'GET',
  path: `${base}/fields`,
  access: 'reports.read',
  summary: 'What own reports can be made of: subjects, their fields, and values of choices',
  params: company,
  output: z.object({
    subjects: z.array(
      z.object({
        id: z.enum(subjects),
        usual: z.array(z.string()),
        fields: z.array(z.object({ key: z.string(), kind: z.enum(['text', 'choice', 'day', 'number', 'percent', 'money']) })),
      }),
    ),
  }),
})
export const previewReport = defineRoute({
  id: 'reports.preview',
  method: 'POST',
  path: `${base}/preview`,
  access: 'reports.read',
  summary: 'An own report for the screen, saved or not; its table is cut after two hundred rows',
  params: company,
  body: z.object({ definition, day: z.string().max(20), name: z.string().max(120) }),
  output: reportDocument,
  failures: ['report.day-unreadable'],
})

export const ownReport = z.object({
  ownReportId: id('ownReport'),
  name: z.string(),
  definition,
  sharedRoles: z.array(z.string()),
  sharedUserIds: z.array(z.string()),
  mine: z.boolean(),
  changedAt: instant,
})
const ownBody = z.object({
  name: z.string().trim().min(1).max(120),
  definition,
  sharedRoles: z.array(z.enum(roles)),
  sharedUserIds: z.array(z.string().max(80)).max(200),
})
const oneOwn = company.extend({ ownReportId: id('ownReport') })
export const listOwnReports = defineRoute({
  id: 'reports.own-list',
  method: 'GET',
  path: `${base}/own`,
  access: 'reports.read',
  summary: 'Own reports that the caller made or that are shared with him',
  params: company,
  output: z.object({ reports: z.array(ownReport) }),
})
export const makeOwnReport = defineRoute({
  id: 'reports.own-make',
  method: 'POST',
  path: `${base}/own`,
  access: 'reports.make',
  summary: 'Saves an own report',
  params: company,
  body: ownBody,
  output: ownReport,
})
export const changeOwnReport = defineRoute({
  id: 'reports.own-change',
  method: 'PUT',
  path: `${base}/own/{ownReportId}`,
  access: 'reports.make',
  summary: 'Changes an own report or with whom it is shared',
  params: oneOwn,
  body: ownBody,
  output: ownReport,
  failures: ['own-report.not-found', 'report.own-of-others'],
})
export const removeOwnReport = defineRoute({
  id: 'reports.own-remove',
  method: 'POST',
  path: `${base}/own/{ownReportId}/remove`,
  access: 'reports.make',
  summary: 'Removes an own report, or brings it back',
  params: oneOwn,
  body: z.object({ back: z.boolean() }),
  output: z.object({}),
  failures: ['own-report.not-found', 'report.own-of-others'],
})

export const reportOrder = z.object({
  reportOrderId: id('reportOrder'),
  name: z.string(),
  format: z.enum(reportFormats),
  state: z.enum(['waiting', 'working', 'done', 'failed', 'cancelled']),
  done: z.number(),
  total: z.number().nullable(),
  failure: failureView.nullable(),
})
const oneOrder = company.extend({ reportOrderId: id('reportOrder') })
export const orderReport = defineRoute({
  id: 'reports.order',
  method: 'POST',
  path: `${base}/orders`,
  access: 'reports.read',
  summary: 'Orders the file of a report; a long one is made in the background',
  params: company,
  body: z.object({ report: wantedReport, format: z.enum(reportFormats), name: z.string().max(120) }),
  output: reportOrder,
  failures: ['report.missing', 'report.day-unreadable', 'report.currency-unknown'],
})
export const readOrder = defineRoute({
  id: 'reports.order-read',
  method: 'GET',
  path: `${base}/orders/{reportOrderId}`,
  access: 'reports.read',
  summary: 'How far an ordered file is',
  params: oneOrder,
  output: reportOrder,
  failures: ['report-order.not-found'],
})
export const cancelOrder = defineRoute({
  id: 'reports.order-cancel',
  method: 'POST',
  path: `${base}/orders/{reportOrderId}/cancel`,
  access: 'reports.read',
  summary: 'Stops the making of an ordered file',
  params: oneOrder,
  output: reportOrder,
  failures: ['report-order.not-found'],
})
export const downloadOrder = defineRoute({
  id: 'reports.order-file',
  method: 'GET',
  path: `${base}/orders/{reportOrderId}/file`,
  access: 'reports.read',
  bytes: 'out',
  summary: 'The ordered file',
  params: oneOrder,
  output: z.object({}),
  failures: ['report-order.not-found'],
})

const at = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const rule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('daily'), at }),
  z.object({ kind: z.literal('weekly'), at, weekday: z.number().int().min(1).max(7) }),
  z.object({ kind: z.literal('monthly'), at, dayOfMonth: z.number().int().min(1).max(31) }),
  z.object({ kind: z.literal('working-day'), at, ordinal: z.number().int().min(-23).max(31) }),
])
const recipient = z.union([z.object({ userId: z.string().max(80) }), z.object({ email: z.email().max(200) })])
const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), folder: z.string().min(1).max(400) }),
  z.object({ kind: z.literal('table'), connectionId: id('connection'), table: z.string().min(1).max(90) }),
  z.object({ kind: z.literal('template'), connectionId: id('connection'), templateId: z.number().int().min(1).max(2_000_000_000) }),
])
const scheduleBody = z.object({
  name: z.string().trim().min(1).max(120),
  report: wantedReport,
  format: z.enum(reportFormats),
  rule,
  recipients: z.array(recipient).max(50),
  targets: z.array(target).max(10),
  enabled: z.boolean(),
})
export const reportSchedule = z.object({
  reportScheduleId: id('reportSchedule'),
  ...scheduleBody.shape,
  nextRunAt: instant,
  lastRunAt: instant.nullable(),
  lastOutcome: z
    .object({
      rows: z.number(),
      mailed: z.number(),
      skipped: z.array(z.object({ who: z.string(), why: z.string() })),
      failure: z.string().optional(),
    })
    .nullable(),
})
const oneSchedule = company.extend({ reportScheduleId: id('reportSchedule') })
export const listReportSchedules = defineRoute({
  id: 'reports.schedules',
  method: 'GET',
  path: `${base}/schedules`,
  access: 'reports.read',
  summary: 'Reports that are made and sent by themselves, and the people and connections that they can go to',
  params: company,
  output: z.object({
    schedules: z.array(reportSchedule),
    people: z.array(z.object({ userId: z.string(), name: z.string(), email: z.string() })),
    tables: z.array(z.object({ connectionId: id('connection'), name: z.string() })),
    templates: z.array(z.object({ connectionId: id('connection'), name: z.string() })),
  }),
})
export const makeReportSchedule = defineRoute({
  id: 'reports.schedule-make',
  method: 'POST',
  path: `${base}/schedules`,
  access: 'reports.make',
  summary: 'Plans a report',
  params: company,
  body: scheduleBody,
  output: reportSchedule,
  failures: ['report-schedule.nobody', 'report.missing'],
})
export const changeReportSchedule = defineRoute({
  id: 'reports.schedule-change',
  method: 'PUT',
  path: `${base}/schedules/{reportScheduleId}`,
  access: 'reports.make',
  summary: 'Changes the plan of a report',
  params: oneSchedule,
  body: scheduleBody,
  output: reportSchedule,
  failures: ['report-schedule.not-found', 'report-schedule.nobody', 'report.missing'],
})
export const removeReportSchedule = defineRoute({
  id: 'reports.schedule-remove',
  method: 'POST',
  path: `${base}/schedules/{reportScheduleId}/remove`,
  access: 'reports.make',
  summary: 'Removes the plan of a report, or brings it back',
  params: oneSchedule,
  body: z.object({ back: z.boolean() }),
  output: z.object({}),
  failures: ['report-schedule.not-found'],
})
export const sendScheduleNow = defineRoute({
  id: 'reports.schedule-send',
  method: 'POST',
  path: `${base}/schedules/{reportScheduleId}/send`,
  access: 'reports.make',
  summary: 'Makes and sends a planned report now',
  params: oneSchedule,
  output: reportSchedule,
  failures: ['report-schedule.not-found'],
})
