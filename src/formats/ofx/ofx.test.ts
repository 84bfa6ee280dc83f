// OFX as SGML and as XML, with what banks leave out.
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { failureCode, statementsOf } from '#test/support/read-statements'
import ofx from './format.ts'

const sgml = (transactions: string) =>
  `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nCHARSET:1252\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>PLN<BANKACCTFROM><BANKID>10901014<ACCTID>61109010140000071219812874<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>${transactions}</BANKTRANLIST><LEDGERBAL><BALAMT>100.99<DTASOF>20260331120000</LEDGERBAL><AVAILBAL><BALAMT>1<DTASOF>20260331</AVAILBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`

test('leaves without closing tags, days with a zone, amounts with a comma, entities', async () => {
  const text = sgml(
    '<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302235959[-5:EST]<TRNAMT>1230,50<FITID>F1<NAME>ŻÓŁĆ &amp; S-KA<MEMO>FV 1/2026</STMTTRN><STMTTRN><TRNTYPE>SRVCHG<DTPOSTED>20260303<TRNAMT>-5.00<FITID>F2<NAME>OPŁATA</STMTTRN>',
  )
  for (const bytes of [Buffer.from(text), iconv.encode(text, 'windows-1250')])
    expect(await statementsOf(ofx, bytes, 9)).toMatchObject([
      {
        currency: 'PLN',
        account: 'PL61109010140000071219812874',
        closingBalance: { minor: 10099n },
        closingOn: '2026-03-31',
        balanced: null,
        lines: [
          { bookedOn: '2026-03-02', amount: { minor: 123050n }, title: 'FV 1/2026', counterpartyName: 'ŻÓŁĆ & S-KA', bankReference: 'F1' },
          { amount: { minor: -500n }, title: 'OPŁATA', notAPayment: 'fee' },
        ],
      },
    ])
})

test("XML of version 2, comments, two accounts in a file, another party's account", async () => {
  const xml = `<?xml version="1.0"?><?OFX OFXHEADER="200"?><OFX><!-- <CURDEF>USD</CURDEF> --><STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM><ACCTID>1</ACCTID></BANKACCTFROM><STMTTRN><DTPOSTED>20260302</DTPOSTED><TRNAMT>10.00</TRNAMT><BANKACCTTO><ACCTID>27114020040000300201355387</ACCTID></BANKACCTTO></STMTTRN></STMTRS><CCSTMTRS><CURDEF>PLN</CURDEF><CCACCTFROM><ACCTID>2</ACCTID></CCACCTFROM></CCSTMTRS></OFX>`
  expect(await statementsOf(ofx, xml)).toMatchObject([
    { currency: 'EUR', account: '1', lines: [{ counterpartyAccount: 'PL27114020040000300201355387' }] },
    { currency: 'PLN', account: '2', lines: [] },
  ])
})

test('a transaction without a day or an amount is rejected by its id, a cut file keeps what it has, a refusal says why', async () => {
  expect(
    await statementsOf(ofx, sgml('<STMTTRN><TRNAMT>1.00<FITID>A</STMTTRN><STMTTRN><DTPOSTED>20260301<FITID>B</STMTTRN>')),
  ).toMatchObject([
    {
      lines: [],
      rejected: [
        { code: 'line.no-day', at: 'A' },
        { code: 'line.unreadable-amount', at: 'B' },
      ],
    },
  ])
  expect(
    await statementsOf(ofx, sgml('<STMTTRN><DTPOSTED>20260301<TRNAMT>1.00<FITID>A</STMTTRN>').split('</BANKTRANLIST>')[0] ?? ''),
  ).toMatchObject([{ lines: [{}] }])
  expect(await failureCode(ofx, '<OFX><STATUS><CODE>15500<MESSAGE>wrong password</STATUS></OFX>')).toBe('ofx.refused')
  expect(await failureCode(ofx, '<OFX></OFX>')).toBe('file.nothing-inside')
  expect(await failureCode(ofx, '<!DOCTYPE OFX [<!ENTITY x SYSTEM "file:///etc/passwd">]><OFX></OFX>')).toBe('file.xml-dtd-refused')
})
