// Tables of statement lines: found by headers or content, styles judged over the whole column, hostile text.
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { brokenBytes, changes } from '#test/support/broken-bytes'
import { codeOf, readStatementTable, statementCsv, tableSource } from '#test/support/table-files'
import { rowsXml, workbookParts, zipOf } from '#test/support/workbook'
import { formatDecimal } from '#values/decimal'
import { isFailure } from '#values/failure'
import { tableMapper } from './preview.ts'

describe('a table of statement lines', () => {
  test('is found below its preamble and read by its headers, the balance checked along the lines', async () => {
    const [statement, ...others] = await readStatementTable(iconv.encode(statementCsv, 'windows-1250'))
    expect(others).toEqual([])
    expect(statement).toMatchObject({
      format: 'table-statement',
      currency: 'PLN',
      balanced: true,
      openingBalance: { minor: 100000n },
      closingBalance: { minor: 200000n },
      openingOn: '2026-02-03',
      closingOn: '2026-02-14',
    })
    expect(statement?.lines[0]).toEqual({
      bookedOn: '2026-02-03',
      valueOn: '2026-02-02',
      amount: { minor: 123000n, currency: 'PLN' },
      title: 'FV/1/02/2026',
      counterpartyName: 'Zieleń',
      counterpartyAccount: 'PL61109010140000071219812874',
      status: 'booked',
    })
    expect(statement?.lines[1]?.title).toBe('Opłata; miesięczna')
    expect(statement?.rejected).toEqual([{ code: 'table.bad-day', facts: { text: 'Razem' }, at: '7' }])
  })
  test('newest first balances as well, and a missing line shows as the difference', async () => {
    const lines = statementCsv.split('\r\n')
    const reversed = [...lines.slice(0, 3), ...lines.slice(3, 6).toReversed()].join('\r\n')
    expect((await readStatementTable(reversed))[0]).toMatchObject({
      balanced: true,
      openingBalance: { minor: 100000n },
      closingBalance: { minor: 200000n },
    })
    expect((await readStatementTable([...lines.slice(0, 4), lines[5]].join('\r\n')))[0]).toMatchObject({
      balanced: false,
      difference: { minor: -3000n },
    })
  })
  test('with columns in and out has signed amounts whatever their own sign', async () => {
    const csv =
      'Date,Description,Debit,Credit\n2026-02-03,in,,100.50\n2026-02-04,out,20.00,\n2026-02-05,out too,-30.00,\n2026-02-06,none,,\n'
    const [statement] = await readStatementTable(csv)
    expect(statement?.lines.map((line) => formatDecimal(line.amount))).toEqual(['100.50', '-20.00', '-30.00'])
    expect(statement?.rejected).toEqual([{ code: 'table.no-amount', facts: {}, at: '5' }])
  })
  test('with a side beside the amount is signed by it', async () => {
    const [statement] = await readStatementTable(
      'Data operacji;Strona;Kwota;Opis\n2026-02-03;Uznanie;10,00;a\n2026-02-04;Obciążenie;20,00;b\n',
    )
    expect(statement?.lines.map((line) => formatDecimal(line.amount))).toEqual(['10.00', '-20.00'])
  })
  test('of two accounts and currencies makes as many statements', async () => {
    const all = await readStatementTable(
      'Data;Kwota;Waluta;Rachunek własny;Tytuł\n2026-02-03;1,00;PLN;61109010140000071219812874;a\n2026-02-03;2,00;EUR;83101010230000261395100000;b\n2026-02-04;3,00;PLN;61109010140000071219812874;c\n2026-02-04;3,00;XYZ;61109010140000071219812874;d\n',
    )
    expect(all.map(({ account, currency, lines }) => [account, currency, lines.length])).toEqual([
      ['PL61109010140000071219812874', 'PLN', 2],
      ['PL83101010230000261395100000', 'EUR', 1],
    ])
    expect(all[0]?.rejected).toEqual([{ code: 'table.unknown-currency', facts: { text: 'XYZ' }, at: '5' }])
  })
  test('without a header is told by its content', async () => {
    const [statement] = await readStatementTable(
      '03.02.2026;-12,34;"Zapłata za fakturę FV/1 z lutego";61109010140000071219812874\n14.02.2026;1 500,00;"Przelew od Zieleń Miejska";83101010230000261395100000\n',
    )
    expect(statement?.lines.map((line) => [line.bookedOn, formatDecimal(line.amount), line.title])).toEqual([
      ['2026-02-03', '-12.34', 'Zapłata za fakturę FV/1 z lutego'],
      ['2026-02-14', '1500.00', 'Przelew od Zieleń Miejska'],
    ])
  })
  test('with 30 February takes the last day of the month and says so', async () => {
    expect((await readStatementTable('Data;Kwota;Tytuł\n30.02.2026;1,00;a\n'))[0]).toMatchObject({
      lines: [{ bookedOn: '2026-02-28' }],
      notes: [{ code: 'line.day-corrected', facts: { written: '30.02.2026', day: '2026-02-28' }, at: '2' }],
    })
  })
  test('with two currencies in one row rejects the row, and a balance in another currency is no balance', async () => {
    const [statement] = await readStatementTable(
      'Data;Obciążenia;Uznania;Saldo;Tytuł\n2026-02-03;10,00 EUR;5,00 PLN;;a\n2026-02-04;10,00 EUR;;7,00 PLN;b\n2026-02-05;;3,00 PLN;9,00 PLN;c\n',
    )
    expect(statement?.rejected).toEqual([{ code: 'table.bad-amount', facts: { text: '10,00 EUR' }, at: '2' }])
    expect(statement).toMatchObject({ currency: 'EUR', balanced: null, lines: [{ amount: { minor: -1000n, currency: 'EUR' } }] })
  })
  test('keeps two lines that look alike', async () => {
    expect((await readStatementTable('Data;Kwota;Tytuł\n2026-02-03;1,00;a\n2026-02-03;1,00;a\n'))[0]?.lines).toHaveLength(2)
  })
})

