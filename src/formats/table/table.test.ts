// Any table: columns guessed by header and content, styles judged over the whole column, previews, mappings, rejections.
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import type { InvoiceFormat } from '#ports/invoice-format'
import { bytesSource } from '#ports/reading/byte-source'
import type { Statement, StatementFormat } from '#ports/statement-format'
import { readInvoices } from '#test/support/read-invoices'
import { rowsXml, workbookParts, zipOf } from '#test/support/workbook'
import { gathered } from '#test/support/gathered'
import { formatDecimal } from '#values/decimal'
import { isFailure } from '#values/failure'
import formats from './format.ts'
import { tableMapper } from './preview.ts'

const statements = formats.find((format): format is StatementFormat => format.produces === 'statements')
const invoices = formats.find((format): format is InvoiceFormat => format.produces === 'invoices')
if (statements === undefined || invoices === undefined) throw new Error('the folder holds two formats')

const source = (file: string | Uint8Array) => bytesSource(typeof file === 'string' ? Buffer.from(file) : file, 500)
const read = async (file: string | Uint8Array, mapping?: unknown): Promise<Statement[]> =>
  gathered(statements.read(source(file), mapping === undefined ? {} : { mapping }))
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'read',
    (error) => (isFailure(error) ? error.code : String(error)),
  )

const statementCsv = [
  'Wyciąg z rachunku;;;;;',
  '',
  'Data księgowania;Data waluty;Tytuł;Kontrahent;Rachunek kontrahenta;Kwota;Waluta;Saldo',
  '03.02.2026;02.02.2026;FV/1/02/2026;Zieleń;61 1090 1014 0000 0712 1981 2874;1 230,00;PLN;2 230,00',
  '04.02.2026;04.02.2026;"Opłata; miesięczna";Bank;;-30,00;PLN;2 200,00',
  '14.02.2026;14.02.2026;zwrot;Jan;;-200,00;PLN;2 000,00',
  'Razem;;;;;1 000,00;;',
].join('\r\n')

describe('a table of statement lines', () => {
  test('is found below its preamble and read by its headers, the balance checked along the lines', async () => {
    const [statement, ...others] = await read(iconv.encode(statementCsv, 'windows-1250'))
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
    expect((await read(reversed))[0]).toMatchObject({
      balanced: true,
      openingBalance: { minor: 100000n },
      closingBalance: { minor: 200000n },
    })
    expect((await read([...lines.slice(0, 4), lines[5]].join('\r\n')))[0]).toMatchObject({ balanced: false, difference: { minor: -3000n } })
  })
  test('with columns in and out has signed amounts whatever their own sign', async () => {
    const csv =
      'Date,Description,Debit,Credit\n2026-02-03,in,,100.50\n2026-02-04,out,20.00,\n2026-02-05,out too,-30.00,\n2026-02-06,none,,\n'
    const [statement] = await read(csv)
    expect(statement?.lines.map((line) => formatDecimal(line.amount))).toEqual(['100.50', '-20.00', '-30.00'])
    expect(statement?.rejected).toEqual([{ code: 'table.no-amount', facts: {}, at: '5' }])
  })
  test('with a side beside the amount is signed by it', async () => {
    const [statement] = await read('Data operacji;Strona;Kwota;Opis\n2026-02-03;Uznanie;10,00;a\n2026-02-04;Obciążenie;20,00;b\n')
    expect(statement?.lines.map((line) => formatDecimal(line.amount))).toEqual(['10.00', '-20.00'])
  })
  test('of two accounts and currencies makes as many statements', async () => {
    const all = await read(
      'Data;Kwota;Waluta;Rachunek własny;Tytuł\n2026-02-03;1,00;PLN;61109010140000071219812874;a\n2026-02-03;2,00;EUR;83101010230000261395100000;b\n2026-02-04;3,00;PLN;61109010140000071219812874;c\n2026-02-04;3,00;XYZ;61109010140000071219812874;d\n',
    )
    expect(all.map(({ account, currency, lines }) => [account, currency, lines.length])).toEqual([
      ['PL61109010140000071219812874', 'PLN', 2],
      ['PL83101010230000261395100000', 'EUR', 1],
    ])
    expect(all[0]?.rejected).toEqual([{ code: 'table.unknown-currency', facts: { text: 'XYZ' }, at: '5' }])
  })
  test('without a header is told by its content', async () => {
    const [statement] = await read(
      '03.02.2026;-12,34;"Zapłata za fakturę FV/1 z lutego";61109010140000071219812874\n14.02.2026;1 500,00;"Przelew od Zieleń Miejska";83101010230000261395100000\n',
    )
    expect(statement?.lines.map((line) => [line.bookedOn, formatDecimal(line.amount), line.title])).toEqual([
      ['2026-02-03', '-12.34', 'Zapłata za fakturę FV/1 z lutego'],
      ['2026-02-14', '1500.00', 'Przelew od Zieleń Miejska'],
    ])
  })
  test('with 30 February takes the last day of the month and says so', async () => {
    expect((await read('Data;Kwota;Tytuł\n30.02.2026;1,00;a\n'))[0]).toMatchObject({
      lines: [{ bookedOn: '2026-02-28' }],
      notes: [{ code: 'line.day-corrected', facts: { written: '30.02.2026', day: '2026-02-28' }, at: '2' }],
    })
  })
  test('with two currencies in one row rejects the row, and a balance in another currency is no balance', async () => {
    const [statement] = await read(
      'Data;Obciążenia;Uznania;Saldo;Tytuł\n2026-02-03;10,00 EUR;5,00 PLN;;a\n2026-02-04;10,00 EUR;;7,00 PLN;b\n2026-02-05;;3,00 PLN;9,00 PLN;c\n',
    )
    expect(statement?.rejected).toEqual([{ code: 'table.bad-amount', facts: { text: '10,00 EUR' }, at: '2' }])
    expect(statement).toMatchObject({ currency: 'EUR', balanced: null, lines: [{ amount: { minor: -1000n, currency: 'EUR' } }] })
  })
  test('keeps two lines that look alike', async () => {
    expect((await read('Data;Kwota;Tytuł\n2026-02-03;1,00;a\n2026-02-03;1,00;a\n'))[0]?.lines).toHaveLength(2)
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
    const preview = await tableMapper.preview(source(csv), 'statement')
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
      (await tableMapper.preview(source(`Data;Kwota;Tytuł\n2026-01-01;${first};a\n2026-01-02;${second};b\n`), 'statement')).mapping.decimal,
    ).toBe(mark)
  })
})

