// Every layout of the field guide, on rows written for it; what the guide says of preambles, holds, footers and quirks.
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { linesOf, statementsOf } from '#test/support/read-statements'
import bankCsv from './format.ts'
import { splitDescription } from './layouts/mbank-list.ts'

const own = '61109010140000071219812874'
const other = '27114020040000300201355387'

describe('mBank', () => {
  const statement = (header = '#Data księgowania;#Data operacji;') =>
    [
      'mBank S.A. Bankowość Detaliczna;',
      '',
      '#Klient;',
      'FIRMA SP. Z O.O.;',
      '#Za okres:;',
      '01.03.2026;31.03.2026;',
      '#Waluta;',
      'PLN;',
      '#Numer rachunku;',
      '61 1090 1014 0000 0712 1981 2874;',
      '',
      '#Podsumowanie obrotów na rachunku;#Liczba operacji;#Wartość operacji',
      'Uznania;1;1 230,00 PLN',
      '#Saldo początkowe;-1 000,00 PLN;',
      '',
      `${header}#Opis operacji;#Tytuł;#Nadawca/Odbiorca;#Numer konta;#Kwota;#Saldo po operacji;`,
      `2026-03-02;2026-03-01;PRZELEW PRZYCHODZĄCY;"FV 1/2026; usługi";"ŻÓŁĆ S.A.";'${other}';1 230,00;230,00;`,
      `2026-03-03;2026-03-03;OPŁATA;"PROWIZJA";"  ";'';-5,00;225,00;`,
      '',
      ';;;;;;#Saldo końcowe;225,00 PLN;',
      '',
      'Niniejszy dokument sporządzono na podstawie art. 7;',
    ].join('\r\n')
  test('the statement: account, balances, both orders of the day columns, footer; in 1250 and UTF-8', async () => {
    for (const bytes of [iconv.encode(statement(), 'windows-1250'), Buffer.from(`\uFEFF${statement()}`)]) {
      expect(await statementsOf(bankCsv, bytes, 13)).toMatchObject([
        {
          format: 'mbank-statement-csv',
          bank: 'mBank',
          account: `PL${own}`,
          accountOwner: 'FIRMA SP. Z O.O.',
          currency: 'PLN',
          balanced: true,
          openingBalance: { minor: -100000n },
          closingBalance: { minor: 22500n },
          openingOn: '2026-03-01',
          closingOn: '2026-03-31',
          rejected: [],
          lines: [
            {
              bookedOn: '2026-03-02',
              valueOn: '2026-03-01',
              amount: { minor: 123000n },
              title: 'FV 1/2026; usługi',
              counterpartyName: 'ŻÓŁĆ S.A.',
              counterpartyAccount: `PL${other}`,
              operation: 'PRZELEW PRZYCHODZĄCY',
            },
            { amount: { minor: -500n } },
          ],
        },
      ])
    }
    const swapped = statement('#Data operacji;#Data księgowania;').replace('2026-03-02;2026-03-01', '2026-03-01;2026-03-02')
    expect((await linesOf(bankCsv, swapped))[0]).toMatchObject({ bookedOn: '2026-03-02', valueOn: '2026-03-01' })
  })
  test('T07 a changed amount makes it not add up, and the lines are still read', async () => {
    expect(await statementsOf(bankCsv, statement().replace('1 230,00;230,00', '1 231,00;230,00'))).toMatchObject([
      { balanced: false, difference: { minor: -100n }, lines: [{}, {}] },
    ])
  })
  test('the list of operations: everything in one cell, glued currency, line feeds, with and without a balance', async () => {
    const list = (header: string, tail: string) =>
      `\uFEFFmBank S.A. Bankowość Detaliczna;\r\n#Lista rachunków;\r\nmBiznes konto - ${own};\r\n#Waluta;#Wpływy;#Wydatki;\r\nPLN;50,00;-3 168,00;\r\n\r\n${header}\r\n2026-09-18;"FIRMA ABC UL. DŁUGA 1, FV 1/2026 za wrzesień   PRZELEW ZEWNĘTRZNY PRZYCHODZĄCY   ${other}";"mBiznes";"Wpływy";1 168,00 PLN;${tail}\r\n2026-09-19;"Skycash  WWW\n     BLIK ZAKUP E-COMMERCE   ";"mBiznes";"Przejazdy";-14,00 PLN;${tail}`
    for (const content of [
      list('#Data operacji;#Opis operacji;#Rachunek;#Kategoria;#Kwota;', ';'),
      list('#Data operacji;#Opis operacji;#Rachunek;#Kategoria;#Kwota;#Saldo po operacji;', '9,00 PLN;'),
    ])
      expect(await statementsOf(bankCsv, content)).toMatchObject([
        {
          account: `PL${own}`,
          lines: [
            {
              amount: { minor: 116800n },
              title: 'FV 1/2026 za wrzesień',
              counterpartyName: 'FIRMA ABC UL. DŁUGA 1',
              counterpartyAccount: `PL${other}`,
              operation: 'PRZELEW ZEWNĘTRZNY PRZYCHODZĄCY',
            },
            { amount: { minor: -1400n }, title: 'Skycash WWW', operation: 'BLIK ZAKUP E-COMMERCE' },
          ],
        },
      ])
    expect(splitDescription('PRZELEW PRZYCHODZĄCY')).toEqual({ title: '', operation: 'PRZELEW PRZYCHODZĄCY' })
  })
  test('corporate: side of the transaction, day first, pairs of the full description', async () => {
    const rows = [
      'Numer rachunku;Data księgowania;Kwota;Waluta;Strona transakcji;Opis transakcji;Pełny opis transakcji;Kontrahent;Rachunek kontrahenta;ID transakcji;Kod transakcji ERP',
      `${own};05/03/2026;1 200,00;PLN;Uznania;PRZELEW;"PRZELEW ID IPH: XX000000000014; z rach.: ${other}; od: FIRMA SA; tyt.: FV 7/2026; TNR: 145411006445851.000001";;;T1;770`,
      `${own};06/03/2026;20,50;EUR;Obciążenia;OPŁATA;opłata;;;T2;843`,
    ].join('\n')
    expect(await statementsOf(bankCsv, rows)).toMatchObject([
      {
        currency: 'PLN',
        lines: [
          {
            bookedOn: '2026-03-05',
            amount: { minor: 120000n },
            title: 'FV 7/2026',
            counterpartyName: 'FIRMA SA',
            counterpartyAccount: `PL${other}`,
            creditedAccount: 'XX000000000014',
            bankReference: 'T1',
          },
        ],
      },
      { currency: 'EUR', lines: [{ amount: { minor: -2050n }, title: 'opłata' }] },
    ])
  })
})

