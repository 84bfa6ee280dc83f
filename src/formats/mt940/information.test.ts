// The dialects of :86: in the field guide: numbered subfields, mBank's pairs, slash tags, free text.
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { linesOf } from '#test/support/read-statements'
import mt940 from './format.ts'

const message = (lines: string, opening = 'C260301PLN1000,00', closing = '') =>
  `:20:X\r\n:25:/PL61109010140000071219812874\r\n:28C:12/1\r\n:60F:${opening}\r\n${lines.trim().replace(/\r?\n/g, '\r\n')}\r\n${closing === '' ? '' : `:62F:${closing}\r\n`}-\r\n`
const line = async (text: string, opening?: string) => (await linesOf(mt940, message(text, opening)))[0]

describe(':86: in numbered subfields', () => {
  test('German: words cut at 27 join, SVWZ is the title, EREF the end-to-end id, the IBAN stands in 31', async () => {
    const found = await line(
      ':61:2603020302CR154551,93NTRFNONREF//1\n:86:166?00GUTSCHRIFT?100399?20EREF+TFNR 0300300004?21SVWZ+Strukturier\nter Verwend?22ungszweck 30030004?30DRESDEFF508?31DE035088005001947916\n00?32Quentin?33 Quast',
      'C260301EUR1,00',
    )
    expect(found).toMatchObject({
      title: 'Strukturierter Verwendungszweck 30030004',
      endToEndId: 'TFNR 0300300004',
      counterpartyAccount: 'DE03508800500194791600',
      counterpartyName: 'Quentin Quast',
      operation: 'NTRF 166 GUTSCHRIFT',
    })
  })
  test('T09 a name cut in the middle at full width joins without a blank', async () => {
    const found = await line(
      ':61:2603020302D434,00N210NONREF\n:86:020~00210\n~20PRZELEW\n~32DRUGI MAZOWIECKI URZĄD SKAR\n~33BOWY WARSZAWA\n~38PL61109010140000071219812874',
    )
    expect(found).toMatchObject({
      counterpartyName: 'DRUGI MAZOWIECKI URZĄD SKARBOWY WARSZAWA',
      counterpartyAccount: 'PL61109010140000071219812874',
      title: 'PRZELEW',
    })
  })
  test('T09 a title of 35 wide lines joins, also a KSeF number that two lines share', async () => {
    const found = await line(
      `:61:2603020302C10,00NTRFNONREF\n:86:020~00X~20${'ZAPLATA ZA FAKTURE 5265877635-20250'}~21${'826-0100001AF629-AF'}`,
    )
    expect(found?.title).toBe('ZAPLATA ZA FAKTURE 5265877635-20250826-0100001AF629-AF')
  })
  test('PKO BP fills empty subfields with FF; 38 with wrong check digits yields to 30 and 31', async () => {
    const bytes = Buffer.concat([
      iconv
        .encode(
          message(':61:2603020302D25,00N152NONREF\n:86:020~00152\n~20PRZELEW ŚRODKÓW\n~21#\n~30#\n~31#\n~32FIRMA\n~33#\n~38#'),
          'iso-8859-2',
        )
        .map((byte) => (byte === 0x23 ? 0xff : byte)),
    ])
    const [found] = await linesOf(mt940, bytes)
    expect(found).toMatchObject({ title: 'PRZELEW ŚRODKÓW', counterpartyName: 'FIRMA' })
    expect(found).not.toHaveProperty('counterpartyAccount')
    expect(
      await line(':61:2603020302D25,00N152NONREF\n:86:020~00152~20A~3010901014~310000071219812874~38PL99109010140000071219812874'),
    ).toMatchObject({ counterpartyAccount: 'PL61109010140000071219812874' })
  })
  test('ING keeps the account in 29, Raiffeisen and Alior the name in 27', async () => {
    expect(
      await line(
        ':61:2603020302D1,00S076NONREF\n:86:076~00COCGPRZELEW\n~20FAKTURA 1/F/03\n~21FAKTURA 2/F/03\n~2961109010140000071219812874~32KONTRAHENT SP. Z O.O.',
      ),
    ).toMatchObject({ title: 'FAKTURA 1/F/03 FAKTURA 2/F/03', counterpartyAccount: 'PL61109010140000071219812874' })
    expect(await line(':61:2603020302C1,00N240NONREF\n:86:<20Czynsz 6/2026\n<21fundusz\n<27JAN NOWAK')).toMatchObject({
      title: 'Czynsz 6/2026 fundusz',
      counterpartyName: 'JAN NOWAK',
    })
  })
  test('Pekao `^`, Nordea `+` and Dutch `>` are marks too, and a mark inside a title is no subfield', async () => {
    expect(await line(':61:260302C1,00NTRF\n:86:034^00PRZELEW KRAJOWY^20FV 1/2026^32FIRMA')).toMatchObject({
      title: 'FV 1/2026',
      counterpartyName: 'FIRMA',
    })
    expect(await line(':61:260302C1,00NTRF\n:86:034+00PRZELEW+20FV 2/2026+32FIRMA')).toMatchObject({
      title: 'FV 2/2026',
      counterpartyName: 'FIRMA',
    })
    expect(await line(':61:260302C1,00NTRF\n:86:000>100987654321\n>20HUUR>21 KANTOOR - FEB 2010>310390123456')).toMatchObject({
      title: 'HUUR KANTOOR - FEB 2010',
      counterpartyAccount: '0390123456',
    })
    expect(await line(':61:260302C1,00NTRF\n:86:166?20Co to?31 marca?21FV 1?32FIRMA')).toMatchObject({ counterpartyName: 'FIRMA' })
  })
  test('a continued subfield that an editor trimmed gets its blank back between letters', async () => {
    expect(await line(':61:260302D1,00NTRF\n:86:>20usługa>32OFFICE GROUP\nUL. SPOKOJNA 3')).toMatchObject({
      counterpartyName: 'OFFICE GROUP UL. SPOKOJNA 3',
    })
    expect(await line(':61:260302D1,00NTRF\n:86:>20usługa>3161109010140000\n071219812874>32X')).toMatchObject({
      counterpartyAccount: 'PL61109010140000071219812874',
    })
  })
})

