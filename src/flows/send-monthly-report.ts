// Makes the report of a month as PDF, keeps it, and mails it to the finance department: once a month, however often the job runs.
import type { MonthlyRows } from '#domain/analytics/monthly-figures'
import type { Block, Report, ReportDocument } from '#ports/report'
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { insertFile } from '#store/files'
import { readMonthlyRows } from '#store/monthly-rows'
import { planMessage } from '#store/outbox'
import { findReport, insertReport, replaceReport } from '#store/reports'
import { getSendingCompany, type SendingCompany } from '#store/sending-companies'
import { currency } from '#values/currency'
import { addDays, type Day, day, dayOf, firstOfMonth, lastOfMonth, monthKey } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, system, writeActor } from './actor.ts'
import { mailAddresses } from './messages/mail-addresses.ts'
import { renderMessage } from './messages/render-message.ts'
import { reportModel } from './messages/report-model.ts'
import { reportPdf } from './render/report-pdf.ts'
import { companyLogo } from './reports/report-file.ts'
import type { Shell } from './shell.ts'

export type MonthlyReportMade = { readonly reportId: Id; readonly month: string; readonly fresh: boolean; readonly mailedTo: number }

/**
 * Without `month` the month that ended before today. `again` makes a report anew that was made already (its mail never goes twice);
 * `mail` false only makes it. Failure `report.month-ahead`, `report.missing` when the shelf has no monthly report.
 */
export async function sendMonthlyReport(
  shell: Shell,
  command: {
    readonly companyId: Id
    readonly month?: string
    readonly actor?: Actor
    readonly again?: boolean
    readonly mail?: boolean
  },
): Promise<MonthlyReportMade> {
  const company = await getSendingCompany(shell.database, command.companyId)
  const today = dayOf(shell.clock.now(), company.timeZone)
  const month = command.month ?? monthKey(addDays(firstOfMonth(today), -1))
  const known = await findReport(shell.database, command.companyId, 'monthly', month)
  if (known !== null && command.again !== true) return { reportId: known.reportId, month, fresh: false, mailedTo: 0 }
  const asOf = lastDayOf(month, today)
  const document = await shapeReport(shell, company, asOf)
  const logo = await companyLogo(shell, command.companyId)
  const bytes = await reportPdf(document, shell.translatorFor(company.language), {
    at: shell.clock.now(),
    on: today,
    ...(logo === null ? {} : { logo }),
  })
  return keepAndMail(shell, company, { command, month, asOf, today, document, bytes })
}

function lastDayOf(month: string, today: Day): Day {
  const first = day(`${month}-01`)
  if (first > today) throw new Failure('report.month-ahead', { month })
  const last = lastOfMonth(first)
  return last < today ? last : today
}

async function shapeReport(shell: Shell, company: SendingCompany, asOf: Day): Promise<ReportDocument> {
  const found = shell.shelves.reports.get('monthly')
  if (found === undefined) throw new Failure('report.missing', { report: 'monthly' })
  // The shelf holds reports of any rows; this one's rows are those that readMonthlyRows makes.
  const report = found as unknown as Report<MonthlyRows>
  const rows = await readMonthlyRows(
    shell.database,
    company.companyId,
    { nip: company.nip, currency: currency(company.baseCurrency), timeZone: company.timeZone },
    asOf,
  )
  return report.shape(rows, { t: shell.translatorFor(company.language), language: company.language, companyName: company.name, asOf })
}

type Made = {
  readonly command: Parameters<typeof sendMonthlyReport>[1]
  readonly month: string
  readonly asOf: Day
  readonly today: Day
  readonly document: ReportDocument
  readonly bytes: Uint8Array
}

async function keepAndMail(shell: Shell, company: SendingCompany, made: Made): Promise<MonthlyReportMade> {
  const { companyId } = company
  const { command, month, asOf, document, bytes } = made
  const at = shell.clock.now()
  const recipients = command.mail === false ? [] : company.settings.financeEmails.flatMap(mailAddresses)
  const name = `${shell.translatorFor(company.language)('reports.fileName', { month })}.pdf`
  const rendered =
    recipients.length === 0
      ? null
      : await renderMessage(
          reportModel({
            company,
            language: company.language,
            month,
            asOf,
            today: made.today,
            figures: figuresOf(document),
            url: `${shell.publicUrl}/reports`,
            translate: shell.translatorFor(company.language),
          }),
        )
  return inTransaction(shell.database, async (tx) => {
    const fileId = await insertFile(tx, companyId, { name, contentType: 'application/pdf', bytes, createdAt: at })
    const report = { kind: 'monthly', periodKey: month, asOf, fileId, createdAt: at }
    const reportId = command.again === true ? await replaceReport(tx, companyId, report) : await insertReport(tx, companyId, report)
    // Another process has made the same report meanwhile: it has mailed it too.
    if (reportId === null) throw new Failure('report.made-meanwhile', { month })
    if (rendered !== null) {
      const content = {
        medium: 'email' as const,
        to: recipients.map((address) => ({ address })),
        language: company.language,
        ...rendered,
        attachments: [{ fileId, name, contentType: 'application/pdf', size: bytes.length }],
      }
      const payload = { template: 'report-mail', reportId, content } as { readonly template: string }
      await planMessage(
        tx,
        companyId,
        { key: `report:monthly:${month}`, customerId: null, payload, state: 'planned', reason: null, cause: 'monthly-report' },
        at,
      )
    }
    const actor = command.actor ?? system
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'report.made',
        subjectKind: 'report',
        subjectId: reportId,
        change: { kind: 'monthly', month, mailedTo: recipients.length },
      },
    ])
    return { reportId, month, fresh: true, mailedTo: recipients.length }
  })
}

function figuresOf(document: ReportDocument): Extract<Block, { kind: 'figures' }> {
  const figures = document.blocks.find((block) => block.kind === 'figures')
  return figures ?? { kind: 'figures', items: [] }
}