describe('ING', () => {
  const rows = [
    '"Lista transakcji";;;',
    '"Wybrane rachunki:";;;',
    `"Konto Firmowe";;${own.replace(/(.{2})(.{4})/, '$1 $2 ').trim()};`,
    '',
    '"Data transakcji";"Data księgowania";"Dane kontrahenta";"Tytuł";"Nr rachunku";"Nazwa banku";"Szczegóły";"Nr transakcji";"Kwota transakcji (waluta rachunku)";"Waluta";"Kwota blokady/zwolnienie blokady";"Waluta";"Kwota płatności w walucie";"Waluta";"Konto";;;;;;',
    `2026-03-01;2026-03-02;" FIRMA   SA ";" FV 1/2026 ";'${other} ';mBank;PRZELEW;'2026001';1 230,00;PLN;;;;;"Konto Firmowe"`,
    `2026-03-03;;SKLEP;BLOKADA;;;;;;;-15,00;PLN;;;`,
    `2026-03-04;2026-03-04;SHOP;ZAKUP;;;KARTA;'2026002';-43,00;PLN;;;-10,00;EUR;`,
    '"Dokument ma charakter informacyjny";',
  ].join('\r\n')
  test('repeated currency columns, padded cells, original amount, holds counted, footer passed over', async () => {
    const [statement] = await statementsOf(bankCsv, iconv.encode(rows, 'windows-1250'))
    expect(statement).toMatchObject({
      format: 'ing-csv',
      rejected: [],
      notes: [{ code: 'csv.not-booked', facts: { count: 1 } }],
      lines: [
        {
          bookedOn: '2026-03-02',
          valueOn: '2026-03-01',
          amount: { minor: 123000n },
          title: 'FV 1/2026',
          counterpartyName: 'FIRMA SA',
          counterpartyAccount: `PL${other}`,
          bankReference: '2026001',
        },
        { amount: { minor: -4300n }, original: { minor: 1000n, currency: 'EUR' } },
      ],
    })
  })
})