describe(':86: in other dialects', () => {
  test('mBank pairs: the title ends at the last known key, whatever semicolons and colons it holds', async () => {
    expect(
      await line(
        ':61:2603020302CN24,14NTRFNONREF//EL1\n770-PRZELEW PRZYCHODZĄCY - ELIXIR\n:86:770 PRZELEW KRAJOWY; Z RACH.: 61109010140000071219812874; OD: \nFIRMA 1 SP. Z O.O.   ; TYT.: FV: 1/2007; za: usługi; DATA STEMPLA: \n23.10.2007; TNR: 145411006445851.000001',
      ),
    ).toEqual({
      bookedOn: '2026-03-02',
      valueOn: '2026-03-02',
      amount: { minor: 2414n, currency: 'PLN' },
      title: 'FV: 1/2007; za: usługi',
      counterpartyName: 'FIRMA 1 SP. Z O.O.',
      counterpartyAccount: 'PL61109010140000071219812874',
      bankReference: 'EL1',
      operation: 'NTRF 770 PRZELEW KRAJOWY',
      status: 'booked',
    })
  })
  test('mBank mass payments name the virtual account, exchanges the other amount, ZUS and the tax office their form', async () => {
    expect(
      await line(
        ':61:2603020302CN0,01NTRFNONREF\n:86:911 TRANSAKCJA COLLECT; ID IPH: XX000000000001; Z RACH.: \n61109010140000071219812874; OD: JAN NOWAK  \nUL. NIJAKA 1; TYT.: WPŁATA; TNR: 179171073864111.010001',
      ),
    ).toMatchObject({ creditedAccount: 'XX000000000001', counterpartyName: 'JAN NOWAK UL. NIJAKA 1', title: 'WPŁATA' })
    expect(
      await line(
        ':61:2603020302DN12,03NTRFNONREF\n:86:973 PRZELEW; NA RACH.: 61109010140000071219812874; DLA: X; TYT.: Y; WALUTA: EUR; KWOTA: 2,21; KURS: 5,4429; TNR: 145411008036753.010001',
      ),
    ).toMatchObject({ title: 'Y', original: { minor: 221n, currency: 'EUR' } })
    expect(
      await line(
        ':61:2603020302DN1,00NTRFR1\n:86:945 IBRE PRZELEW ZUS; NA RACH.: 83101010230000261395100000; \nRODZAJ SKŁADKI: UBEZPIECZENIE; DEKLARACJA: S 200710 \n01; NIP: 6571112238; TNR: 145411008035691.000001',
      ),
    ).toMatchObject({ title: 'RODZAJ SKŁADKI: UBEZPIECZENIE; DEKLARACJA: S 200710 01; NIP: 6571112238' })
  })
  test('an mBank text that lost its trailing blanks gets them back', async () => {
    expect(
      await line(
        ':61:2603020302CN1,00NTRFNONREF\n:86:770 PRZELEW; OD:\nFIRMA SP. Z O.O.; TYT.: ZAPŁATA ZA FAKTURĘ\nNR 1/2026; TNR:\n145411006445851.000001',
      ),
    ).toMatchObject({ title: 'ZAPŁATA ZA FAKTURĘ NR 1/2026', counterpartyName: 'FIRMA SP. Z O.O.' })
  })
  test('Dutch and SWIFT tags', async () => {
    expect(
      await line(
        ':61:150120C10,5N654NONREF\n:86:/TRTP/IDEAL/IBAN/NL30ABNA0122365478/BIC/ABNANL2A/NAME/ABC POPPIE\nKLAMNAET/REMI/FACTUUR 10530/EREF/NOTPROVIDED',
      ),
    ).toMatchObject({ title: 'FACTUUR 10530', counterpartyAccount: 'NL30ABNA0122365478', operation: 'N654 IDEAL' })
    expect(
      await line(':61:170601D1,00NDDTEREF//6\n:86:/EREF/0000-001//CNTP/NL88INGB0999999999/INGBNL2A/RAAMEN NV///REM\nI/USTD//KASSA 2 ABC/'),
    ).toMatchObject({ title: 'KASSA 2 ABC', counterpartyName: 'RAAMEN NV', endToEndId: '0000-001' })
    expect(
      await line(':61:130101D25,00N102EREF\nNL71RABO0123456789\n:86:/EREF/01-01-2013 12:00/BENM//NAME/CONTRA ACCOUN\nT/REMI/A'),
    ).toMatchObject({ endToEndId: '01-01-2013 12:00', title: 'A' })
  })
  test('free text joins full lines with nothing and short ones with a blank', async () => {
    const full = 'A'.repeat(65)
    expect(await line(`:61:260302C1,00NTRF\n:86:${full}\nB C\nD`)).toMatchObject({ title: `${full}B C D` })
    expect(await line(':61:260302C1,00NTRF\n:86:100/2026 faktura')).toMatchObject({ title: '100/2026 faktura' })
  })
})
