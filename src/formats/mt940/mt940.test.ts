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
      '{1:F01BREXPLPWXXX0000000000}{2:O9400000}{4:', ':20:A', ':25:1', ':60F:C260301PLN1,00', ':62F:C260301PLN1,00', '-}{5:}',
      'ABNANL2A', '940', 'ABNANL2A', ':20:B', ':25:2', ':60F:C260301EUR2,00', ':62F:C260301EUR2,00', '-',
      '\u0001:20:C', ':25:3', ':60F:C260301PLN3,00', ':62F:C260301PLN3,00', '-\u0003',
      '0000 01INGBNL2AXXXX00001', '940 00', ':20:D', ':25:4', ':60F:C260301EUR4,00', ':62F:C260301EUR4,00', '-XXX',
      ':940:', ':20:E', ':25:5', ':60F:C260301EUR5,00',
    ].join('\n')
    const statements = await statementsOf(mt940, file)
    expect(statements.map(statement => [statement.account, statement.openingBalance?.minor, statement.balanced])).toEqual([['1', 100n, true], ['2', 200n, true], ['3', 300n, true], ['4', 400n, true], ['5', 500n, null]])
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
    const [statement] = await statementsOf(mt940, `${message(':61:2603020302C10,00NTRFNONREF\n:86:jeden\n:86:dwa').replace('-\r\n', '')}:62F:C260302PLN1010,00\r\n:86:D000001C000002\r\n-`)
    expect(statement?.lines.map(one => one.title)).toEqual(['jeden dwa'])
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
    const whole = message(':61:2603020302C10,00NTRFNONREF\n:86:raz\n:61:2603030303C20,00NTRFNONREF\n:86:dwa', undefined, 'C260303PLN1030,00')
    for (let cut = 1; cut < whole.length; cut += 7) expect(await failureCode(mt940, whole.slice(0, cut))).toMatch(/^(read|file\.nothing-inside)$/)
    const [statement] = await statementsOf(mt940, message(':61:garbage\n:99Z:x\n:61:2603030303C20,00NTRFNONREF'))
    expect(statement?.rejected).toMatchObject([{ code: 'mt940.unreadable-line', at: '5' }])
    expect(amounts(statement?.lines ?? [])).toEqual(['20.00'])
  })
})

describe(':61:', () => {
  test.each([
    ['2603020302C10,00NTRFNONREF', '10.00', false], ['2603020302D10,00NTRFNONREF', '-10.00', false], ['2603020302RC10,00NTRFNONREF', '-10.00', true], ['2603020302RD10,00NTRFNONREF', '10.00', true],
    ['2603020302EC10,00NTRFNONREF', '10.00', false], ['2603020302CN10,00NTRFNONREF', '10.00', false], ['2603020302DR216,45NTRFR1', '-216.45', false], ['2603020302RCR1027,25N068NONREF', '-1027.25', true],
    ['260302    DN5,00NTRF', '-5.00', false], ['260302C500,NTRFNONREF', '500.00', false], ['260302C130NTRFNONREF', '130.00', false], ['260302C000000000300.00NMSC1', '300.00', false],
    ['260302CR\n30,00NTRFNONREF', '30.00', false], ['260302C50,00 NTRF', '50.00', false], ['260302CN220000,00//1923', '220000.00', false], ['260302DD43,87NTRF', '-43.87', false],
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
    expect(await line(':61:260302C1,00NTRF29-07-2014 10:05//B4G29')).toMatchObject({ customerReference: '29-07-2014 10:05', bankReference: 'B4G29', operation: 'NTRF' })
    expect(await line(':61:260302C1,00S073NONREF')).not.toHaveProperty('customerReference')
    expect(await line(':61:260302C1,00NOV NONREF')).toMatchObject({ operation: 'NOV' })
    expect(await line(':61:260302C1,00FMSC01916//NONREF')).toMatchObject({ customerReference: '01916' })
    expect(await line(':61:260302C1,00FMSC01916//NONREF')).not.toHaveProperty('bankReference')
  })
  test('original amount and charges are read from the supplementary details', async () => {
    expect(await line(':61:260302C3980,00NTRFNONREF\n/OCMT/USD1000,/CHGS/PLN20,/')).toMatchObject({ original: { minor: 100000n, currency: 'USD' }, charges: { minor: 2000n } })
  })
})

