// Every rule of the field guide for MT940 and MT942, on messages written for it.
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '#ports/reading/byte-source'
import { amounts, failureCode, linesOf, statementsOf } from '#test/support/read-statements'
import mt940 from './format.ts'

const message = (lines: string, opening = 'C260301PLN1000,00', closing = '') =>
  `:20:X\r\n:25:/PL61109010140000071219812874\r\n:28C:12/1\r\n:60F:${opening}\r\n${lines.trim().replace(/\r?\n/g, '\r\n')}\r\n${closing === '' ? '' : `:62F:${closing}\r\n`}-\r\n`
const line = async (text: string, opening?: string) => (await linesOf(mt940, message(text, opening)))[0]

describe('the file', () => {
  test('messages in SWIFT blocks, behind Dutch head lines, with 0x01 and 0x03, and without an end are all found', async () => {
    const file = [
      '{1:F01BREXPLPWXXX0000000000}{2:O9400000}{4:',
      ':20:A',
      ':25:1',
      ':60F:C260301PLN1,00',
      ':62F:C260301PLN1,00',
      '-}{5:}',
      'ABNANL2A',
      '940',
      'ABNANL2A',
      ':20:B',
      ':25:2',
      ':60F:C260301EUR2,00',
      ':62F:C260301EUR2,00',
      '-',
      '\u0001:20:C',
      ':25:3',
      ':60F:C260301PLN3,00',
      ':62F:C260301PLN3,00',
      '-\u0003',
      '0000 01INGBNL2AXXXX00001',
      '940 00',
      ':20:D',
      ':25:4',
      ':60F:C260301EUR4,00',
      ':62F:C260301EUR4,00',
      '-XXX',
      ':940:',
      ':20:E',
      ':25:5',
      ':60F:C260301EUR5,00',
    ].join('\n')
    const statements = await statementsOf(mt940, file)
    expect(statements.map((statement) => [statement.account, statement.openingBalance?.minor, statement.balanced])).toEqual([
      ['1', 100n, true],
      ['2', 200n, true],
      ['3', 300n, true],
      ['4', 400n, true],
      ['5', 500n, null],
    ])
  })
  test('line ends of any kind and pieces of any size give the same', async () => {
    const text = message(':61:2603020302C10,00NTRFNONREF//R1\n:86:020~00Przelew~20FAKTURA 1\n~21/2026', undefined, 'C260302PLN1010,00')
    const wanted = await statementsOf(mt940, text)
    expect(wanted[0]?.balanced).toBe(true)
    for (const variant of [text.replaceAll('\r\n', '\n'), text.replaceAll('\r\n', '\r'), text.trimEnd()])
      for (const size of [1, 3, 64]) expect(await statementsOf(mt940, variant, size)).toEqual(wanted)
  })
  test('inside :86: a line may begin with a colon or with a time, and only known codes open a tag', async () => {
    const found = await line(':61:2603020302C10,00NTRFNONREF\n:86:tekst\n: dalej\n:26:37 koniec')
    expect(found?.title).toBe('tekst : dalej :26:37 koniec')
  })
  test('a :86: behind the closing balance belongs to the statement, and two behind one line are one text', async () => {
    const [statement] = await statementsOf(
      mt940,
      `${message(':61:2603020302C10,00NTRFNONREF\n:86:jeden\n:86:dwa').replace('-\r\n', '')}:62F:C260302PLN1010,00\r\n:86:D000001C000002\r\n-`,
    )
    expect(statement?.lines.map((one) => one.title)).toEqual(['jeden dwa'])
  })
  test('T08 Polish letters are right in all four encodings', async () => {
    const text = message(':61:2603020302C10,00NTRFNONREF\n:86:020~00Przelew~20ZAPŁATA ŚRODKÓW ŹRÓDŁO~32ŻÓŁĆ GĘŚLĄ JAŹŃ')
    for (const encoding of ['utf-8', 'windows-1250', 'iso-8859-2', 'cp852']) {
      const [found] = await linesOf(mt940, iconv.encode(text, encoding))
      expect([found?.title, found?.counterpartyName]).toEqual(['ZAPŁATA ŚRODKÓW ŹRÓDŁO', 'ŻÓŁĆ GĘŚLĄ JAŹŃ'])
    }
  })
  test('a text that is no statement is not recognised, a fragment is', () => {
    const sure = (text: string): number => mt940.recognise(bytesSource(Buffer.from(text)).head)
    expect(sure('Data;Kwota\n2026-01-01;1,00')).toBe(0)
    expect(sure(message(''))).toBe(1)
    expect(sure(':61:1409010902DR1,62NTRF')).toBeGreaterThan(0.5)
  })
  test('T103 what is cut off keeps what stands before, and a wrong tag is part of the one before it', async () => {
    const whole = message(
      ':61:2603020302C10,00NTRFNONREF\n:86:raz\n:61:2603030303C20,00NTRFNONREF\n:86:dwa',
      undefined,
      'C260303PLN1030,00',
    )
    for (let cut = 1; cut < whole.length; cut += 7)
      expect(await failureCode(mt940, whole.slice(0, cut))).toMatch(/^(read|file\.nothing-inside)$/)
    const [statement] = await statementsOf(mt940, message(':61:garbage\n:99Z:x\n:61:2603030303C20,00NTRFNONREF'))
    expect(statement?.rejected).toMatchObject([{ code: 'mt940.unreadable-line', at: '5' }])
    expect(amounts(statement?.lines ?? [])).toEqual(['20.00'])
  })
})

