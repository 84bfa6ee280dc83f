// Writes a shaped report as the file that was asked for.
import type { ReportFormat } from '#domain/reporting/wanted-report'
import type { ReportDocument } from '#ports/report'
import { getFile } from '#store/files'
import { getLetterSettings } from '#store/letter-settings'
import { type Day, dayOf } from '#values/day'
import type { Id } from '#values/id'
import { reportCsv } from '../render/report-csv.ts'
import { type Made, reportPdf } from '../render/report-pdf.ts'
import { reportXlsx } from '../render/report-xlsx.ts'
import type { Shell } from '../shell.ts'

const contentTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

export type ReportFile = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array }

/** Letters without their marks, so that every mail program keeps the name. */
const plainName = (text: string): string =>
  text
    .toLocaleLowerCase('pl')
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'raport'

export const reportFileName = (title: string, asOf: Day, format: ReportFormat): string => `${plainName(title)}-${asOf}.${format}`

/** The company's mark as its letters bear it; null where it has none, or one that cannot be printed. */
export async function companyLogo(shell: Shell, companyId: Id): Promise<NonNullable<Made['logo']> | null> {
  const { logoFileId } = await getLetterSettings(shell.database, companyId)
  if (logoFileId === null) return null
  const { bytes, contentType } = await getFile(shell.database, companyId, logoFileId)
  return contentType === 'image/png' || contentType === 'image/jpeg' ? { bytes, contentType } : null
}

/** `progress` is told the rows written so far and may throw to stop. */
export async function reportFile(
  shell: Shell,
  companyId: Id,
  document: ReportDocument,
  format: ReportFormat,
  timeZone: string,
  progress?: (rows: number, of: number) => Promise<void>,
): Promise<ReportFile> {
  const at = shell.clock.now()
  const t = shell.translatorFor(document.language)
  const logo = format === 'pdf' ? await companyLogo(shell, companyId) : null
  const made = { at, on: dayOf(at, timeZone), ...(progress === undefined ? {} : { progress }), ...(logo === null ? {} : { logo }) }
  const bytes =
    format === 'pdf'
      ? await reportPdf(document, t, made)
      : format === 'xlsx'
        ? await reportXlsx(document, at, progress)
        : reportCsv(document)
  return { name: reportFileName(document.title, document.asOf, format), contentType: contentTypes[format], bytes }
}