describe(':86: in numbered subfields', () => {
  test('German: words cut at 27 join, SVWZ is the title, EREF the end-to-end id, the IBAN stands in 31', async () => {
    const found = await line(':61:2603020302CR154551,93NTRFNONREF//1\n:86:166?00GUTSCHRIFT?100399?20EREF+TFNR 0300300004?21SVWZ+Strukturier\nter Verwend?22ungszweck 30030004?30DRESDEFF508?31DE035088005001947916\n00?32Quentin?33 Quast', 'C260301EUR1,00')
    expect(found).toMatchObject({ title: 'Strukturierter Verwendungszweck 30030004', endToEndId: 'TFNR 0300300004', counterpartyAccount: 'DE03508800500194791600', counterpartyName: 'Quentin Quast', operation: 'NTRF 166 GUTSCHRIFT' })
  })
  test('T09 a name cut in the middle at full width joins without a blank', async () => {
    const found = await line(':61:2603020302D434,00N210NONREF\n:86:020~00210\n~20PRZELEW\n~32DRUGI MAZOWIECKI URZĄD SKAR\n~33BOWY WARSZAWA\n~38PL61109010140000071219812874')
    expect(found).toMatchObject({ counterpartyName: 'DRUGI MAZOWIECKI URZĄD SKARBOWY WARSZAWA', counterpartyAccount: 'PL61109010140000071219812874', title: 'PRZELEW' })
  })
  test('T09 a title of 35 wide lines joins, also a KSeF number that two lines share', async () => {
    const found = await line(`:61:2603020302C10,00NTRFNONREF\n:86:020~00X~20${'ZAPLATA ZA FAKTURE 5265877635-20250'}~21${'826-0100001AF629-AF'}`)
    expect(found?.title).toBe('ZAPLATA ZA FAKTURE 5265877635-20250826-0100001AF629-AF')
  })
  test('PKO BP fills empty subfields with FF; 38 with wrong check digits yields to 30 and 31', async () => {
    const bytes = Buffer.concat([iconv.encode(message(':61:2603020302D25,00N152NONREF\n:86:020~00152\n~20PRZELEW ŚRODKÓW\n~21#\n~30#\n~31#\n~32FIRMA\n~33#\n~38#'), 'iso-8859-2').map(byte => (byte === 0x23 ? 0xff : byte))])
    const [found] = await linesOf(mt940, bytes)
    expect(found).toMatchObject({ title: 'PRZELEW ŚRODKÓW', counterpartyName: 'FIRMA' })
    expect(found).not.toHaveProperty('counterpartyAccount')
    expect(await line(':61:2603020302D25,00N152NONREF\n:86:020~00152~20A~3010901014~310000071219812874~38PL99109010140000071219812874')).toMatchObject({ counterpartyAccount: 'PL61109010140000071219812874' })
  })
  test('ING keeps the account in 29, Raiffeisen and Alior the name in 27', async () => {
    expect(await line(':61:2603020302D1,00S076NONREF\n:86:076~00COCGPRZELEW\n~20FAKTURA 1/F/03\n~21FAKTURA 2/F/03\n~2961109010140000071219812874~32KONTRAHENT SP. Z O.O.')).toMatchObject({ title: 'FAKTURA 1/F/03 FAKTURA 2/F/03', counterpartyAccount: 'PL61109010140000071219812874' })
    expect(await line(':61:2603020302C1,00N240NONREF\n:86:<20Czynsz 6/2026\n<21fundusz\n<27JAN NOWAK')).toMatchObject({ title: 'Czynsz 6/2026 fundusz', counterpartyName: 'JAN NOWAK' })
  })
  test('Pekao `^`, Nordea `+` and Dutch `>` are marks too, and a mark inside a title is no subfield', async () => {
    expect(await line(':61:260302C1,00NTRF\n:86:034^00PRZELEW KRAJOWY^20FV 1/2026^32FIRMA')).toMatchObject({ title: 'FV 1/2026', counterpartyName: 'FIRMA' })
    expect(await line(':61:260302C1,00NTRF\n:86:034+00PRZELEW+20FV 2/2026+32FIRMA')).toMatchObject({ title: 'FV 2/2026', counterpartyName: 'FIRMA' })
    expect(await line(':61:260302C1,00NTRF\n:86:000>100987654321\n>20HUUR>21 KANTOOR - FEB 2010>310390123456')).toMatchObject({ title: 'HUUR KANTOOR - FEB 2010', counterpartyAccount: '0390123456' })
    expect(await line(':61:260302C1,00NTRF\n:86:166?20Co to?31 marca?21FV 1?32FIRMA')).toMatchObject({ counterpartyName: 'FIRMA' })
  })
  test('a continued subfield that an editor trimmed gets its blank back between letters', async () => {
    expect(await line(':61:260302D1,00NTRF\n:86:>20usługa>32OFFICE GROUP\nUL. SPOKOJNA 3')).toMatchObject({ counterpartyName: 'OFFICE GROUP UL. SPOKOJNA 3' })
    expect(await line(':61:260302D1,00NTRF\n:86:>20usługa>3161109010140000\n071219812874>32X')).toMatchObject({ counterpartyAccount: 'PL61109010140000071219812874' })
  })
})