describe('styles are those of the whole column', () => {
  const dates = (...days: string[]): string => `Data,Kwota,Tytuł\n${days.map((date) => `${date},"1,00",x\n`).join('')}`
  test.each([
    [
      'a first number above 12 in the last row',
      dates(...Array.from({ length: 300 }, () => '02/03/2026'), '25/03/2026'),
      'day-first',
      false,
    ],
    [
      'a second number above 12 in the last row',
      dates(...Array.from({ length: 300 }, () => '02/03/2026'), '03/25/2026'),
      'month-first',
      false,
    ],
    ['neither: day first, and said to be a guess', dates('02/03/2026'), 'day-first', true],
    ['the year first', dates('2026-03-02'), 'year-first', false],
  ] as const)('days with %s', async (_, csv, style, ambiguous) => {
    const preview = await tableMapper.preview(tableSource(csv), 'statement')
    expect([preview.mapping.dates, preview.datesAmbiguous]).toEqual([style, ambiguous])
  })
  test.each([
    ['1,234', '5,678.90', '.'],
    ['1.234', '5.678,90', ','],
    ['1.234', '5.6', '.'],
    ['1,234', '5,6', ','],
    ['100', '200', ','],
  ])('amounts %s and %s have the mark %s', async (first, second, mark) => {
    expect(
      (await tableMapper.preview(tableSource(`Data;Kwota;Tytuł\n2026-01-01;${first};a\n2026-01-02;${second};b\n`), 'statement')).mapping
        .decimal,
    ).toBe(mark)
  })
})

describe('T102 hostile delimited text', () => {
  test.each<readonly [string, string]>([
    ['NULs', statementCsv.replaceAll(';', ';\0')],
    ['lone quotes', statementCsv.replaceAll('FV/1', 'FV"/1')],
    ['mixed delimiters', statementCsv.replace('Opłata; miesięczna', 'a,b\tc|d')],
  ])('with %s loses no line', async (_, csv) => {
    const all = await readStatementTable(csv)
    expect(all.flatMap((statement) => statement.lines)).toHaveLength(3)
  })
  test('with a quote that opens a cell and is never closed names the rows that it drew in', async () => {
    const all = await readStatementTable(statementCsv.replaceAll('FV/1', '"FV/1'))
    expect(all.flatMap((statement) => statement.lines)).toHaveLength(1)
    expect(all[0]?.rejected[0]).toMatchObject({ code: 'table.rows-swallowed', at: '4' })
  })
  test('of ten thousand columns or with one row of 50 MB is refused', async () => {
    expect(await codeOf(readStatementTable(`Data;Kwota;Tytuł\n2026-01-01;1,00;${';'.repeat(10_000)}\n`))).toBe('file.too-many-columns')
    expect(await codeOf(readStatementTable(`Data;Kwota;Tytuł\n2026-01-01;1,00;${'x'.repeat(50 * 2 ** 20)}`))).toBe('file.row-too-long')
  }, 30_000)
})

const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_121)
test(`T105 broken tables are read, rejected or refused, and nothing else (seed ${seed})`, async () => {
  const workbook = zipOf(
    workbookParts({
      Wyciąg: rowsXml([
        ['Data', 'Kwota', 'Tytuł', 'Saldo'],
        [{ n: 46058, s: 1 }, 12.5, 'FV/1', 112.5],
        [{ n: 46059, s: 1 }, -2.5, 'opłata', 110],
      ]),
    }),
  )
  const samples = [Buffer.from(statementCsv), iconv.encode(statementCsv, 'windows-1250'), workbook]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...samples), changes, async (sample, list) => {
      const broken = brokenBytes(sample, list)
      const outcome = await readStatementTable(broken).catch((error: unknown) => (isFailure(error) ? [] : Promise.reject(error)))
      for (const { lines, currency, balanced, difference } of outcome) {
        if (lines.some((line) => line.amount.currency !== currency)) throw new Error('a line in another currency than its statement')
        if ((balanced === false) !== (difference !== undefined)) throw new Error('a difference without a doubt, or a doubt without one')
      }
    }),
    { seed, numRuns: 300 },
  )
  expect((await readStatementTable(workbook))[0]).toMatchObject({
    balanced: true,
    lines: [{ bookedOn: '2026-02-05', amount: { minor: 1250n } }, {}],
  })
}, 60_000)
