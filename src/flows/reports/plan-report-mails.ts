// Plans the mails of a scheduled report, and its drawing by a template that stands elsewhere.
import type { Block, ReportDocument } from '#ports/report'
import type { Tx } from '#store/database'
import { insertFile } from '#store/files'
import { planMessage, planRepeated } from '#store/outbox'
import type { ReportSchedule, ReportTarget } from '#store/report-schedules'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { templateData } from './template-data.ts'

/** What the mail says, without its file. */
export type ReportLetter = { readonly language: Language; readonly subject: string; readonly text: string; readonly html: string }
type Attached = { readonly fileId: Id; readonly name: string; readonly contentType: string; readonly size: number }

/** One mail an address, each at most once for a report. */
export async function planReportMails(
  tx: Tx,
  companyId: Id,
  mails: {
    readonly reportId: Id
    readonly addresses: readonly string[]
    readonly content: ReportLetter & { readonly attachments: readonly Attached[] }
    readonly at: Date
  },
): Promise<void> {
  const { reportId, addresses, content, at } = mails
  for (const address of addresses) {
    const payload = { template: 'report-mail', reportId, content: { to: [{ address }], ...content } }
    const key = `report:${reportId}:${address}`
    await planMessage(tx, companyId, { key, customerId: null, payload, state: 'planned', reason: null, cause: 'report-schedule' }, at)
  }
}

type Drawn = {
  readonly key: string
  readonly table: Extract<Block, { kind: 'table' }> | null
  readonly document: ReportDocument
  readonly fileName: string
  readonly addresses: readonly string[]
  readonly written: ReportLetter
  readonly at: Date
}

/** The data are kept as they are now; the document is drawn of them whenever the other side answers. */
export async function planTemplate(
  tx: Tx,
  schedule: ReportSchedule,
  target: Extract<ReportTarget, { kind: 'template' }>,
  { key, table, document, fileName, addresses, written, at }: Drawn,
): Promise<void> {
  const name = fileName.replace(/\.[a-z]+$/, '')
  const bytes = Buffer.from(JSON.stringify(templateData(document, table)))
  const fileId = await insertFile(tx, schedule.companyId, { name: `${name}.json`, contentType: 'application/json', bytes, createdAt: at })
  const payload = {
    templateId: target.templateId,
    fileId,
    name,
    asOf: document.asOf,
    reportScheduleId: schedule.reportScheduleId,
    scheduleName: schedule.name,
    addresses,
    written,
  }
  const effect = { kind: 'report-copy' as const, key, connectionId: target.connectionId, customerId: null, invoiceId: null, payload }
  await planRepeated(tx, schedule.companyId, [effect], 'report-schedule', at)
}
