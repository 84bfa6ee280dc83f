// Jobs, the audit log, reports and sample data.
import * as z from 'zod'
import { company } from './companies.ts'
import { failureView } from './connections.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money, page, paging } from './scalars.ts'

export const runView = z.object({
  runId: id('job'),
  job: z.string(),
  trigger: z.enum(['schedule', 'person', 'webhook', 'catch-up', 'file', 'decision']),
  connectionId: id('connection').nullable(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  step: z.string().nullable(),
  done: z.number(),
  total: z.number().nullable(),
  result: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
  failure: failureView.nullable(),
  scheduledFor: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  attempt: z.number(),
})
export const scheduleView = z.object({
  scheduleId: id('schedule'),
  job: z.string(),
  connectionId: id('connection').nullable(),
  rule: z.object({
    kind: z.enum(['daily', 'weekly', 'monthly', 'working-day', 'every']),
    at: z.string().nullable(),
    minutes: z.number().nullable(),
    dayOfMonth: z.number().nullable(),
  }),
  enabled: z.boolean(),
  nextRunAt: instant,
  lastRunAt: instant.nullable(),
  lastRun: runView.nullable(),
})

export const listJobs = defineRoute({
  id: 'jobs.list',
  method: 'GET',
  path: '/api/companies/{companyId}/jobs',
  access: 'jobs.read',
  summary: 'Schedules with their next run, and the last runs with progress',
  params: company,
  query: z.object(paging),
  output: z.object({ schedules: z.array(scheduleView), runs: page(runView) }),
})
export const runJob = defineRoute({
  id: 'jobs.run',
  method: 'POST',
  path: '/api/companies/{companyId}/jobs',
  access: 'jobs.run',
  summary: 'Runs a job now; one that already runs is not started twice',
  params: company,
  body: z.object({
    job: z.enum(['daily-round', 'pull', 'match', 'deliver', 'monthly-report', 'dunning']),
    connectionId: id('connection').optional(),
  }),
  output: runView,
  failures: ['job.unknown'],
})
export const changeSchedule = defineRoute({
  id: 'jobs.schedule',
  method: 'PATCH',
  path: '/api/companies/{companyId}/schedules/{scheduleId}',
  access: 'company.change',
  summary: 'Changes when a job runs',
  params: company.extend({ scheduleId: id('schedule') }),
  body: z.object({
    at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
    enabled: z.boolean().optional(),
  }),
  output: scheduleView,
})

export const auditRow = z.object({
  auditId: id('audit'),
  sequence: z.number(),
  at: instant,
  actor: z.string(),
  actorName: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  why: z.string().nullable(),
  change: z.record(z.string(), z.unknown()),
})
export const listAudit = defineRoute({
  id: 'audit.list',
  method: 'GET',
  path: '/api/companies/{companyId}/audit',
  access: 'audit.read',
  summary: 'Who did what, when and why',
  params: company,
  query: z.object({ search: z.string().max(200).optional(), ...paging }),
  output: page(auditRow).extend({
    intact: z.boolean(),
    /** What the ids in the records stand for, by id as it is written there. */
    names: z.record(
      z.string(),
      z.object({
        kind: z.enum(['invoice', 'payment', 'customer', 'connection', 'import', 'person']),
        name: z.string(),
        amount: money.nullable(),
      }),
    ),
  }),
})

export const reportRow = z.object({
  reportId: id('report'),
  kind: z.string(),
  periodKey: z.string(),
  asOf: day,
  fileName: z.string(),
  /** Of a scheduled one: its name, and to whom it went. */
  name: z.string().nullable(),
  mailed: z.number().nullable(),
  skipped: z.array(z.object({ who: z.string(), why: z.string() })),
  createdAt: instant,
})
export const listReports = defineRoute({
  id: 'reports.list',
  method: 'GET',
  path: '/api/companies/{companyId}/reports',
  access: 'reports.read',
  summary: 'Reports that were made',
  params: company,
  output: z.object({ reports: z.array(reportRow) }),
})
export const makeMonthlyReport = defineRoute({
  id: 'reports.make-monthly',
  method: 'POST',
  path: '/api/companies/{companyId}/reports/monthly',
  access: 'reports.make',
  summary: 'Makes the report of a month (`2026-10`) anew',
  params: company,
  body: z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  output: reportRow,
  failures: ['report.month-ahead'],
})
export const downloadReport = defineRoute({
  id: 'reports.download',
  method: 'GET',
  path: '/api/companies/{companyId}/reports/{reportId}/file',
  access: 'reports.read',
  bytes: 'out',
  summary: 'The file of a report',
  params: company.extend({ reportId: id('report') }),
  output: z.object({}),
})

export const loadSample = defineRoute({
  id: 'sample.load',
  method: 'POST',
  path: '/api/companies/{companyId}/sample',
  access: 'company.change',
  peopleOnly: true,
  summary: 'Fills the company with eighteen months of a plausible firm through the sandbox vendors',
  params: company,
  output: runView,
  failures: ['sample.company-not-empty'],
})
