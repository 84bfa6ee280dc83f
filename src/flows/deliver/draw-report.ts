// Has a report drawn by a template of a connected service, keeps the document in the archive and mails it.
import * as z from 'zod'
import type { Connector, PushResult } from '#ports/connector'
import type { Connection } from '#store/connections'
import { inTransaction } from '#store/database'
import { getFile, insertFile } from '#store/files'
import type { OutboxRow } from '#store/outbox'
import { insertReport } from '#store/reports'
import { parseDay } from '#values/day'
import { Failure } from '#values/failure'
import { languages } from '#values/language'
import { connectorContext } from '../connector-context.ts'
import { planReportMails } from '../reports/plan-report-mails.ts'
import type { Shell } from '../shell.ts'

const drawing = z.object({
  templateId: z.number(),
  fileId: z.string(),
  name: z.string(),
  asOf: z.string(),
  reportScheduleId: z.string(),
  scheduleName: z.string(),
  addresses: z.array(z.string()),
  written: z.object({ language: z.enum(languages), subject: z.string(), text: z.string(), html: z.string() }),
})

/** True for a copy that is drawn by a template, and no table. */
export const isDrawing = (row: Pick<OutboxRow, 'payload'>): boolean => 'templateId' in row.payload

/** Kept and mailed once, also when the row is worked off again after a crash. Null where the connector draws nothing any more. */
export async function drawReport(
  shell: Shell,
  row: OutboxRow,
  connector: Connector,
  connection: Connection,
  timeZone: string,
): Promise<PushResult | null> {
  if (connector.fillTemplate === undefined) return null
  const { templateId, fileId, name, asOf, reportScheduleId, scheduleName, addresses, written } = drawing.parse(row.payload)
  const on = parseDay(asOf)
  if (on === null) throw new Failure('message.payload-unreadable', { outboxId: row.outbox_id })
  const { bytes: json } = await getFile(shell.database, row.company_id, fileId)
  const data = JSON.parse(Buffer.from(json).toString('utf8')) as object
  const context = connectorContext(shell, connector, connection, timeZone)
  const bytes = await connector.fillTemplate(context, { templateId, name, language: written.language, data })
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const file = { name: `${name}.pdf`, contentType: 'application/pdf', bytes }
    const drawnId = await insertFile(tx, row.company_id, { ...file, createdAt: at })
    const reportId = await insertReport(tx, row.company_id, {
      kind: 'schedule',
      periodKey: `${row.key} ${connection.name}`,
      asOf: on,
      fileId: drawnId,
      createdAt: at,
      name: `${scheduleName} (${connection.name})`,
      reportScheduleId,
    })
    if (reportId === null) return
    const attachments = [{ fileId: drawnId, name: file.name, contentType: file.contentType, size: bytes.byteLength }]
    await planReportMails(tx, row.company_id, { reportId, addresses, content: { ...written, attachments }, at })
  })
  return { found: true, externalId: `${templateId}` }
}
