// JPK_WB by its official names, with balances and broken rows.
import { expect, test } from 'vitest'
import { bytesSource } from '#ports/reading/byte-source'
import { failureCode, statementsOf } from '#test/support/read-statements'
import jpkWb from './format.ts'

const row = (number: number, amount: string, balance: string, day = '2026-03-02') =>
  `<tns:WyciagWiersz typ="G"><tns:NumerWiersza>${number}</tns:NumerWiersza><tns:DataOperacji>${day}</tns:DataOperacji><tns:NazwaPodmiotu>ŻÓŁĆ S.A.</tns:NazwaPodmiotu><tns:OpisOperacji>Zapłata za FV ${number}</tns:OpisOperacji><tns:KwotaOperacji>${amount}</tns:KwotaOperacji><tns:SaldoOperacji>${balance}</tns:SaldoOperacji></tns:WyciagWiersz>`
const file = (rows: string, closing = '1230.00') =>
  `<?xml version="1.0" encoding="UTF-8"?><tns:JPK xmlns:tns="http://jpk.mf.gov.pl/wzor/2016/03/09/03092/"><tns:Naglowek><tns:KodFormularza>JPK_WB</tns:KodFormularza><tns:DataOd>2026-03-01</tns:DataOd><tns:DataDo>2026-03-31</tns:DataDo><tns:DomyslnyKodWaluty>PLN</tns:DomyslnyKodWaluty></tns:Naglowek><tns:Podmiot1><tns:IdentyfikatorPodmiotu><etd:PelnaNazwa xmlns:etd="x">FIRMA</etd:PelnaNazwa></tns:IdentyfikatorPodmiotu></tns:Podmiot1><tns:NumerRachunku>PL61109010140000071219812874</tns:NumerRachunku><tns:Salda><tns:SaldoPoczatkowe>1000.00</tns:SaldoPoczatkowe><tns:SaldoKoncowe>${closing}</tns:SaldoKoncowe></tns:Salda>${rows}<tns:WyciagCtrl><tns:LiczbaWierszy>2</tns:LiczbaWierszy></tns:WyciagCtrl></tns:JPK>`

test('account, period, balances and rows are read and add up', async () => {
  const xml = file(row(1, '250.00', '1250.00') + row(2, '-20.00', '1230.00'))
  expect(jpkWb.recognise(bytesSource(Buffer.from(xml)).head)).toBe(1)
  expect(await statementsOf(jpkWb, xml)).toMatchObject([
    {
      format: 'jpk-wb',
      account: 'PL61109010140000071219812874',
      accountOwner: 'FIRMA',
      balanced: true,
      openingOn: '2026-03-01',
      closingOn: '2026-03-31',
      rejected: [],
      lines: [
        { bookedOn: '2026-03-02', amount: { minor: 25000n, currency: 'PLN' }, title: 'Zapłata za FV 1', counterpartyName: 'ŻÓŁĆ S.A.' },
        { amount: { minor: -2000n } },
      ],
    },
  ])
})

test('T07 a wrong closing balance is told, T11 a row with a day that cannot be is rejected with its number', async () => {
  expect(await statementsOf(jpkWb, file(row(1, '250.00', '1250.00'), '1251.00'))).toMatchObject([
    { balanced: false, difference: { minor: 100n } },
  ])
  expect(await statementsOf(jpkWb, file(row(1, '250.00', '1250.00', '20226-01-01')))).toMatchObject([
    { lines: [], rejected: [{ code: 'line.no-day', at: '1' }] },
  ])
})

test('T100 a document type is refused', async () => {
  expect(await failureCode(jpkWb, file('').replace('?>', '?><!DOCTYPE JPK SYSTEM "http://localhost/x.dtd">'))).toBe('file.xml-dtd-refused')
})
