// EDI++ files of Subiekt: kinds of documents, both ways to fill "to pay", registers, code pages.
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { amountsOf, readInvoices, readOneInvoice } from '#test/support/read-invoices'
import format from './format.ts'

const info = (codePage = 1250, version = '1.05'): string =>
  `[INFO]\r\n"${version}",0,${codePage},"Subiekt GT","JANTAR","Jantar","Jantar Sp. z o.o.","Gdańsk","80-001","Długa 1","5265877635","MAG","Główny","Magazyn",,1,20260201000000,20260228000000,"Szef",20260301120000,"Polska","PL",,0\r\n\r\n`

type Document = {
  readonly type?: string
  readonly status?: number
  readonly number?: string
  readonly corrected?: string
  readonly gross?: string
  readonly paid?: string
  readonly toPay?: string
  readonly card?: string
  readonly currency?: string
  readonly due?: string
  readonly extended?: number
  readonly name?: string
  readonly nip?: string
  readonly remarks?: string
}

function document({
  type = 'FS',
  status = 1,
  number = 'FS 101/02/2026',
  corrected = '',
  gross = '1230.0000',
  paid = '0.0000',
  toPay = gross,
  card = '0.0000',
  currency = 'PLN',
  due = '20260219000000',
  extended = 0,
  name = 'Zakłady "Zieleń" Sp. z o.o.',
  nip = '584-275-19-79',
  remarks = '',
}: Document = {}): string {
  const quoted = (text: string): string => (text === '' ? '' : `"${text.replaceAll('"', '""')}"`)
  const fields = [
    quoted(type),
    status,
    0,
    101,
    '',
    '',
    quoted(number),
    quoted(corrected),
    corrected === '' ? '' : '20260105000000',
    quoted('ZAM/7'),
    '',
    quoted('ZIEL'),
    quoted('Zieleń'),
    quoted(name),
    quoted('Gdańsk'),
    quoted('80-001'),
    quoted('Długa 5'),
    quoted(nip),
    quoted('Sprzedaż'),
    quoted('x'),
    quoted('Gdańsk'),
    '20260205000000',
    '20260204000000',
    '',
    1,
    1,
    quoted('Hurtowa'),
    '1000.0000',
    '230.0000',
    gross,
    '0.0000',
    '',
    '0.0000',
    quoted('Przelew'),
    due,
    paid,
    toPay,
    0,
    0,
    1,
    extended,
    quoted('Szef'),
    '',
    '',
    '0.0000',
    '0.0000',
    quoted(currency),
    '1.0000',
    quoted(remarks),
    '',
    '',
    '',
    0,
    0,
    0,
    '',
    card,
    '',
    '0.0000',
    quoted('Polska'),
    quoted('PL'),
    0,
  ]
  return `[NAGLOWEK]\r\n${fields.join(',')}\r\n\r\n[ZAWARTOSC]\r\n"23",23.0000,1000.0000,230.0000,1230.0000\r\n\r\n`
}

const register = (name: string, ...rows: string[]): string =>
  `[NAGLOWEK]\r\n"${name}"\r\n\r\n[ZAWARTOSC]\r\n${rows.map((row) => `${row}\r\n`).join('')}\r\n`
const cp = (text: string, encoding = 'windows-1250'): Uint8Array => iconv.encode(text, encoding)
const read = async (parts: Document = {}) => readOneInvoice(format, cp(info() + document(parts)))

test.each([
  ['windows-1250', 1250],
  ['cp852', 852],
  ['utf-8', 1250],
])('an invoice in %s comes with everything of its header, quotes and Polish letters right', async (encoding, codePage) => {
  expect(await readInvoices(format, cp(info(codePage) + document(), encoding))).toEqual({
    sellerTaxId: '5265877635',
    rejected: [],
    invoices: [
      {
        number: 'FS 101/02/2026',
        type: 'invoice',
        issueOn: '2026-02-05',
        saleOn: '2026-02-04',
        dueOn: '2026-02-19',
        total: { minor: 123000n, currency: 'PLN' },
        net: { minor: 100000n, currency: 'PLN' },
        customer: { externalId: 'ZIEL', name: 'Zakłady "Zieleń" Sp. z o.o.', taxId: '5842751979', address: 'Długa 5, 80-001 Gdańsk' },
        orderReference: 'ZAM/7',
      },
    ],
  })
})

describe('what is left to pay', () => {
  test.each([
    ['37 is the total, nothing paid', '1230.0000', '0.0000', '1230.0000', '0.0000', '1230.00'],
    ['a paid receipt writes 36 = 37 = gross', '462.3700', '462.3700', '462.3700', '0.0000', '0.00'],
    ['37 is the total, a part paid', '1230.0000', '500.0000', '1230.0000', '0.0000', '730.00'],
    ['37 is the rest', '1230.0000', '500.0000', '730.0000', '0.0000', '730.00'],
    ['37 is the rest of a paid one', '1230.0000', '1230.0000', '0.0000', '0.0000', '0.00'],
    ['paid by card', '1230.0000', '0.0000', '1230.0000', '1230.0000', '0.00'],
    ['part cash, part card, 37 the rest', '1230.0000', '200.0000', '930.0000', '100.0000', '930.00'],
    ['half paid, 36 = 37', '1000.0000', '500.0000', '500.0000', '0.0000', '500.00'],
  ])('%s', async (_, gross, paid, toPay, card, open) => {
    expect(amountsOf(await read({ gross, paid, toPay, card })).open).toBe(open)
  })
  test('amounts that add up in no way are noted', async () => {
    expect(await read({ paid: '10.0000', toPay: '77.0000' })).toMatchObject({
      notes: ['epp.payment-unclear {"paid":"10.0000","toPay":"77.0000"}'],
    })
  })
})