const invoiceCsv = [
  'Numer faktury;Data wystawienia;Termin płatności;Nabywca;NIP;E-mail;Netto;Brutto;Zapłacono;Waluta;Status;Rodzaj dokumentu;Faktura korygowana',
  'FV/1/02/2026;05.02.2026;19.02.2026;"Zieleń ""Miejska""";584-275-19-79;ap@zielen.example;1 000,00;1 230,00;230,00;PLN;częściowo;Faktura VAT;',
  'FV/2/02/2026;06.02.2026;30.02.2026;Müller GmbH;DE123456789;;500,00;500,00;;EUR;opłacona;Faktura VAT;',
  'KOR/1;25.02.2026;;Zieleń;5842751979;;-100,00;-123,00;;PLN;;Korekta;FV/1/02/2026',
  'CN/1;25.02.2026;;Zieleń;5842751979;;100,00;123,00;;PLN;;Credit note;',
  'PRO/1;25.02.2026;;Zieleń;5842751979;;1,00;1,23;;PLN;anulowana;Pro forma;',
  'FV/3;25.02.2026;;Zieleń;5842751978;;1,00;x;;PLN;;;',
  'FV/4;;;Zieleń;;;1,00;1,23;;PLN;;;',
  ';;;;;;;;;;;;',
  'Razem;;;;;;1 502,00;1 731,23;;;;;',
].join('\n')