describe(':61:', () => {
  test.each([
    ['2603020302C10,00NTRFNONREF', '10.00', false],
    ['2603020302D10,00NTRFNONREF', '-10.00', false],
    ['2603020302RC10,00NTRFNONREF', '-10.00', true],
    ['2603020302RD10,00NTRFNONREF', '10.00', true],
    ['2603020302EC10,00NTRFNONREF', '10.00', false],
    ['2603020302CN10,00NTRFNONREF', '10.00', false],
    ['2603020302DR216,45NTRFR1', '-216.45', false],
    ['2603020302RCR1027,25N068NONREF', '-1027.25', true],
    ['260302    DN5,00NTRF', '-5.00', false],
    ['260302C500,NTRFNONREF', '500.00', false],
    ['260302C130NTRFNONREF', '130.00', false],
    ['260302C000000000300.00NMSC1', '300.00', false],
    ['260302CR\n30,00NTRFNONREF', '30.00', false],
    ['260302C50,00 NTRF', '50.00', false],
    ['260302CN220000,00//1923', '220000.00', false],
    ['260302DD43,87NTRF', '-43.87', false],
  ])('%j is %s, reversal %s', async (text, amount, isReversal) => {
    const found = await line(`:61:${text}`)
    expect([amounts(found === undefined ? [] : [found])[0], found?.reversal === true]).toEqual([amount, isReversal])
  })
  test('the booking day takes the year that puts it nearest to the value day', async () => {
    expect(await line(':61:2312290102C1,00NTRF')).toMatchObject({ valueOn: '2023-12-29', bookedOn: '2024-01-02' })
    expect(await line(':61:2401021229C1,00NTRF')).toMatchObject({ valueOn: '2024-01-02', bookedOn: '2023-12-29' })
    expect(await line(':61:260302C1,00NTRF')).toMatchObject({ valueOn: '2026-03-02', bookedOn: '2026-03-02' })
  })
  test('30 February is the last of February, and the statement notes it', async () => {
    const [statement] = await statementsOf(mt940, message(':61:1602300301C6,00N024NONREF'))
    expect(statement?.lines[0]).toMatchObject({ valueOn: '2016-02-29', bookedOn: '2016-03-01' })
    expect(statement?.notes).toMatchObject([{ code: 'line.day-corrected', facts: { written: '160230', day: '2016-02-29' } }])
    expect(statement?.rejected).toEqual([])
  })
  test('references stand on both sides of the slashes, NONREF is none, and type, blanks and code may be missing', async () => {
    expect(await line(':61:260302C1,00NTRF29-07-2014 10:05//B4G29')).toMatchObject({
      customerReference: '29-07-2014 10:05',
      bankReference: 'B4G29',
      operation: 'NTRF',
    })
    expect(await line(':61:260302C1,00S073NONREF')).not.toHaveProperty('customerReference')
    expect(await line(':61:260302C1,00NOV NONREF')).toMatchObject({ operation: 'NOV' })
    expect(await line(':61:260302C1,00FMSC01916//NONREF')).toMatchObject({ customerReference: '01916' })
    expect(await line(':61:260302C1,00FMSC01916//NONREF')).not.toHaveProperty('bankReference')
  })
  test('original amount and charges are read from the supplementary details', async () => {
    expect(await line(':61:260302C3980,00NTRFNONREF\n/OCMT/USD1000,/CHGS/PLN20,/')).toMatchObject({
      original: { minor: 100000n, currency: 'USD' },
      charges: { minor: 2000n },
    })
  })
})