describe('PKO BP', () => {
  test('iPKO: dot decimals, plus signs, labelled cells behind the last named column, holds', async () => {
    const rows = [
      '"Data operacji","Data waluty","Typ transakcji","Kwota","Waluta","Saldo po transakcji","Opis transakcji","","","",""',
      `"2026-03-02","2026-03-01","Przelew na konto","+5628.08","PLN","+6000.00","Rachunek nadawcy: ${other}","Nazwa nadawcy: FIRMA ""ABC"" SP. Z O.O.","Adres nadawcy: UL. DŁUGA 1","Tytuł: FV 1/2026: marzec",""`,
      '"2026-03-01","2026-03-01","Płatność kartą","-3.20","PLN","+371.92","Tytuł: 74230","Lokalizacja: Adres: SKLEP Miasto: ŁÓDŹ","Numer karty: 4250**","",""',
      '"","","Blokada","-9.00","PLN","W rozliczeniu","Tytuł: x","","","",""',
    ].join('\r\n')
    expect(await statementsOf(bankCsv, iconv.encode(rows, 'windows-1250'))).toMatchObject([
      {
        format: 'pko-csv',
        balanced: true,
        openingBalance: { minor: 37512n },
        closingBalance: { minor: 600000n },
        notes: [{ facts: { count: 1 } }],
        lines: [
          {
            amount: { minor: 562808n },
            title: 'FV 1/2026: marzec',
            counterpartyName: 'FIRMA "ABC" SP. Z O.O.',
            counterpartyAccount: `PL${other}`,
          },
          { amount: { minor: -320n }, title: '74230' },
        ],
      },
    ])
  })
  test('iPKO biznes and Pekao: the own account is the target of money in and the source of money out', async () => {
    const business = `"Data księgowania";"Data waluty";"Nadawca";"Adres nadawcy";"Rachunek";"Rachunek";"Tytułem";"Kwota operacji";"Waluta";"Numer referencyjny";"Typ operacji"\n"2026-03-02";"2026-03-02";"FIRMA";"";"${other}";"${own}";"FV 1";"1 200,00";"PLN";"R1";"UZNANIE"`
    expect(await statementsOf(bankCsv, business)).toMatchObject([
      {
        format: 'pko-business-csv',
        account: `PL${own}`,
        lines: [{ counterpartyAccount: `PL${other}`, bankReference: 'R1', amount: { minor: 120000n } }],
      },
    ])
    const pekao = `Data księgowania;Data waluty;Nadawca / Odbiorca;Adres nadawcy / odbiorcy;Rachunek źródłowy;Rachunek docelowy;Tytułem;Kwota operacji;Waluta;Numer referencyjny;Typ operacji;Kategoria\n02.03.2026;01.03.2026;FIRMA;UL. X;'${other};'${own};FV 1;1 540,00;PLN;'C1;PRZELEW;\n03.03.2026;03.03.2026;ZUS;;'${own};'${other};składki;\u22121 000,00;PLN;'C2;PRZELEW;`
    expect(await statementsOf(bankCsv, pekao)).toMatchObject([
      {
        format: 'pekao-csv',
        account: `PL${own}`,
        lines: [
          {
            bookedOn: '2026-03-02',
            valueOn: '2026-03-01',
            amount: { minor: 154000n },
            counterpartyAccount: `PL${other}`,
            bankReference: 'C1',
          },
          { amount: { minor: -100000n }, counterpartyAccount: `PL${other}` },
        ],
      },
    ])
  })
})