describe(':86: in other dialects', () => {
  test('mBank pairs: the title ends at the last known key, whatever semicolons and colons it holds', async () => {
    expect(await line(':61:2603020302CN24,14NTRFNONREF//EL1\n770-PRZELEW PRZYCHODZĄCY - ELIXIR\n:86:770 PRZELEW KRAJOWY; Z RACH.: 61109010140000071219812874; OD: \nFIRMA 1 SP. Z O.O.   ; TYT.: FV: 1/2007; za: usługi; DATA STEMPLA: \n23.10.2007; TNR: 145411006445851.000001')).toEqual({
      bookedOn: '2026-03-02', valueOn: '2026-03-02', amount: { minor: 2414n, currency: 'PLN' }, title: 'FV: 1/2007; za: usługi', counterpartyName: 'FIRMA 1 SP. Z O.O.',
      counterpartyAccount: 'PL61109010140000071219812874', bankReference: 'EL1', operation: 'NTRF 770 PRZELEW KRAJOWY', status: 'booked',
    })
  })
  test('mBank mass payments name the virtual account, exchanges the other amount, ZUS and the tax office their form', async () => {
    expect(await line(':61:2603020302CN0,01NTRFNONREF\n:86:911 TRANSAKCJA COLLECT; ID IPH: XX000000000001; Z RACH.: \n61109010140000071219812874; OD: JAN NOWAK  \nUL. NIJAKA 1; TYT.: WPŁATA; TNR: 179171073864111.010001')).toMatchObject({ creditedAccount: 'XX000000000001', counterpartyName: 'JAN NOWAK UL. NIJAKA 1', title: 'WPŁATA' })
    expect(await line(':61:2603020302DN12,03NTRFNONREF\n:86:973 PRZELEW; NA RACH.: 61109010140000071219812874; DLA: X; TYT.: Y; WALUTA: EUR; KWOTA: 2,21; KURS: 5,4429; TNR: 145411008036753.010001')).toMatchObject({ title: 'Y', original: { minor: 221n, currency: 'EUR' } })
    expect(await line(':61:2603020302DN1,00NTRFR1\n:86:945 IBRE PRZELEW ZUS; NA RACH.: 83101010230000261395100000; \nRODZAJ SKŁADKI: UBEZPIECZENIE; DEKLARACJA: S 200710 \n01; NIP: 6571112238; TNR: 145411008035691.000001')).toMatchObject({ title: 'RODZAJ SKŁADKI: UBEZPIECZENIE; DEKLARACJA: S 200710 01; NIP: 6571112238' })
  })
  test('an mBank text that lost its trailing blanks gets them back', async () => {
    expect(await line(':61:2603020302CN1,00NTRFNONREF\n:86:770 PRZELEW; OD:\nFIRMA SP. Z O.O.; TYT.: ZAPŁATA ZA FAKTURĘ\nNR 1/2026; TNR:\n145411006445851.000001')).toMatchObject({ title: 'ZAPŁATA ZA FAKTURĘ NR 1/2026', counterpartyName: 'FIRMA SP. Z O.O.' })
  })
  test('Dutch and SWIFT tags', async () => {
    expect(await line(':61:150120C10,5N654NONREF\n:86:/TRTP/IDEAL/IBAN/NL30ABNA0122365478/BIC/ABNANL2A/NAME/ABC POPPIE\nKLAMNAET/REMI/FACTUUR 10530/EREF/NOTPROVIDED')).toMatchObject({ title: 'FACTUUR 10530', counterpartyAccount: 'NL30ABNA0122365478', operation: 'N654 IDEAL' })
    expect(await line(':61:170601D1,00NDDTEREF//6\n:86:/EREF/0000-001//CNTP/NL88INGB0999999999/INGBNL2A/RAAMEN NV///REM\nI/USTD//KASSA 2 ABC/')).toMatchObject({ title: 'KASSA 2 ABC', counterpartyName: 'RAAMEN NV', endToEndId: '0000-001' })
    expect(await line(':61:130101D25,00N102EREF\nNL71RABO0123456789\n:86:/EREF/01-01-2013 12:00/BENM//NAME/CONTRA ACCOUN\nT/REMI/A')).toMatchObject({ endToEndId: '01-01-2013 12:00', title: 'A' })
  })
  test('free text joins full lines with nothing and short ones with a blank', async () => {
    const full = 'A'.repeat(65)
    expect(await line(`:61:260302C1,00NTRF\n:86:${full}\nB C\nD`)).toMatchObject({ title: `${full}B C D` })
    expect(await line(':61:260302C1,00NTRF\n:86:100/2026 faktura')).toMatchObject({ title: '100/2026 faktura' })
  })
})

