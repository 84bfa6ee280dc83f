// Takes the pictures of the reports for the manual: the first page of each report's PDF on the sample firm, into docs/guide/img.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { usualParameters } from '#domain/reporting/wanted-report'
import { reportFile } from '#flows/reports/report-file'
import { shapeReport } from '#flows/reports/shape-report'
import { runDailyRound } from '#flows/run-daily-round'
import { sendMonthlyReport } from '#flows/send-monthly-report'
import { systemClock } from '#ports/clock'
import type { Report } from '#ports/report'
import { getFile } from '#store/files'
import { findReport } from '#store/reports'
import { sampleFirm } from '#test/browser/sample-firm'
import { openSampleHouse } from '#test/browser/sample-house'
import { dayOf, monthKey } from '#values/day'
import { type Id, readId } from '#values/id'
import { smallPng } from './small-png.ts'

const run = promisify(execFile)
const pictures = join(import.meta.dirname, '..', 'docs', 'guide', 'img')
/** Dots to the inch: an A4 page is 744 points wide on the screen. */
const density = '90'
/** A folder for the whole PDFs, given as an argument by whoever wants to look at all pages. */
const kept = process.argv[2] ?? null

const folder = await mkdtemp(join(tmpdir(), 'skarbnik-report-pictures-'))
const house = await openSampleHouse()

async function picture(id: string, bytes: Uint8Array): Promise<void> {
  const file = join(kept ?? folder, `raport-${id}.pdf`)
  await writeFile(file, bytes)
  await run('pdftoppm', ['-png', '-r', density, '-f', '1', '-l', '1', '-singlefile', file, join(pictures, `raport-${id}`)])
  const drawn = join(pictures, `raport-${id}.png`)
  await writeFile(drawn, smallPng(await readFile(drawn)))
  process.stdout.write(`raport-${id}.png\n`)
}

async function monthlyPdf(companyId: Id): Promise<Uint8Array> {
  const month = monthKey(dayOf(systemClock.now(), 'Europe/Warsaw'))
  await sendMonthlyReport(house.shell, { companyId, month, again: true, mail: false })
  const made = await findReport(house.shell.database, companyId, 'monthly', month)
  if (made === null) throw new Error('the monthly report was not kept')
  return (await getFile(house.shell.database, companyId, made.fileId)).bytes
}

try {
  const companyId = readId('company', (await sampleFirm(house)).slice(1))
  if (companyId === null) throw new Error('the path of the sample firm is not a company')
  await runDailyRound(house.shell, { companyId })
  await picture('monthly', await monthlyPdf(companyId))
  for (const report of house.shell.shelves.reports.values() as Iterable<unknown> as Iterable<Report>) {
    if (report.group === undefined) continue
    const document = await shapeReport(house.shell, {
      companyId,
      wanted: { kind: 'shelf', report: report.id, parameters: usualParameters },
    })
    await picture(report.id, (await reportFile(house.shell, companyId, document, 'pdf', 'Europe/Warsaw')).bytes)
  }
} finally {
  await house.stop()
  await rm(folder, { recursive: true, force: true })
}
