// Tables of invoices, the preview in which a person maps columns, and what is recognised as a table.
import { describe, expect, test } from 'vitest'
import { readInvoices } from '#test/support/read-invoices'
import { codeOf, invoiceCsv, invoiceTable, readStatementTable, statementCsv, tableSource } from '#test/support/table-files'
import { rowsXml, workbookParts, zipOf } from '#test/support/workbook'
import { formatDecimal } from '#values/decimal'
import formats from './format.ts'
import { tableMapper } from './preview.ts'

describe('a table of invoices', () => {
  test('is read by its headers, every row taken or turned down with its line', async () => {
    const { invoices: found, rejected } = await readInvoices(invoiceTable, invoiceCsv)
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
      invoiceTable,
      'Nr faktury;Data wystawienia;Do zapłaty;Klient\nF1;2026-01-05;100,00;A\nF2;2026-01-06;50,50;B\n',
    )
    expect(read1.invoices.map(({ total, settledAtSource }) => [formatDecimal(total), settledAtSource])).toEqual([
      ['100.00', undefined],
      ['50.50', undefined],
    ])
    const read2 = await readInvoices(
      invoiceTable,
      'Nr faktury;Data wystawienia;Brutto;Pozostało do zapłaty;Klient\nF1;2026-01-05;100,00;40,00;A\n',
    )
    expect(read2.invoices.map(({ settledAtSource }) => settledAtSource?.minor)).toEqual([6000n])
  })
  test('with amounts of another currency beside the total leaves those out, noted', async () => {
    const { invoices: found } = await readInvoices(
      invoiceTable,
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
    expect(await readInvoices(invoiceTable, file)).toMatchObject({
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
    const preview = await tableMapper.preview(tableSource(csv), 'statement')
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
    expect(await codeOf(readInvoices(invoiceTable, csv))).toBe('table.mapping-needed')
    const preview = await tableMapper.preview(tableSource(csv), 'invoices')
    const mapping = { ...preview.mapping, columns: { number: [0], issueOn: [1], total: [2], customerName: [3] } }
    const seen = await tableMapper.preview(tableSource(csv), mapping as typeof preview.mapping)
    expect(seen.missing).toEqual([])
    const { invoices: found } = await readInvoices(invoiceTable, csv, JSON.parse(JSON.stringify({ ...mapping, signature: '' })))
    expect(found.map((invoice) => [invoice.number, formatDecimal(invoice.total), invoice.customer.name])).toEqual([
      ['1/26', '100.00', 'Zieleń'],
      ['2/26', '50.50', 'Miejska'],
    ])
  })
  test('the signature is the header, whatever stands above and below it', async () => {
    expect(await tableMapper.signature(tableSource(invoiceCsv))).toBe(
      await tableMapper.signature(tableSource(`Zestawienie za luty\n\n${invoiceCsv.split('\n').slice(0, 2).join('\n')}`)),
    )
    expect(await tableMapper.signature(tableSource(statementCsv))).toBe(
      'DATA KSIEGOWANIA|DATA WALUTY|TYTUL|KONTRAHENT|RACHUNEK KONTRAHENTA|KWOTA|WALUTA|SALDO',
    )
  })
  test.each([
    [{}],
    [{ version: 1, kind: 'invoices' }],
    ['x'],
    [{ version: 1, kind: 'statement', signature: '', dates: 'day-first', decimal: ',', currency: 'PLN', columns: { bookedOn: [-1] } }],
  ])('%j is no mapping for statements', async (mapping) => {
    expect(await codeOf(readStatementTable(statementCsv, mapping))).toBe('table.mapping-invalid')
  })
  test('a mapping without amounts is not enough', async () => {
    expect(
      await codeOf(
        readStatementTable(statementCsv, {
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
  const scores = (file: string | Uint8Array): number[] => formats.map((format) => format.recognise(tableSource(file).head))
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