describe('the arithmetic', () => {
  test('T07 a statement that does not add up is read, with the difference', async () => {
    const [statement] = await statementsOf(mt940, message(':61:260302C10,00NTRF\n:61:260302D3,00NTRF', undefined, 'C260302PLN1008,00'))
    expect(statement).toMatchObject({ balanced: false, difference: { minor: 100n, currency: 'PLN' } })
    expect(statement?.lines).toHaveLength(2)
  })
  test('an overdrawn balance is negative, 64 and 65 are no closing balance, and a dot is a decimal mark too', async () => {
    const [statement] = await statementsOf(mt940, ':20:X\n:25:1\n:60F:D210526PLN000000002671.79\n:61:210526C0,79N1\n:62F:D210526PLN2671,\n:64:C210526PLN91662,28\n:65:C210527PLN1,00\n-')
    expect(statement).toMatchObject({ balanced: true, openingBalance: { minor: -267179n }, closingBalance: { minor: -267100n } })
  })
  test('T07 pages must meet: a page that opens with another balance than the one before closed with is told', async () => {
    const page = (tags: string) => `:20:X\n:25:1\n${tags}\n-\n`
    const first = page(':60F:C260301PLN10,00\n:61:260301C5,00N1\n:62M:C260301PLN15,00')
    expect((await statementsOf(mt940, first + page(':60M:C260301PLN15,00\n:62F:C260302PLN15,00'))).flatMap(statement => statement.rejected)).toEqual([])
    expect((await statementsOf(mt940, first + page(':60M:C260301PLN14,00\n:62F:C260302PLN14,00'))).flatMap(statement => statement.rejected)).toMatchObject([{ code: 'statement.pages-do-not-meet', facts: { closed: '15.00', opened: '14.00' } }])
  })
  test('MT942 checks its counts and sums, and takes the currency from the floor limit', async () => {
    const report = (credits: string) => `{1:F01X}{2:I942ASBBNZ2AXXXXN}{4:\n:20:R\n:25:1\n:28C:18/1\n:34F:NZD0,\n:13D:2005211316+1200\n:61:2005210521D20,NTRFNONREF\n:61:2005210521C5020,NBKTNONREF\n:90D:1NZD20,\n:90C:${credits}\n-}`
    expect(await statementsOf(mt940, report('1NZD5020,'))).toMatchObject([{ format: 'mt942', currency: 'NZD', balanced: true }])
    expect(await statementsOf(mt940, report('1NZD5021,'))).toMatchObject([{ balanced: false, difference: { minor: 100n } }])
    expect(await statementsOf(mt940, report('2NZD5020,'))).toMatchObject([{ balanced: false }])
  })
  test('a statement without a currency keeps its lines and asks; the currency behind an account is read', async () => {
    expect(await statementsOf(mt940, ':61:260302C1,00NTRF')).toMatchObject([{ currency: 'XXX', lines: [{ amount: { minor: 100n } }], rejected: [{ code: 'statement.no-currency' }] }])
    expect(await statementsOf(mt940, ':20:X\n:25:1017.490.554EUR\n:61:260302C1,00NTRF\n')).toMatchObject([{ currency: 'EUR', account: '1017490554' }])
    expect(await statementsOf(mt940, ':20:X\n:25:1\n:60F:C260301ZZZ1,00\n:61:260302C1,00NTRF\n')).toMatchObject([{ currency: 'XXX', rejected: [{ code: 'mt940.unreadable-balance' }, { code: 'statement.unknown-currency', facts: { currency: 'ZZZ' } }] }])
  })
  test('a statement longer than a page comes in parts that are checked at the end', async () => {
    const lines = Array.from({ length: 12_345 }, (_, i) => `:61:260302C1,00NTRFNONREF//${i}`).join('\n')
    const parts = await statementsOf(mt940, message(lines, undefined, 'C260302PLN13345,00'))
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.map(part => part.part?.last)).toEqual([...parts.slice(1).map(() => false), true])
    expect(parts.at(-1)?.balanced).toBe(true)
    expect(parts.flatMap(part => part.lines)).toHaveLength(12_345)
  })
})
