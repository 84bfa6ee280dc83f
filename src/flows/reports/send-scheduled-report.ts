// Makes a scheduled report, keeps it as it was, and sends it on its ways: once for each time it was due.
import { nextRun } from '#domain/schedule/next-run'
import type { Block, Cell, ReportDocument } from '#ports/report'
import { appendAudit } from '#store/audit'
import { inTransaction, type Tx } from '#store/database'
import { insertFile } from '#store/files'
import { listMembers } from '#store/members'
import { planRepeated } from '#store/outbox'
import { findActivePeople, findPeople } from '#store/people'
import { noteScheduleRun, type ReportSchedule, type ScheduleOutcome } from '#store/report-schedules'
import { insertReport } from '#store/reports'
import { getSendingCompany, type SendingCompany } from '#store/sending-companies'
import { dayOf } from '#values/day'
import { isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { system, writeActor } from '../actor.ts'
import { mailAddresses } from '../messages/mail-addresses.ts'
import { renderMessage } from '../messages/render-message.ts'
import { scheduledReportModel } from '../messages/scheduled-report-model.ts'
import type { Shell } from '../shell.ts'
import { planReportMails, planTemplate, type ReportLetter } from './plan-report-mails.ts'
import { type ReportFile, reportFile } from './report-file.ts'
import { shapeReport } from './shape-report.ts'

type Skipped = ScheduleOutcome['skipped'][number]

/** A failure of shaping is kept as the outcome, and the schedule goes on to its next time. `extra` is a run beside the ordinary ones. */
export async function sendScheduledReport(
  shell: Shell,
  schedule: ReportSchedule,
  extra: { readonly key: string } | null = null,
): Promise<void> {
  const company = await getSendingCompany(shell.database, schedule.companyId)
  const at = shell.clock.now()
  const nextRunAt = extra === null ? nextRun(schedule.rule, at, company.timeZone) : schedule.nextRunAt
  let made: { readonly document: ReportDocument; readonly file: ReportFile }
  try {
    const document = await shapeReport(shell, { companyId: schedule.companyId, wanted: schedule.report, name: schedule.name })
    made = { document, file: await reportFile(shell, schedule.companyId, document, schedule.format, company.timeZone) }
  } catch (error) {
    if (!isFailure(error)) throw error
    const outcome = { at: at.toISOString(), rows: 0, mailed: 0, skipped: [], targets: [], failure: error.code }
    await inTransaction(shell.database, (tx) => noteScheduleRun(tx, schedule, { at, nextRunAt, outcome }))
    return
  }
  await inTransaction(shell.database, async (tx) => {
    const { addresses, skipped } = await addressesOf(tx, schedule)
    const outcome: ScheduleOutcome = {
      at: at.toISOString(),
      rows: mainTable(made.document)?.rows.length ?? 0,
      mailed: addresses.length,
      skipped,
      targets: schedule.targets.map((target) => target.kind),
    }
    // Another process has sent it meanwhile.
    if (!(await noteScheduleRun(tx, schedule, { at, nextRunAt, outcome }))) return
    const fileId = await insertFile(tx, schedule.companyId, { ...made.file, createdAt: at })
    const reportId = await insertReport(tx, schedule.companyId, {
      kind: 'schedule',
      periodKey: `${schedule.reportScheduleId} ${extra?.key ?? schedule.nextRunAt.toISOString()}`,
      asOf: made.document.asOf,
      fileId,
      createdAt: at,
      name: schedule.name,
      reportScheduleId: schedule.reportScheduleId,
      outcome,
    })
    if (reportId === null) return
    const written = await letterOf(shell, company, { schedule, skipped, ...made })
    // Drawn by a template elsewhere the report is mailed when it comes back from there.
    if (schedule.targets.every((target) => target.kind !== 'template')) {
      const attachments = [{ fileId, name: made.file.name, contentType: made.file.contentType, size: made.file.bytes.length }]
      await planReportMails(tx, schedule.companyId, { reportId, addresses, content: { ...written, attachments }, at })
    }
    await copy(tx, schedule, { reportId, fileId, fileName: made.file.name, document: made.document, addresses, written, at })
    await appendAudit(tx, schedule.companyId, at, [
      {
        actor: writeActor(system),
        actorName: system.name,
        action: 'report.sent',
        subjectKind: 'report',
        subjectId: reportId,
        change: {
          name: schedule.name,
          format: schedule.format,
          mailed: addresses.length,
          skipped: skipped.map(({ who }) => who).join(', '),
        },
      },
    ])
  })
}

/** People of the company by their present address; one who has left is passed over and named. */
async function addressesOf(
  tx: Tx,
  schedule: ReportSchedule,
): Promise<{ readonly addresses: readonly string[]; readonly skipped: readonly Skipped[] }> {
  const members = new Set((await listMembers(tx, schedule.companyId)).map((member) => member.userId))
  const userIds = schedule.recipients.flatMap((recipient) => ('userId' in recipient ? [recipient.userId] : []))
  const [people, active] = [await findPeople(tx, userIds), await findActivePeople(tx, userIds)]
  const addresses: string[] = []
  const skipped: Skipped[] = []
  for (const recipient of schedule.recipients) {
    if ('email' in recipient) {
      const [address] = mailAddresses(recipient.email)
      if (address === undefined) skipped.push({ who: recipient.email, why: 'no-address' })
      else addresses.push(address)
      continue
    }
    const person = people.get(recipient.userId)
    if (person === undefined || !active.has(recipient.userId) || !members.has(recipient.userId))
      skipped.push({ who: person?.name ?? recipient.userId, why: 'left' })
    else addresses.push(person.email)
  }
  return { addresses: [...new Set(addresses)], skipped }
}

type Made = {
  readonly schedule: ReportSchedule
  readonly skipped: readonly Skipped[]
  readonly document: ReportDocument
  readonly file: ReportFile
}

/** The mail to everybody, without its file. */
async function letterOf(shell: Shell, company: SendingCompany, { document, schedule, skipped }: Made): Promise<ReportLetter> {
  const rendered = await renderMessage(
    scheduledReportModel({
      company,
      document,
      name: schedule.name,
      table: mainTable(document),
      skipped,
      today: dayOf(shell.clock.now(), company.timeZone),
      url: `${shell.publicUrl}/reports`,
      translate: shell.translatorFor(document.language),
    }),
  )
  return { language: document.language, ...rendered }
}

/** The longest table: what a spreadsheet wants, and what a mail sums up. */
const mainTable = (document: ReportDocument): Extract<Block, { kind: 'table' }> | null =>
  document.blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])).toSorted((a, b) => b.rows.length - a.rows.length)[0] ?? null

