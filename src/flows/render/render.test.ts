// A report on paper and in spreadsheets: same figures, nothing that a spreadsheet would run.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readXlsx from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import type { ReportDocument } from '#ports/report'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { plainCell } from './plain-cell.ts'
import { reportCsv } from './report-csv.ts'
import { reportPdf } from './report-pdf.ts'
import { reportXlsx } from './report-xlsx.ts'

const at = new Date('2026-11-01T08:00:00Z')
const hostile = '=HYPERLINK("http://zly.example","Zapłać")'
const report: ReportDocument = {
  title: 'Należności',
  subtitle: 'październik 2026',
  companyName: 'Jantar <&> Elektro',
  asOf: day('2026-10-31'),
  filters: [],
  language: 'pl',
  blocks: [
    { kind: 'text', lead: 'Ważne.', text: 'Zażółć gęślą jaźń' },
    {
      kind: 'table',
      title: 'Po terminie',
      empty: 'Nic',
      columns: [
        { key: 'c', title: 'Klient', align: 'left' },
        { key: 'd', title: 'Termin', align: 'right' },
        { key: 'a', title: 'Kwota', align: 'right' },
        { key: 'p', title: 'Udział', align: 'right' },
        { key: 'n', title: 'Dni', align: 'right' },
      ],
      rows: [
        [hostile, { day: day('2026-10-01') }, money(-123_456n, PLN), { percent: 24.8 }, -3],
        ['Żółw', null, money(5n, PLN), null, 0],
      ],
      totals: ['Razem', null, money(-123_451n, PLN), null, null],
    },
    { kind: 'table', title: 'Po terminie', empty: 'Nic', columns: [{ key: 'c', title: 'Klient', align: 'left' }], rows: [] },
  ],
}

describe('T106 cells of strangers', () => {
  test.each([
    '=1+1',
    '+48 600',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    '"=1',
    ';=1',
    "'=1",
    '\u200B=1',
    '\uFEFF=1',
    ',=1',
  ])('%j is kept as text', (text) => {
    expect(plainCell(text).startsWith("'")).toBe(true)
    expect(plainCell(text)).not.toMatch(/[\r\n\t]/)
  })

  test('ordinary text stays as it is', () => {
    for (const text of ['Klon sp. z o.o.', 'FV 1/10/2026', 'Jan-Pol', 'a=b', '100%']) expect(plainCell(text)).toBe(text)
  })
})

test('CSV has a byte order mark, semicolons, decimal commas, numbers that are numbers and text that is text', () => {
  const csv = Buffer.from(reportCsv(report)).toString('utf8')
  expect(csv.startsWith('\uFEFF')).toBe(true)
  const lines = csv.slice(1).split('\r\n')
  expect(lines).toContain('Klient;Termin;Kwota (PLN);Udział;Dni')
  expect(lines).toContain(`"'=HYPERLINK(""http://zly.example"",""Zapłać"")";2026-10-01;-1234,56;24,8;-3`)
  expect(lines).toContain('Żółw;;0,05;;0')
})

test('the workbook opens, with a sheet a table, exact amounts, days and harmless text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skarbnik-xlsx-'))
  try {
    const path = join(folder, 'report.xlsx')
    await writeFile(path, await reportXlsx(report, at))
    const [first, second] = await readXlsx(path)
    expect([first?.sheet, second?.sheet]).toEqual(['Po terminie', 'Po terminie 2'])
    const [, , row, other, total] = first?.data ?? []
    expect(row).toEqual([hostile, new Date('2026-10-01T00:00:00Z'), -1234.56, 0.248, -3])
    expect([other?.[0], other?.[2], total?.[2]]).toEqual(['Żółw', 0.05, -1234.51])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the PDF is made with its own fonts and holds the title', async () => {
  const pdf = Buffer.from(await reportPdf(report, translatorsOf(readWords())('pl'), { at, on: day('2026-11-01') }))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const text = pdf.toString('latin1')
  expect(text).toMatch(/FontName \/[A-Z]{6}\+Inter-Regular/)
  expect(text).not.toMatch(/FontName \/[A-Z]{6}\+Roboto/)
})
