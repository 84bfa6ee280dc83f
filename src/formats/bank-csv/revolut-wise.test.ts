// Revolut and Wise, and what broken and hostile CSV does to a reader.
import { describe, expect, test } from 'vitest'
import { bytesSource } from '#ports/reading/byte-source'
import { amounts, failureCode, linesOf, statementsOf } from '#test/support/read-statements'
import bankCsv from './format.ts'

const own = '61109010140000071219812874'

describe('Revolut and Wise', () => {
  test('Revolut Business: completed money by account and currency, pending kept apart, what failed counted', async () => {
    const header =
      'Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Card number,Orig currency,Orig amount,Payment currency,Amount,Total amount,Exchange rate,Fee,Fee currency,Balance,Account,Beneficiary IBAN,Sender account,Sender name'
    const row = (days: string, type: string, state: string, rest: string) =>
      `${days},id-${type}-${state},${type},${state},Money from ACME,"FV 1/2026",,${rest}`
    const rows = [
      header,
      row('2026-05-29,2026-05-30', 'TOPUP', 'COMPLETED', 'EUR,8.86,EUR,8.86,8.86,,0.00,EUR,957.56,Main,,BG80BNBG96611020345678,ACME LTD'),
      row('2026-05-31,', 'TOPUP', 'PENDING', 'EUR,1.00,EUR,1.00,1.00,,0.00,EUR,,Main,,,'),
      row('2026-05-31,2026-05-31', 'TRANSFER', 'REVERTED', 'EUR,1.00,EUR,-1.00,-1.00,,0.00,EUR,957.56,Main,,,'),
      row('2026-05-31,2026-05-31', 'CARD_PAYMENT', 'COMPLETED', 'USD,5.00,EUR,-4.50,-4.70,1.1,0.20,EUR,952.86,Main,,,'),
    ].join('\n')
    expect(await statementsOf(bankCsv, rows)).toMatchObject([
      {
        currency: 'EUR',
        balanced: true,
        notes: [{ code: 'csv.not-booked', facts: { count: 1 } }],
        lines: [
          {
            bookedOn: '2026-05-30',
            amount: { minor: 886n },
            title: 'FV 1/2026',
            counterpartyName: 'ACME LTD',
            counterpartyAccount: 'BG80BNBG96611020345678',
            bankReference: 'id-TOPUP-COMPLETED',
          },
          { status: 'pending' },
          { amount: { minor: -470n }, charges: { minor: 20n }, original: { minor: 500n, currency: 'USD' }, notAPayment: 'card' },
        ],
      },
    ])
  })
  test('its days may stand month first', async () => {
    const rows =
      'Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payment currency,Amount\n05-29-2026,05-30-2026,1,TOPUP,COMPLETED,x,y,EUR,1.00\n05-04-2026,05-04-2026,2,TOPUP,COMPLETED,x,y,EUR,1.00'
    expect((await linesOf(bankCsv, rows)).map((line) => line.bookedOn)).toEqual(['2026-05-30', '2026-05-04'])
  })
  test('personal, in English and in Polish: the fee comes on top', async () => {
    const english =
      'Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\nTRANSFER,Current,2026-09-05 11:32:41,2026-09-06 6:32:41,Jan,-250,1.50,EUR,COMPLETED,165.52\nEXCHANGE,Current,2026-09-06 11:32:41,,x,10,0,EUR,PENDING,'
    const polish =
      'Rodzaj,Produkt,Data rozpoczęcia,Data zrealizowania,Opis,Kwota,Opłata,Waluta,State,Saldo\nPrzelew,Bieżące,2026-09-05 11:32:41,2026-09-06 6:32:41,Jan,-250,1.50,EUR,ZAKOŃCZONO,165.52\nWymiana,Bieżące,2026-09-06 11:32:41,,x,10,0,EUR,OCZEKUJE,\nPrzelew,Bieżące,2026-09-06 11:32:41,,x,10,0,EUR,COFNIĘTO,'
    for (const rows of [english, polish])
      expect(await statementsOf(bankCsv, rows)).toMatchObject([
        {
          format: 'revolut-personal-csv',
          lines: [
            { bookedOn: '2026-09-06', amount: { minor: -25150n }, charges: { minor: 150n } },
            { status: 'pending', notAPayment: 'exchange' },
          ],
        },
      ])
  })
  test('Wise: payer and reference of money in, day first unless the file proves otherwise', async () => {
    const rows =
      'TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,Exchange From,Exchange To,Exchange Rate,Payer Name,Payee Name,Payee Account Number,Merchant,Total fees\nTRANSFER-1,05-01-2026,4800.00,USD,Received money,INV-1,14800.00,,,,ACME INC,,,,14.50\nCARD-2,28-01-2026,-420.00,USD,Card,,14380.00,,,,,,,AWS,0.00'
    expect(await statementsOf(bankCsv, rows)).toMatchObject([
      {
        currency: 'USD',
        balanced: true,
        lines: [
          { bookedOn: '2026-01-05', title: 'INV-1', counterpartyName: 'ACME INC', charges: { minor: 1450n } },
          { counterpartyName: 'AWS', notAPayment: 'card' },
        ],
      },
    ])
  })
})