describe('kinds of documents', () => {
  test.each([
    ['FS', 0, '1230.0000', 'invoice'],
    ['RS', 0, '1230.0000', 'invoice'],
    ['PA', 0, '1230.0000', 'invoice'],
    ['FM', 0, '1230.0000', 'invoice'],
    ['ZAL', 0, '1230.0000', 'advance'],
    ['FS', 1, '1230.0000', 'advance'],
    ['FS', 37, '1230.0000', 'advance'],
    ['FS', 2, '1230.0000', 'final'],
    ['FS', 39, '1230.0000', 'final'],
    ['KFS', 0, '-123.0000', 'credit-note'],
    ['KRS', 0, '-123.0000', 'credit-note'],
    ['FS', 38, '-123.0000', 'credit-note'],
    ['KFS', 0, '50.0000', 'invoice'],
  ])('%s with status %i and %s is a %s', async (type, extended, gross, expected) => {
    expect((await read({ type, extended, gross, toPay: gross })).type).toBe(expected)
  })
  test('a correction names what it corrects and may go upwards', async () => {
    expect(await read({ type: 'KFS', corrected: 'FS 99/01/2026', gross: '-123.0000' })).toMatchObject({
      corrects: ['FS 99/01/2026'],
      total: { minor: -12300n },
    })
    expect(await read({ type: 'KFS', corrected: 'FS 99/01/2026', gross: '50.0000' })).toMatchObject({
      corrects: ['FS 99/01/2026'],
      notes: ['epp.correction-upwards'],
    })
  })
  test('a cancelled document is owed no longer, one put aside is not issued', async () => {
    expect((await read({ status: 2 })).cancelled).toBe(true)
    expect(await readInvoices(format, cp(info() + document({ status: 0 })))).toMatchObject({
      invoices: [],
      rejected: [{ code: 'epp.not-issued', facts: { number: 'FS 101/02/2026' }, at: '5' }],
    })
  })
  test('purchases and warehouse documents are counted by kind, cash slips too', async () => {
    const { invoices, rejected } = await readInvoices(
      format,
      cp(info() + document() + document({ type: 'FZ' }) + document({ type: 'WZ' }) + document({ type: 'WZ' })),
    )
    expect(invoices).toHaveLength(1)
    expect(rejected).toEqual([
      { code: 'epp.left-out', facts: { type: 'FZ', count: 1 }, at: '11' },
      { code: 'epp.left-out', facts: { type: 'WZ', count: 2 }, at: '17' },
    ])
  })
})

test('registers add what the documents lack: mail, phone, account, payment id, split payment', async () => {
  const customers = register(
    'KONTRAHENCI',
    '2,"ZIEL","Zieleń","Zieleń","Gdańsk","80-001","Długa 5","5842751979",,"+48 58 1",,,"ap@zielen.example",,,,,,,,,,,,,"Bank","61109010140000071219812874","Polska","PL",0',
  )
  const ids = register('IDENTYFIKATORYPLATNOSCI', '"FS 101/02/2026","MP0001","01","83101010230000261395100000"')
  const { invoices } = await readInvoices(
    format,
    cp(
      info(1250, '1.05.3') + document() + customers + ids + register('WYMAGALNOSCMPP', '"FS 101/02/2026",1') + register('TOWARY', '1,"A"'),
    ),
  )
  expect(invoices).toMatchObject([
    {
      customer: { email: 'ap@zielen.example', phone: '+48 58 1', accounts: ['61109010140000071219812874'] },
      paymentReference: 'MP0001',
      payToAccount: 'PL83101010230000261395100000',
      splitPayment: true,
    },
  ])
})

test('a remark of several lines stays one field', async () => {
  expect((await read({ remarks: 'pierwsza\r\ndruga, z przecinkiem' })).number).toBe('FS 101/02/2026')
})

test('a foreign currency is the document\u2019s own, and a due day of zeros is none', async () => {
  const invoice = await read({ currency: 'EUR', due: '' })
  expect(amountsOf(invoice).total).toBe('1230.00 EUR')
  expect('dueOn' in invoice).toBe(false)
})

test('a header cut short and lines outside any section are rejected with their place', async () => {
  expect((await readInvoices(format, cp(`${info()}[NAGLOWEK]\r\n"FS",1,0,101,,,"FS 1"\r\n`))).rejected).toEqual([
    { code: 'epp.document-cut', facts: { type: 'FS', fields: 7 }, at: '5' },
  ])
  expect((await readInvoices(format, cp(`${info()}[ZAWARTOSC]\r\n"x",1\r\n`))).rejected).toEqual([
    { code: 'epp.stray-line', facts: { text: 'x,1' }, at: '5' },
  ])
})

test('it is known by its first section alone', () => {
  expect(format.recognise(cp(info()))).toBe(1)
  expect(format.recognise(cp(`\uFEFF${info()}`, 'utf-8'))).toBe(1)
  expect(format.recognise(cp('Numer;Data\r\n[INFO]\r\n'))).toBe(0)
})
