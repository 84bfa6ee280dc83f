// What all invoice readers share: tax numbers, days, amounts, notes, drafts, JSON records, and the files they fill.

import { describe, expect, test } from 'vitest'
import { cpuMs } from '#test/support/cpu-time'
import { gathered } from '#test/support/gathered'
import { currency, PLN } from '#values/currency'
import { isFailure } from '#values/failure'
import type { InvoiceFile } from '../invoice-format.ts'
import { bytesSource } from '../reading/byte-source.ts'
import { accepted, rejected } from '../rejection.ts'
import { readAmount, readDay } from './field-text.ts'
import { type InvoiceDraft, invoiceOfDraft } from './invoice-draft.ts'
import { invoiceFiles, type ReadDocument } from './invoice-files.ts'
import { readJsonRecords } from './json-records.ts'
import { readNote, writeNote } from './note.ts'
import { readTaxNumber } from './tax-number.ts'
import { xmlRoot } from './xml-root.ts'

describe('tax numbers', () => {
  test.each([
    ['584-275-19-79', '', '5842751979', true],
    ['PL5842751979', '', '5842751979', true],
    ['5842751979', 'PL', '5842751979', true],
    ['5842751978', '', '5842751978', false],
    ['U12305736', 'AT', 'ATU12305736', null],
    ['DE 123 456 789', '', 'DE123456789', null],
    ['DE123456789', 'DE', 'DE123456789', null],
    ['5357411057', 'BG', 'BG5357411057', null],
    ['#nip#', 'PL', '#nip#', false],
    ['NO987654325MVA', 'NO', 'NO987654325MVA', null],
  ])('%s beside country "%s" is %s', (text, country, expected, valid) => {
    expect(readTaxNumber(text, country)).toEqual({ text: expected, valid })
  })
  test('an empty one is none', () => {
    expect(readTaxNumber(' - ')).toBeNull()
    expect(readTaxNumber(undefined, 'PL')).toBeNull()
  })
})

describe('days and amounts', () => {
  test.each([
    ['2026-02-05', '2026-02-05'],
    ['20260205000000', '2026-02-05'],
    ['20260205', '2026-02-05'],
    ['2026-02-05T23:30:00+01:00', '2026-02-05'],
    ['1989-12-31', null],
    ['20226-01-01', null],
    ['2026-13-01', null],
    ['2026-02-32', null],
    ['05.02.2026', null],
    ['', null],
  ])('%s is the day %s', (text, expected) => {
    expect(readDay(text)?.day ?? null).toBe(expected)
  })
  test('30 February is the last day of the month, and said to be', () => {
    expect(readDay('2026-02-30')).toEqual({ day: '2026-02-28', mended: true })
    expect(readDay('2028-02-30')).toEqual({ day: '2028-02-29', mended: true })
    expect(readDay('2026-02-28')).toEqual({ day: '2026-02-28', mended: false })
  })
  test.each([
    ['1230.00', 123000n],
    ['1230,00', 123000n],
    ['1230.0000', 123000n],
    ['-0.01', -1n],
    ['\u22121 230,5', -123050n],
    ['12345678901234567890.12', 1234567890123456789012n],
    ['1.234,56', null],
    ['1,234.56', null],
    ['12.345', null],
    ['', null],
    ['1e5', null],
  ])('%s is %s grosze', (text, minor) => {
    expect(readAmount(text, PLN)?.minor ?? null).toBe(minor)
  })
  test('a currency without decimals takes none', () => {
    expect(readAmount('1200', currency('JPY'))?.minor).toBe(1200n)
    expect(readAmount('1200.5', currency('JPY'))).toBeNull()
  })
})

test('a note gives back its code and facts', () => {
  const facts = { days: '2026-03-15, 2026-04-15', count: 2 }
  expect(readNote(writeNote('ksef.several-due-days', facts))).toEqual({ code: 'ksef.several-due-days', facts })
  expect(readNote(writeNote('invoice.no-customer-name'))).toEqual({ code: 'invoice.no-customer-name', facts: {} })
  expect(readNote('plain words')).toEqual({ code: 'plain words', facts: {} })
})

describe('a draft', () => {
  const draft: InvoiceDraft = {
    at: 'x',
    number: ' FV/1 ',
    issueOn: '2026-02-05',
    currency: 'PLN',
    total: '1230,00',
    customer: { name: 'Zieleń' },
  }
  test('with all that is needed becomes a record without empty keys', () => {
    expect(invoiceOfDraft(draft)).toEqual(
      accepted({
        number: 'FV/1',
        type: 'invoice',
        issueOn: '2026-02-05',
        total: { minor: 123000n, currency: 'PLN' },
        customer: { name: 'Zieleń' },
      }),
    )
  })
  test.each([
    [{ number: '  ' }, 'invoice.no-number'],
    [{ issueOn: undefined }, 'invoice.no-issue-day'],
    [{ issueOn: '#date#' }, 'invoice.bad-issue-day'],
    [{ currency: 'XYZ' }, 'invoice.unknown-currency'],
    [{ total: undefined }, 'invoice.no-total'],
    [{ total: '12.345' }, 'invoice.bad-total'],
  ])('with %j is rejected: %s', (change, code) => {
    const read = invoiceOfDraft({ ...draft, ...change })
    expect(read).toMatchObject({ ok: false, rejection: { code, at: 'x' } })
  })
  test('keeps an invalid NIP with a note and leaves out a due day that cannot be read', () => {
    const read = invoiceOfDraft({ ...draft, dueOn: 'soon', customer: { name: 'A', taxId: '5842751978' } })
    expect(read).toMatchObject({
      ok: true,
      value: {
        customer: { taxId: '5842751978' },
        notes: ['invoice.day-unreadable {"field":"dueOn","text":"soon"}', 'invoice.tax-id-invalid {"taxId":"5842751978"}'],
      },
    })
    expect(read.ok && 'dueOn' in read.value).toBe(false)
  })
  test('with a negative total and no kind is a credit note, and more paid than owed is noted', () => {
    expect(invoiceOfDraft({ ...draft, total: '-5' })).toMatchObject({ value: { type: 'credit-note' } })
    expect(invoiceOfDraft({ ...draft, settled: '2000' })).toMatchObject({
      value: { settledAtSource: { minor: 200000n }, notes: ['invoice.settled-above-total'] },
    })
  })
})