describe('a table of invoices', () => {
  test('is read by its headers, every row taken or turned down with its line', async () => {
    const { invoices: found, rejected } = await readInvoices(invoices, invoiceCsv)
    expect(
      found.map(({ number, type, total, settledAtSource, dueOn, cancelled, corrects }) => [
        number,
        type,
        formatDecimal(total),
        settledAtSource === undefined ? '' : formatDecimal(settledAtSource),
        dueOn,
        cancelled,
        corrects,
      ]),
    ).toEqual([
      ['FV/1/02/2026', 'invoice', '1230.00', '230.00', '2026-02-19', undefined, undefined],
      ['FV/2/02/2026', 'invoice', '500.00', '500.00', '2026-02-28', undefined, undefined],
      ['KOR/1', 'credit-note', '-123.00', '', undefined, undefined, ['FV/1/02/2026']],
      ['CN/1', 'credit-note', '-123.00', '', undefined, undefined, undefined],
      ['PRO/1', 'proforma', '1.23', '', undefined, true, undefined],
    ])
    expect(found[0]?.customer).toEqual({ name: 'Zieleń "Miejska"', taxId: '5842751979', email: 'ap@zielen.example' })
    expect(found[1]?.notes).toEqual(['invoice.day-mended {"field":"dueOn","text":"30.02.2026","day":"2026-02-28"}'])
    expect(rejected).toEqual([
      { code: 'invoice.bad-total', facts: { number: 'FV/3', text: 'x' }, at: '7' },
      { code: 'invoice.no-issue-day', facts: { number: 'FV/4' }, at: '8' },
      { code: 'table.rows-beside', facts: { count: 1, text: 'Razem 1 502,00 1 731,23' }, at: '10' },
    ])
  })
  test('with only what is left to pay takes that as the total; with both, the rest is paid', async () => {
    const read1 = await readInvoices(
      invoices,
      'Nr faktury;Data wystawienia;Do zapłaty;Klient\nF1;2026-01-05;100,00;A\nF2;2026-01-06;50,50;B\n',
    )
    expect(read1.invoices.map(({ total, settledAtSource }) => [formatDecimal(total), settledAtSource])).toEqual([
      ['100.00', undefined],
      ['50.50', undefined],
    ])
    const read2 = await readInvoices(
      invoices,
      'Nr faktury;Data wystawienia;Brutto;Pozostało do zapłaty;Klient\nF1;2026-01-05;100,00;40,00;A\n',
    )
    expect(read2.invoices.map(({ settledAtSource }) => settledAtSource?.minor)).toEqual([6000n])
  })
  test('with amounts of another currency beside the total leaves those out, noted', async () => {
    const { invoices: found } = await readInvoices(
      invoices,
      'Nr faktury;Data wystawienia;Brutto;Netto;Zapłacono;Pozostało;Klient\nF1;2026-01-05;100,00 EUR;80,00 PLN;1,00 PLN;5,00 PLN;A\nF2;2026-01-05;100,00 EUR;80,00;20,00;80,00;A\n',
    )
    expect(found[0]).toEqual({
      number: 'F1',
      type: 'invoice',
      issueOn: '2026-01-05',
      total: { minor: 10000n, currency: 'EUR' },
      customer: { name: 'A' },
      notes: ['open', 'net', 'paid'].map((field) => expect.stringContaining(`"field":"${field}"`)),
    })
    expect(found[1]).toMatchObject({ net: { minor: 8000n, currency: 'EUR' }, settledAtSource: { minor: 2000n, currency: 'EUR' } })
  })
  test('in a workbook is read the same, its other sheets named', async () => {
    const file = zipOf(
      workbookParts({
        Faktury: rowsXml([
          ['Numer', 'Data wystawienia', 'Termin płatności', 'Kontrahent', 'NIP', 'Brutto'],
          ['FV/1', { n: 46058, s: 1 }, { n: 46072, s: 2 }, 'Zieleń', '5842751979', { n: 1228.893, s: 3 }],
        ]),
        Notatki: rowsXml([['x']]),
      }),
    )
    expect(await readInvoices(invoices, file)).toMatchObject({
      invoices: [
        { number: 'FV/1', issueOn: '2026-02-05', dueOn: '2026-02-19', total: { minor: 122889n }, customer: { taxId: '5842751979' } },
      ],
      rejected: [{ code: 'table.sheets-left-out', facts: { count: 1, names: 'Notatki' } }],
    })
  })
})