describe('the arithmetic', () => {
  test('T07 a statement that does not add up is read, with the difference', async () => {
    const [statement] = await statementsOf(mt940, message(':61:260302C10,00NTRF\n:61:260302D3,00NTRF', undefined, 'C260302PLN1008,00'))
    expect(statement).toMatchObject({ balanced: false, difference: { minor: 100n, currency: 'PLN' } })
    expect(statement?.lines).toHaveLength(2)
  })
  test('an overdrawn balance is negative, 64 and 65 are no closing balance, and a dot is a decimal mark too', async () => {
    const [statement] = await statementsOf(
      mt940,
      ':20:X\n:25:1\n:60F:D210526PLN000000002671.79\n:61:210526C0,79N1\n:62F:D210526PLN2671,\n:64:C210526PLN91662,28\n:65:C210527PLN1,00\n-',
    )
    expect(statement).toMatchObject({ balanced: true, openingBalance: { minor: -267179n }, closingBalance: { minor: -267100n } })
  })
  test('T07 pages must meet: a page that opens with another balance than the one before closed with is told', async () => {
    const page = (tags: string) => `:20:X\n:25:1\n${tags}\n-\n`
    const first = page(':60F:C260301PLN10,00\n:61:260301C5,00N1\n:62M:C260301PLN15,00')
    expect(
      (await statementsOf(mt940, first + page(':60M:C260301PLN15,00\n:62F:C260302PLN15,00'))).flatMap((statement) => statement.rejected),
    ).toEqual([])
    expect(
      (await statementsOf(mt940, first + page(':60M:C260301PLN14,00\n:62F:C260302PLN14,00'))).flatMap((statement) => statement.rejected),
    ).toMatchObject([{ code: 'statement.pages-do-not-meet', facts: { closed: '15.00', opened: '14.00' } }])
  })
  test('MT942 checks its counts and sums, and takes the currency from the floor limit', async () => {
    const report = (credits: string) =>
      `{1:F01X}{2:I942ASBBNZ2AXXXXN}{4:\n:20:R\n:25:1\n:28C:18/1\n:34F:NZD0,\n:13D:2005211316+1200\n:61:2005210521D20,NTRFNONREF\n:61:2005210521C5020,NBKTNONREF\n:90D:1NZD20,\n:90C:${credits}\n-}`
    expect(await statementsOf(mt940, report('1NZD5020,'))).toMatchObject([{ format: 'mt942', currency: 'NZD', balanced: true }])
    expect(await statementsOf(mt940, report('1NZD5021,'))).toMatchObject([{ balanced: false, difference: { minor: 100n } }])
    expect(await statementsOf(mt940, report('2NZD5020,'))).toMatchObject([{ balanced: false }])
  })
  test('a statement without a currency keeps its lines and asks; the currency behind an account is read', async () => {
    expect(await statementsOf(mt940, ':61:260302C1,00NTRF')).toMatchObject([
      { currency: 'XXX', lines: [{ amount: { minor: 100n } }], rejected: [{ code: 'statement.no-currency' }] },
    ])
    expect(await statementsOf(mt940, ':20:X\n:25:1017.490.554EUR\n:61:260302C1,00NTRF\n')).toMatchObject([
      { currency: 'EUR', account: '1017490554' },
    ])
    expect(await statementsOf(mt940, ':20:X\n:25:1\n:60F:C260301ZZZ1,00\n:61:260302C1,00NTRF\n')).toMatchObject([
      {
        currency: 'XXX',
        rejected: [{ code: 'mt940.unreadable-balance' }, { code: 'statement.unknown-currency', facts: { currency: 'ZZZ' } }],
      },
    ])
  })
  test('a statement longer than a page comes in parts that are checked at the end', async () => {
    const lines = Array.from({ length: 12_345 }, (_, i) => `:61:260302C1,00NTRFNONREF//${i}`).join('\n')
    const parts = await statementsOf(mt940, message(lines, undefined, 'C260302PLN13345,00'))
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.map((part) => part.part?.last)).toEqual([...parts.slice(1).map(() => false), true])
    expect(parts.at(-1)?.balanced).toBe(true)
    expect(parts.flatMap((part) => part.lines)).toHaveLength(12_345)
  })
})