describe('JSON records', () => {
  const isInvoice = (record: Readonly<Record<string, unknown>>): boolean => 'number' in record
  const read = async (text: string) => readJsonRecords(bytesSource(Buffer.from(text)), isInvoice)
  test.each([
    ['a list', '[{"number":"1"},{"number":"2"}]'],
    ['an answer around a list', '{"response":{"Kod":0,"Wynik":[{"number":"1"},{"number":"2"}]}}'],
    ['lines', '{"number":"1"}\n{"number":"2"}\n'],
    ['wrapped objects', '[{"invoice":{"number":"1"}},{"invoice":{"number":"2"}}]'],
  ])('come out of %s', async (_, text) => {
    expect((await read(text)).map((item) => ('record' in item ? item.record['number'] : null))).toEqual(['1', '2'])
  })
  test('keep the digits of their numbers', async () => {
    expect(await read('{"number":1,"total":12345678901234567.10}')).toEqual([
      { at: '[0]', record: { number: '1', total: '12345678901234567.10' } },
    ])
  })
  test('of a list cut in the middle come as far as they are whole, and the rest is named', async () => {
    expect(await read('[{"number":"1","lines":[{"a":"}"}]},{"number":"2"')).toEqual([
      { at: '[0]', record: { number: '1', lines: [{ a: '}' }] } },
      { at: '[1]', unreadable: '{"number":"2"' },
    ])
  })
  test('nested without end are refused', async () => {
    await expect(read(`[{"number":${'['.repeat(100_000)}`)).rejects.toSatisfy((error) => isFailure(error, 'file.json-too-deep'))
  })
})

test('the root of an XML file is found behind declarations and comments, with its own namespace', () => {
  const head = Buffer.from('\uFEFF<?xml version="1.0"?>\n<!-- <x> --><a:Faktura xmlns:b="u:b" xmlns:a="u:a" c="d">')
  expect(xmlRoot(head)).toMatchObject({ name: 'Faktura', namespace: 'u:a' })
  expect(xmlRoot(Buffer.from('MT940'))).toBeNull()
})

test.each([
  ['comments', '<!---->'],
  ['declarations', '<?x?>'],
  ['blanks', ' \n'],
  ['unfinished comments', '<!--'],
  ['tags without an end', '<a '],
])('a head full of %s is looked through at once', (_, piece) => {
  const started = cpuMs()
  expect(xmlRoot(Buffer.from(piece.repeat(65_536 / piece.length)))?.name ?? 'none').toMatch(/^(?:none|a)$/)
  expect(cpuMs() - started).toBeLessThan(500)
})

describe('invoice files', () => {
  const one = (number: number): ReadDocument =>
    invoiceOfDraft({ at: '', number: String(number), issueOn: '2026-01-01', currency: 'PLN', total: '1', customer: { name: 'A' } })
  const all = async (documents: () => AsyncGenerator<ReadDocument>): Promise<InvoiceFile[]> => gathered(invoiceFiles('x', documents()))
  test('of many documents are several, none losing any', async () => {
    const files = await all(async function* () {
      for (let index = 0; index < 12_001; index++) yield one(index)
    })
    expect(files.map((file) => file.invoices.length)).toEqual([5000, 5000, 2001])
  })
  test('of no document are one that is empty, with the seller', async () => {
    expect(
      await all(async function* () {
        yield { seller: { taxId: '1' } }
      }),
    ).toEqual([{ kind: 'invoices', format: 'x', sellerTaxId: '1', invoices: [], rejected: [] }])
  })
  test('keep what was read when the rest is refused, and are refused whole when nothing was', async () => {
    const { Failure } = await import('#values/failure')
    const files = await all(async function* () {
      yield one(1)
      yield rejected('a.b')
      throw new Failure('file.xml-too-deep', { limit: 1 })
    })
    expect(files[0]).toMatchObject({
      invoices: [{ number: '1' }],
      rejected: [{ code: 'a.b' }, { code: 'file.xml-too-deep', facts: { limit: 1 } }],
    })
    await expect(
      all(async function* () {
        yield { seller: {} }
        throw new Failure('file.xml-dtd-refused')
      }),
    ).rejects.toSatisfy((error) => isFailure(error, 'file.xml-dtd-refused'))
    await expect(
      all(async function* () {
        yield one(1)
        throw new TypeError('a bug')
      }),
    ).rejects.toThrow('a bug')
  })
})