const asJson = (cell: Cell): unknown =>
  typeof cell === 'object' && cell !== null && 'minor' in cell ? { minor: String(cell.minor), currency: cell.currency } : cell

/** Copies leave through the outbox: repeated until they have arrived, each the whole table. */
async function copy(
  tx: Tx,
  schedule: ReportSchedule,
  made: {
    readonly reportId: Id
    readonly fileId: Id
    readonly fileName: string
    readonly document: ReportDocument
    readonly addresses: readonly string[]
    readonly written: ReportLetter
    readonly at: Date
  },
): Promise<void> {
  for (const [index, target] of schedule.targets.entries()) {
    const key = `report-copy:${made.reportId}:${index}`
    if (target.kind === 'folder') {
      const payload = { folder: target.folder, fileId: made.fileId, name: made.fileName }
      await planRepeated(
        tx,
        schedule.companyId,
        [{ kind: 'report-copy', key, connectionId: null, customerId: null, invoiceId: null, payload }],
        'report-schedule',
        made.at,
      )
      continue
    }
    const table = mainTable(made.document)
    if (target.kind === 'template') {
      await planTemplate(tx, schedule, target, { key, table, ...made })
      continue
    }
    if (table === null) continue
    const columns = table.columns.map((column) => column.title)
    const bytes = Buffer.from(JSON.stringify({ columns, rows: table.rows.map((row) => columns.map((_, at) => asJson(row[at] ?? null))) }))
    const fileId = await insertFile(tx, schedule.companyId, {
      name: `${made.fileName}.json`,
      contentType: 'application/json',
      bytes,
      createdAt: made.at,
    })
    const payload = { table: target.table, fileId }
    await planRepeated(
      tx,
      schedule.companyId,
      [{ kind: 'report-copy', key, connectionId: target.connectionId, customerId: null, invoiceId: null, payload }],
      'report-schedule',
      made.at,
    )
  }
}
