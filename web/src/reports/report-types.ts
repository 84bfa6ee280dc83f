// Reports as the API gives them.
import type * as z from 'zod'
import type { behind, cell } from '#contract/report-documents'
import type { definition, ownReport, reportSchedule, viewReport, wantedReport } from '#contract/reports'
import type { Output } from '#contract/route'

export type ReportView = Output<typeof viewReport>
export type ReportBlock = ReportView['blocks'][number]
export type PlainBlock = Exclude<ReportBlock, { kind: 'side-by-side' }>
export type TableBlock = Extract<PlainBlock, { kind: 'table' }>
export type ChartBlock = Extract<PlainBlock, { kind: 'chart' }>
export type FigureBlock = Extract<PlainBlock, { kind: 'figures' }>
export type ReportCell = z.output<typeof cell>
export type BehindRows = z.output<typeof behind>
export type Definition = z.output<typeof definition>
export type WantedReport = z.output<typeof wantedReport>
export type OwnReport = z.output<typeof ownReport>
export type ReportSchedule = z.output<typeof reportSchedule>