describe('T102 hostile and broken CSV', () => {
  const header = '#Data operacji;#Data księgowania;#Opis operacji;#Tytuł;#Nadawca/Odbiorca;#Numer konta;#Kwota;#Saldo po operacji;\n'
  const row = '2026-03-01;2026-03-01;PRZELEW;FV 1;FIRMA;;10,00;10,00;\n'
  test('NULs are dropped and lone quotes are letters', async () => {
    expect(
      amounts(
        await linesOf(
          bankCsv,
          header + row.replace('FV 1', 'FV\0 1') + row.replace('FV 1', '"FV 5" monitor') + row.replace('FV 1', '5" monitor') + row,
        ),
      ),
    ).toEqual(['10.00', '10.00', '10.00', '10.00'])
  })
  test('ten thousand columns and a line of 50 MB end the reading with their reason, and what was read stays', async () => {
    const wide = await statementsOf(bankCsv, header + row + 'x;'.repeat(10_000))
    expect(wide).toMatchObject([{ lines: [{}], rejected: [{ code: 'file.too-many-columns', facts: { line: 3 } }] }])
    const long = Buffer.concat([Buffer.from(header + row), Buffer.alloc(50 * 1024 * 1024, 'a')])
    expect(await statementsOf(bankCsv, long)).toMatchObject([{ lines: [{}], rejected: [{ code: 'file.row-too-long' }] }])
  })
  test('mixed delimiters and columns left out reject the row, not the file', async () => {
    const [statement] = await statementsOf(bankCsv, `${header}2026-03-01,2026-03-01,PRZELEW,FV 1,FIRMA,,10,00\n;;;;;;abc;\n${row}`)
    expect(amounts(statement?.lines ?? [])).toEqual(['10.00'])
    expect(statement?.rejected).toMatchObject([{ code: 'line.unreadable-amount', facts: { text: 'abc' }, at: '3' }])
  })
  test('T12 a currency that does not exist and T11 days that cannot be are rejected', async () => {
    const millennium = (day: string, code: string) =>
      `"Numer rachunku/karty","Data transakcji","Data rozliczenia","Rodzaj transakcji","Na konto/Z konta","Odbiorca/Zleceniodawca","Opis","Obciążenia","Uznania","Saldo","Waluta"\n"PL${own}","${day}","${day}","P","","","x","","1.00","","${code}"`
    expect(await statementsOf(bankCsv, millennium('2026-01-01', 'ZZZ'))).toMatchObject([
      { lines: [], rejected: [{ code: 'line.unknown-currency' }] },
    ])
    for (const day of ['1900-01-01', '20226-01-01'])
      expect(await statementsOf(bankCsv, millennium(day, 'PLN'))).toMatchObject([{ lines: [], rejected: [{ code: 'line.no-day' }] }])
  })
  test('a file of no known bank is not recognised and refused by code', async () => {
    expect(bankCsv.recognise(bytesSource(Buffer.from('a;b;c\n1;2;3')).head)).toBe(0)
    expect(await failureCode(bankCsv, 'a;b;c\n1;2;3')).toBe('csv.no-known-header')
  })
})