describe('other banks', () => {
  test("Alior: a line of criteria in front, the amount in the account's currency, a row that cannot be read", async () => {
    const rows = `Kryteria transakcji: Produkty: ${own}\nData transakcji;Data księgowania;Nazwa nadawcy;Nazwa odbiorcy;Szczegóły transakcji;Kwota operacji;Waluta operacji;Kwota w walucie rachunku;Waluta rachunku;Numer rachunku nadawcy;Numer rachunku odbiorcy\n28-09-2026;30-09-2026;FIRMA;JA;FV 1;3 355,75;EUR;14 000,00;PLN;${other};${own}\nxx-09-2026;;;;dziwne;-1,00;PLN;;;;`
    expect(await statementsOf(bankCsv, rows)).toMatchObject([
      {
        account: `PL${own}`,
        lines: [
          {
            bookedOn: '2026-09-30',
            valueOn: '2026-09-28',
            amount: { minor: 1400000n, currency: 'PLN' },
            original: { minor: 335575n, currency: 'EUR' },
            counterpartyName: 'FIRMA',
            counterpartyAccount: `PL${other}`,
          },
        ],
        rejected: [{ code: 'line.no-day', at: '4' }],
      },
    ])
  })
  test('Millennium: debits and credits apart, texts broken at 45, cards an account of their own', async () => {
    const cut = `${'A'.repeat(44)}B\u00A0CD`
    const rows = `"Numer rachunku/karty","Data transakcji","Data rozliczenia","Rodzaj transakcji","Na konto/Z konta","Odbiorca/Zleceniodawca","Opis","Obciążenia","Uznania","Saldo","Waluta"\n"PL${own}","2026-03-01","2026-03-02","PRZELEW","${other}","Firma "ABC" SA","${cut}","","5000.00","6000.00","PLN"\n"PL${own}","2026-03-03","2026-03-03","OPŁATA","","","a\u00A0b","-6.00","","5994.00","PLN"\n"1234 XXXX XXXX 0484","2026-03-03","2026-03-03","","","","SKLEP","-6.39","","","PLN"`
    expect(await statementsOf(bankCsv, `\uFEFF${rows}`)).toMatchObject([
      {
        account: `PL${own}`,
        balanced: true,
        lines: [
          { bookedOn: '2026-03-02', amount: { minor: 500000n }, title: `${'A'.repeat(44)}BCD`, counterpartyName: 'Firma "ABC" SA' },
          { amount: { minor: -600n }, title: 'a b' },
        ],
      },
      { account: '1234XXXXXXXX0484', lines: [{ notAPayment: 'card' }] },
    ])
  })
  test('Santander and Erste: no header, the first row holds account, currency and balances', async () => {
    const rows = `2026-03-15,01-03-2026,'61 1090 1014 0000 0712 1981 2874,FIRMA SA,PLN,"1000,00","3 230,00",2,\n15-03-2026,14-03-2026,FV 1,ORLEN SA,${other},"2 500,00","3230,00",1,\n03-03-2026,03-03-2026,opłata,,,"-270,00","730,00",2,`
    expect(await statementsOf(bankCsv, rows)).toMatchObject([
      {
        account: `PL${own}`,
        accountOwner: 'FIRMA SA',
        balanced: true,
        lines: [{ bookedOn: '2026-03-15', valueOn: '2026-03-14', amount: { minor: 250000n } }, { amount: { minor: -27000n } }],
      },
    ])
  })
  test('BNP Paribas: a rejected order moved no money', async () => {
    const rows = `Data transakcji;Data zaksięgowania;Data odrzucenia;Kwota;Waluta;Nadawca / odbiorca;Opis;Produkt;Typ transakcji;Kwota zlecenia;Waluta zlecenia;Status;Saldo po transakcji\n01.03.2026;02.03.2026;;1 200,50;PLN;FIRMA SA ${other};FV 1;Konto ${own};Przelew przychodzący;1 200,50;PLN;Zaksięgowana;5 000,00\n01.03.2026;;02.03.2026;-10,00;PLN;X;Y;Konto ${own};Przelew;-10,00;PLN;Odrzucona;`
    expect(await statementsOf(bankCsv, rows)).toMatchObject([
      {
        account: `PL${own}`,
        notes: [{ facts: { count: 1 } }],
        lines: [{ bookedOn: '2026-03-02', amount: { minor: 120050n }, counterpartyName: 'FIRMA SA', counterpartyAccount: `PL${other}` }],
      },
    ])
  })
})
