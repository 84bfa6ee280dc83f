// Rules of the field guide for CAMT, on documents written for it.
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '#ports/reading/byte-source'
import { amounts, failureCode, linesOf, statementsOf } from '#test/support/read-statements'
import camt from './format.ts'

const balance = (code: string, amount: string, side = 'CRDT', currency = 'PLN') =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Dt><Dt>2026-03-01</Dt></Dt></Bal>`
const entry = (inner: string, amount = '100.00', side = 'CRDT', status = '<Sts>BOOK</Sts>') =>
  `<Ntry><Amt Ccy="PLN">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>${status}<BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-01</Dt></ValDt>${inner}</Ntry>`
const details = (inner: string) => `<NtryDtls><TxDtls>${inner}</TxDtls></NtryDtls>`
const documentOf = (inner: string, account = '<Acct><Id><IBAN>PL61109010140000071219812874</IBAN></Id><Ccy>PLN</Ccy></Acct>') =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>1</Id><ElctrncSeqNb>7</ElctrncSeqNb>${account}${inner}</Stmt></BkToCstmrStmt></Document>`
const first = async (inner: string) => (await linesOf(camt, documentOf(inner)))[0]

describe('the document', () => {
  test.each([
    ['053', 'BkToCstmrStmt', 'Stmt'],
    ['052', 'BkToCstmrAcctRpt', 'Rpt'],
    ['054', 'BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
  ])('camt.%s in versions 02 to 14, without a namespace, with prefixes and in an envelope', async (kind, message, statement) => {
    const body = (prefix: string) =>
      `<${prefix}${message}><${prefix}${statement}><${prefix}Acct><${prefix}Id><${prefix}IBAN>PL61109010140000071219812874</${prefix}IBAN></${prefix}Id><${prefix}Ccy>PLN</${prefix}Ccy></${prefix}Acct>${prefix === '' ? entry('') : ''}</${prefix}${statement}></${prefix}${message}>`
    for (const version of ['02', '04', '08', '10', '13', '14']) {
      const xml = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.${version}">${body('')}</Document>`
      expect(camt.recognise(bytesSource(Buffer.from(xml)).head)).toBe(1)
      expect(await statementsOf(camt, xml)).toMatchObject([
        { format: `camt.${kind}`, currency: 'PLN', lines: [{ amount: { minor: 10000n } }] },
      ])
    }
    expect(await statementsOf(camt, `<Document>${body('')}</Document>`)).toHaveLength(1)
    expect(
      await statementsOf(camt, `<e:Envelope xmlns:e="x"><ns2:Document xmlns:ns2="y">${body('ns2:')}</ns2:Document></e:Envelope>`),
    ).toMatchObject([{ account: 'PL61109010140000071219812874', lines: [] }])
  })
  test('T08 declared and undeclared encodings and a mark', async () => {
    const xml = (declaration: string) =>
      `${declaration}${documentOf(entry(details('<RmtInf><Ustrd>ŚRODKI ŹRÓDŁO ŁĄKA</Ustrd></RmtInf>'))).replace('<?xml version="1.0"?>', '')}`
    const variants: readonly (readonly [string, string])[] = [
      ['ISO-8859-2', 'iso-8859-2'],
      ['windows-1250', 'windows-1250'],
      ['UTF-8', 'utf-8'],
      ['UTF-16', 'utf-16le'],
    ]
    for (const [declared, encoding] of variants) {
      const bytes = iconv.encode(xml(`<?xml version="1.0" encoding="${declared}"?>`), encoding, { addBOM: encoding === 'utf-16le' })
      expect((await linesOf(camt, bytes, 11))[0]?.title).toBe('ŚRODKI ŹRÓDŁO ŁĄKA')
    }
    expect((await linesOf(camt, Buffer.from(`\uFEFF${xml('<?xml version="1.0" encoding="UTF-8"?>')}`)))[0]?.title).toBe(
      'ŚRODKI ŹRÓDŁO ŁĄKA',
    )
  })
  test('a document that is cut keeps its entries and says so', async () => {
    const whole = documentOf(`${balance('OPBD', '0.00')}${entry('')}${entry('')}`)
    const [statement] = await statementsOf(camt, whole.slice(0, whole.lastIndexOf('<Ntry>') + 30))
    expect(amounts(statement?.lines ?? [])).toEqual(['100.00'])
    expect(statement?.rejected).toMatchObject([{ code: 'file.xml-broken' }])
  })
  test('T100 hostile documents are refused', async () => {
    expect(
      await failureCode(camt, documentOf(entry('')).replace('?>', '?><!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
    ).toBe('file.xml-dtd-refused')
    expect(await failureCode(camt, `<Document><BkToCstmrStmt><Stmt>${'<Ntry>'.repeat(10_000)}`)).toBe('file.xml-too-deep')
    expect(await failureCode(camt, '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>')).toBe('file.nothing-inside')
  })
})

describe('balances', () => {
  test("opening plus booked entries is closing; the day before's closing opens, and an overdraft is negative", async () => {
    expect(
      await statementsOf(
        camt,
        documentOf(`${balance('PRCD', '50.00', 'DBIT')}${balance('CLBD', '50.00')}${balance('CLAV', '9.00')}${entry('')}`),
      ),
    ).toMatchObject([{ balanced: true, openingBalance: { minor: -5000n }, closingBalance: { minor: 5000n }, number: '7' }])
    expect(await statementsOf(camt, documentOf(`${balance('OPBD', '0.00')}${balance('CLBD', '101.00')}${entry('')}`))).toMatchObject([
      { balanced: false, difference: { minor: 100n } },
    ])
  })
  test('what is pending or only information is not money yet', async () => {
    const [statement] = await statementsOf(
      camt,
      documentOf(
        `${balance('OPBD', '0.00')}${balance('CLBD', '100.00')}${entry('')}${entry('', '5.00', 'CRDT', '<Sts><Cd>PDNG</Cd></Sts>')}${entry('', '6.00', 'CRDT', '<Sts>INFO</Sts>')}`,
      ),
    )
    expect(statement).toMatchObject({ balanced: true })
    expect(statement?.lines.map((line) => line.status)).toEqual(['booked', 'pending', 'pending'])
  })
  test("T12 an entry in another currency than the account's is kept, noted and not summed", async () => {
    const [statement] = await statementsOf(
      camt,
      documentOf(`${balance('OPBD', '0.00')}${balance('CLBD', '100.00')}${entry('')}${entry('').replace('"PLN"', '"EUR"')}`),
    )
    expect(statement).toMatchObject({
      balanced: true,
      notes: [{ code: 'line.other-currency', facts: { currency: 'EUR', expected: 'PLN' }, at: 'Ntry 2' }],
    })
    expect(statement?.lines).toHaveLength(2)
  })
})

describe('an entry', () => {
  test('a reversal shows its real direction already and keeps the reason of the return', async () => {
    expect(
      await first(
        entry(
          `<RvslInd>true</RvslInd>${details('<RltdPties><Dbtr><Nm>JAN</Nm></Dbtr></RltdPties><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>')}`,
          '10.00',
          'DBIT',
        ),
      ),
    ).toMatchObject({ amount: { minor: -1000n }, reversal: true, operation: 'AC04', counterpartyName: 'JAN' })
  })
  test('five decimals, a day with a zone, a missing booking day', async () => {
    expect(await first(entry('', '100.50000'))).toMatchObject({ amount: { minor: 10050n } })
    expect(await first(entry('').replace('<Dt>2026-03-02</Dt>', '<DtTm>2026-03-02T23:30:00-05:00</DtTm>'))).toMatchObject({
      bookedOn: '2026-03-02',
    })
    expect(await first(entry('').replace('<BookgDt><Dt>2026-03-02</Dt></BookgDt>', ''))).toMatchObject({ bookedOn: '2026-03-01' })
    const [statement] = await statementsOf(camt, documentOf(entry('').replace(/<(BookgDt|ValDt)>.*?<\/\1>/g, '')))
    expect(statement?.rejected).toMatchObject([{ code: 'line.no-day', at: 'Ntry 1' }])
  })
  test('T11 days that cannot be are rejected with their place', async () => {
    for (const day of ['1900-01-01', '20226-01-01', 'soon']) {
      const [statement] = await statementsOf(camt, documentOf(entry('').replace(/<Dt>[^<]*<\/Dt>/g, `<Dt>${day}</Dt>`)))
      expect([statement?.lines.length, statement?.rejected[0]?.code]).toEqual([0, 'line.no-day'])
    }
  })
  test('money in names the payer in versions up to 07 and from 08, money out the payee', async () => {
    const parties = (name: (role: string) => string) =>
      details(
        `<RltdPties>${name('Dbtr')}<DbtrAcct><Id><Othr><Id>27114020040000300201355387</Id></Othr></Id></DbtrAcct>${name('Cdtr')}<CdtrAcct><Id><IBAN>PL61109010140000071219812874</IBAN></Id></CdtrAcct></RltdPties>`,
      )
    expect(await first(entry(parties((role) => `<${role}><Nm>${role} SA</Nm></${role}>`)))).toMatchObject({
      counterpartyName: 'Dbtr SA',
      counterpartyAccount: 'PL27114020040000300201355387',
    })
    expect(
      await first(
        entry(
          parties((role) => `<${role}><Pty><Nm>${role} SA</Nm></Pty></${role}>`),
          '1.00',
          'DBIT',
        ),
      ),
    ).toMatchObject({ counterpartyName: 'Cdtr SA', counterpartyAccount: 'PL61109010140000071219812874' })
    expect(await first(entry(parties((role) => `<${role}><Nm>${role}</Nm></${role}>`)))).not.toHaveProperty('creditedAccount')
  })
  test("a credited account that is not the statement's own is a virtual one", async () => {
    expect(
      await first(entry(details('<RltdPties><CdtrAcct><Id><IBAN>PL26109010141234000000000815</IBAN></Id></CdtrAcct></RltdPties>'))),
    ).toMatchObject({ creditedAccount: 'PL26109010141234000000000815' })
  })
  test('T09 the title joins full lines, takes structured references, and falls back to additional information', async () => {
    const remittance = (inner: string) => entry(details(`<RmtInf>${inner}</RmtInf>`))
    expect(
      await first(remittance(`<Ustrd>${'ZAPŁATA ZA DOSTAWĘ GAZETY FAKTURA V'}</Ustrd><Ustrd>AT 2007/101</Ustrd><Ustrd>dziękuję</Ustrd>`)),
    ).toMatchObject({ title: 'ZAPŁATA ZA DOSTAWĘ GAZETY FAKTURA VAT 2007/101 dziękuję' })
    expect(
      await first(
        remittance('<Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd><Strd><RfrdDocInf><Nb>FV/1</Nb></RfrdDocInf></Strd>'),
      ),
    ).toMatchObject({ title: 'RF18539007547034 FV/1' })
    expect(await first(entry('<AddtlNtryInf>Zakup kartą\nSKLEP</AddtlNtryInf>'))).toMatchObject({ title: 'Zakup kartą SKLEP' })
  })
  test("references: the servicer's, the payer's; NOTPROVIDED is none; charges and the amount in the payer's currency", async () => {
    const line = await first(
      entry(
        `<AcctSvcrRef>EL1</AcctSvcrRef><Chrgs><TtlChrgsAndTaxAmt Ccy="PLN">2.50</TtlChrgsAndTaxAmt></Chrgs>${details('<Refs><EndToEndId>NOTPROVIDED</EndToEndId><InstrId>I1</InstrId></Refs><AmtDtls><InstdAmt><Amt Ccy="EUR">25.00</Amt></InstdAmt></AmtDtls>')}`,
      ),
    )
    expect(line).toMatchObject({
      bankReference: 'EL1',
      customerReference: 'I1',
      charges: { minor: 250n },
      original: { minor: 2500n, currency: 'EUR' },
    })
    expect(line).not.toHaveProperty('endToEndId')
  })
})

describe('a batch', () => {
  const transaction = (amount: string, title: string, side = '') =>
    `<TxDtls><Refs><EndToEndId>${title}</EndToEndId></Refs><Amt Ccy="PLN">${amount}</Amt>${side}<RmtInf><Ustrd>${title}</Ustrd></RmtInf></TxDtls>`
  test('several transactions are a line each', async () => {
    const lines = await linesOf(
      camt,
      documentOf(entry(`<NtryDtls>${transaction('60.00', 'FV 1')}${transaction('40.00', 'FV 2')}</NtryDtls>`)),
    )
    expect(lines.map((line) => [line.amount.minor, line.title, line.endToEndId])).toEqual([
      [6000n, 'FV 1', 'FV 1'],
      [4000n, 'FV 2', 'FV 2'],
    ])
  })
  test('what they leave of the entry stays visible, so that the statement still adds up', async () => {
    const [statement] = await statementsOf(
      camt,
      documentOf(
        `${balance('OPBD', '0.00')}${balance('CLBD', '98.00')}${entry(`<NtryDtls>${transaction('60.00', 'FV 1')}${transaction('40.00', 'FV 2')}</NtryDtls>`, '98.00')}`,
      ),
    )
    expect(amounts(statement?.lines ?? [])).toEqual(['60.00', '40.00', '-2.00'])
    expect(statement).toMatchObject({ balanced: true, lines: [{}, {}, { notAPayment: 'fee' }] })
  })
  test("without transactions, or without amounts in the account's currency, it stays one sum", async () => {
    expect(await first(entry('<NtryDtls><Btch><PmtInfId>B1</PmtInfId><NbOfTxs>2</NbOfTxs></Btch></NtryDtls>'))).toMatchObject({
      amount: { minor: 10000n },
      customerReference: 'B1',
    })
    expect(
      await linesOf(
        camt,
        documentOf(
          entry(
            `<NtryDtls>${transaction('6.00', 'FV 1').replace('PLN', 'CHF')}${transaction('4.00', 'FV 2').replace('PLN', 'CHF')}</NtryDtls>`,
          ),
        ),
      ),
    ).toMatchObject([{ amount: { minor: 10000n }, title: 'FV 1; FV 2' }])
    expect(await first(entry(details('<RmtInf><Ustrd>FV 1</Ustrd></RmtInf>')))).toMatchObject({ amount: { minor: 10000n } })
  })
})