describe('preview and mapping', () => {
  test('the first twenty rows are shown as they would be read, with columns and samples', async () => {
    const csv = `Data;Kwota;Tytuł\n${Array.from({ length: 30 }, (_, index) => `2026-01-${String(index + 1).padStart(2, '0')};${index},00;t${index}\n`).join('')}`
    const preview = await tableMapper.preview(source(csv), 'statement')
    expect(preview.rows).toHaveLength(20)
    expect(preview.rows[1]).toMatchObject({
      at: '3',
      cells: ['2026-01-02', '1,00', 't1'],
      line: { ok: true, value: { bookedOn: '2026-01-02', amount: { minor: 100n } } },
    })
    expect(preview.columns.map((column) => column.header)).toEqual(['Data', 'Kwota', 'Tytuł'])
    expect(preview.columns[2]?.samples).toEqual(['t0', 't1', 't2', 't3', 't4'])
    expect(preview.missing).toEqual([])
  })
  test('a table whose columns say nothing needs a mapping; a person\u2019s mapping then reads it, and is known again by its signature', async () => {
    const csv = 'aaa;bbb;ccc;ddd\n1/26;2026-01-05;100,00;Zieleń\n2/26;2026-01-06;50,50;Miejska\n'
    expect(await codeOf(readInvoices(invoices, csv))).toBe('table.mapping-needed')
    const preview = await tableMapper.preview(source(csv), 'invoices')
    const mapping = { ...preview.mapping, columns: { number: [0], issueOn: [1], total: [2], customerName: [3] } }
    const seen = await tableMapper.preview(source(csv), mapping as typeof preview.mapping)
    expect(seen.missing).toEqual([])
    const { invoices: found } = await readInvoices(invoices, csv, JSON.parse(JSON.stringify({ ...mapping, signature: '' })))
    expect(found.map((invoice) => [invoice.number, formatDecimal(invoice.total), invoice.customer.name])).toEqual([
      ['1/26', '100.00', 'Zieleń'],
      ['2/26', '50.50', 'Miejska'],
    ])
  })
  test('the signature is the header, whatever stands above and below it', async () => {
    expect(await tableMapper.signature(source(invoiceCsv))).toBe(
      await tableMapper.signature(source(`Zestawienie za luty\n\n${invoiceCsv.split('\n').slice(0, 2).join('\n')}`)),
    )
    expect(await tableMapper.signature(source(statementCsv))).toBe(
      'DATA KSIEGOWANIA|DATA WALUTY|TYTUL|KONTRAHENT|RACHUNEK KONTRAHENTA|KWOTA|WALUTA|SALDO',
    )
  })
  test.each([
    [{}],
    [{ version: 1, kind: 'invoices' }],
    ['x'],
    [{ version: 1, kind: 'statement', signature: '', dates: 'day-first', decimal: ',', currency: 'PLN', columns: { bookedOn: [-1] } }],
  ])('%j is no mapping for statements', async (mapping) => {
    expect(await codeOf(read(statementCsv, mapping))).toBe('table.mapping-invalid')
  })
  test('a mapping without amounts is not enough', async () => {
    expect(
      await codeOf(
        read(statementCsv, {
          version: 1,
          kind: 'statement',
          signature: '',
          dates: 'day-first',
          decimal: ',',
          currency: 'PLN',
          columns: { bookedOn: [0] },
        }),
      ),
    ).toBe('table.mapping-needed')
  })
})

describe('recognising', () => {
  const scores = (file: string | Uint8Array): number[] => formats.map((format) => format.recognise(source(file).head))
  test('tells statements from invoices and never goes before a format that knows its file', () => {
    const [asStatement = 0, asInvoices = 0] = scores(statementCsv)
    expect(asStatement).toBeGreaterThan(asInvoices)
    expect(asStatement).toBeLessThanOrEqual(0.5)
    const [less = 0, more = 0] = scores(invoiceCsv)
    expect(more).toBeGreaterThan(less)
    expect(more).toBeLessThanOrEqual(0.5)
  })
  test('looks into workbooks', () => {
    const [less = 0, more = 0] = scores(
      zipOf(workbookParts({ A: rowsXml([['Numer faktury', 'Data wystawienia', 'Termin płatności', 'NIP', 'Brutto', 'Nabywca']]) })),
    )
    expect(more).toBeGreaterThan(less)
  })
  test.each(['<xml/>', '{"a":1}', ':20:X\r\n:25:Y\r\n', 'no table at all', '', 'OFXHEADER:100', 'PK\u0003\u0004word'])(
    '%j is none',
    (text) => {
      expect(scores(text)).toEqual([0, 0])
    },
  )
})

describe('T102 hostile delimited text', () => {
  test.each<readonly [string, string]>([
    ['NULs', statementCsv.replaceAll(';', ';\0')],
    ['lone quotes', statementCsv.replaceAll('FV/1', 'FV"/1')],
    ['mixed delimiters', statementCsv.replace('Opłata; miesięczna', 'a,b\tc|d')],
  ])('with %s loses no line', async (_, csv) => {
    const all = await read(csv)
    expect(all.flatMap((statement) => statement.lines)).toHaveLength(3)
  })
  test('with a quote that opens a cell and is never closed names the rows that it drew in', async () => {
    const all = await read(statementCsv.replaceAll('FV/1', '"FV/1'))
    expect(all.flatMap((statement) => statement.lines)).toHaveLength(1)
    expect(all[0]?.rejected[0]).toMatchObject({ code: 'table.rows-swallowed', at: '4' })
  })
  test('of ten thousand columns or with one row of 50 MB is refused', async () => {
    expect(await codeOf(read(`Data;Kwota;Tytuł\n2026-01-01;1,00;${';'.repeat(10_000)}\n`))).toBe('file.too-many-columns')
    expect(await codeOf(read(`Data;Kwota;Tytuł\n2026-01-01;1,00;${'x'.repeat(50 * 2 ** 20)}`))).toBe('file.row-too-long')
  }, 30_000)
})
