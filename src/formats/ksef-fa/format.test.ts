// Structured invoices: the four meanings of P_15, what is paid, when it is due, who pays and to whom.
import { describe, expect, test } from 'vitest'
import { amountsOf, readInvoices, readOneInvoice } from '#test/support/read-invoices'
import { day } from '#values/day'
import { dayOfTerm } from './fa-due.ts'
import format from './format.ts'

type Parts = {
  readonly fa?: string
  readonly payment?: string
  readonly kind?: string
  readonly total?: string
  readonly currency?: string
  readonly buyer?: string
  readonly others?: string
  readonly namespace?: string
  readonly code?: string
}

const buyerXml =
  '<DaneIdentyfikacyjne><NIP>5842751979</NIP><Nazwa>Zieleń Miejska Sp. z o.o.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Długa 5</AdresL1><AdresL2>80-001 Gdańsk</AdresL2></Adres><DaneKontaktowe><Email>a@zielen.example</Email></DaneKontaktowe><NrKlienta>K-7</NrKlienta>'

const faXml = ({
  fa = '',
  payment,
  kind = 'VAT',
  total = '1230.00',
  currency = 'PLN',
  buyer = buyerXml,
  others = '',
  namespace = 'http://crd.gov.pl/wzor/2025/06/25/13775/',
  code = 'FA (3)',
}: Parts = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Faktura xmlns="${namespace}"><Naglowek><KodFormularza kodSystemowy="${code}">FA</KodFormularza></Naglowek>` +
  `<Podmiot1><DaneIdentyfikacyjne><NIP>5265877635</NIP><Nazwa>Jantar</Nazwa></DaneIdentyfikacyjne></Podmiot1><Podmiot2>${buyer}</Podmiot2>${others}` +
  `<Fa><KodWaluty>${currency}</KodWaluty><P_1>2026-03-15</P_1><P_2>FV2026/03/150</P_2><P_6>2026-03-10</P_6><P_13_1>1000.00</P_13_1><P_14_1>230.00</P_14_1><P_15>${total}</P_15>` +
  `<RodzajFaktury>${kind}</RodzajFaktury>${fa}${payment === undefined ? '' : `<Platnosc>${payment}</Platnosc>`}</Fa></Faktura>`

const read = async (parts: Parts) => readOneInvoice(format, faXml(parts))

test('an invoice comes with its number, days, amounts, buyer, account and references', async () => {
  expect(
    await read({
      fa: '<Adnotacje><P_18A>1</P_18A></Adnotacje><WarunkiTransakcji><Umowy><NrUmowy>U/1</NrUmowy></Umowy><Zamowienia><NrZamowienia>ZAM/7</NrZamowienia></Zamowienia></WarunkiTransakcji>',
      payment:
        '<TerminPlatnosci><Termin>2026-03-29</Termin></TerminPlatnosci><FormaPlatnosci>6</FormaPlatnosci><RachunekBankowy><NrRB>61109010140000071219812874</NrRB></RachunekBankowy><LinkDoPlatnosci>https://pay.example/?IPKSeF=123abcdefghij</LinkDoPlatnosci><IPKSeF>123abcdefghij</IPKSeF>',
    }),
  ).toEqual({
    number: 'FV2026/03/150',
    type: 'invoice',
    issueOn: '2026-03-15',
    saleOn: '2026-03-10',
    dueOn: '2026-03-29',
    total: { minor: 123000n, currency: 'PLN' },
    net: { minor: 100000n, currency: 'PLN' },
    customer: {
      externalId: 'K-7',
      name: 'Zieleń Miejska Sp. z o.o.',
      taxId: '5842751979',
      email: 'a@zielen.example',
      address: 'ul. Długa 5, 80-001 Gdańsk',
    },
    orderReference: 'ZAM/7',
    contractReference: 'U/1',
    paymentReference: '123abcdefghij',
    paymentUrl: 'https://pay.example/?IPKSeF=123abcdefghij',
    payToAccount: 'PL61109010140000071219812874',
    splitPayment: true,
  })
})

describe('P_15', () => {
  const corrected =
    '<DaneFaKorygowanej><NrFaKorygowanej>FV/1</NrFaKorygowanej><NrKSeF>1</NrKSeF><NrKSeFFaKorygowanej>5265877635-20260301-010000000001-AA</NrKSeFFaKorygowanej></DaneFaKorygowanej>'
  test.each([
    ['VAT', '1230.00', '', 'invoice', undefined],
    ['UPR', '450', '', 'invoice', undefined],
    ['ZAL', '20000', '', 'advance', undefined],
    [
      'ROZ',
      '355150',
      '<FakturaZaliczkowa><NrKSeFZN>1</NrKSeFZN><NrFaZaliczkowej>FZ/1</NrFaZaliczkowej></FakturaZaliczkowa>',
      'final',
      ['FZ/1'],
    ],
    [
      'ROZ',
      '0',
      '<FakturaZaliczkowa><NrKSeFFaZaliczkowej>5265877635-20260301-010000000002-AA</NrKSeFFaZaliczkowej></FakturaZaliczkowa>',
      'final',
      ['5265877635-20260301-010000000002-AA'],
    ],
    ['KOR', '-200.50', corrected, 'credit-note', ['FV/1']],
    ['KOR', '0', corrected, 'credit-note', ['FV/1']],
    ['KOR', '200', corrected, 'invoice', ['FV/1']],
    ['KOR_ZAL', '-10000', corrected, 'credit-note', ['FV/1']],
    ['KOR_ZAL', '10000', corrected, 'advance', ['FV/1']],
    ['KOR_ROZ', '-5000', `${corrected}<P_15ZK>199000</P_15ZK>`, 'credit-note', ['FV/1']],
    ['KOR_ROZ', '7635', `${corrected}<P_15ZK>300000</P_15ZK>`, 'final', ['FV/1']],
  ])('of %s is %s as it stands', async (kind, total, fa, type, corrects) => {
    const invoice = await read({ kind, total, fa })
    expect(invoice.type).toBe(type)
    expect(amountsOf(invoice).total).toBe(`${total.includes('.') ? total : `${total}.00`} PLN`)
    expect(invoice.corrects).toEqual(corrects)
  })
  test('of a correction of many invoices names them all once', async () => {
    const invoice = await read({
      kind: 'KOR',
      total: '-50000',
      fa: ['FV/1', 'FV/2', 'FV/1']
        .map((number) => `<DaneFaKorygowanej><NrFaKorygowanej>${number}</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>`)
        .join(''),
    })
    expect(invoice.corrects).toEqual(['FV/1', 'FV/2'])
  })
  test('with a decimal comma, as one program writes it, is read', async () => {
    expect(amountsOf(await read({ total: '1230,00' })).total).toBe('1230.00 PLN')
  })
  test('that is no amount rejects the document with its number', async () => {
    expect(await readInvoices(format, faXml({ total: '#total#' }))).toMatchObject({
      invoices: [],
      rejected: [{ code: 'invoice.bad-total', facts: { number: 'FV2026/03/150', text: '#total#' }, at: 'Faktura' }],
    })
  })
})

describe('what is paid and what is left', () => {
  const settlement = (inside: string): string => `<Rozliczenie>${inside}</Rozliczenie>`
  test.each([
    ['Zaplacono', '', '<Zaplacono>1</Zaplacono><DataZaplaty>2026-03-15</DataZaplaty>', '1230.00 PLN', '0.00'],
    [
      'a part',
      '',
      '<ZnacznikZaplatyCzesciowej>1</ZnacznikZaplatyCzesciowej><ZaplataCzesciowa><KwotaZaplatyCzesciowej>200</KwotaZaplatyCzesciowej></ZaplataCzesciowa><ZaplataCzesciowa><KwotaZaplatyCzesciowej>30.50</KwotaZaplatyCzesciowej></ZaplataCzesciowa>',
      '1230.00 PLN',
      '999.50',
    ],
    [
      'all in parts',
      '',
      '<ZnacznikZaplatyCzesciowej>2</ZnacznikZaplatyCzesciowej><ZaplataCzesciowa><KwotaZaplatyCzesciowej>1230</KwotaZaplatyCzesciowej></ZaplataCzesciowa>',
      '1230.00 PLN',
      '0.00',
    ],
    ['nothing said', '', undefined, '1230.00 PLN', '1230.00'],
    [
      'deductions: DoZaplaty is owed',
      settlement('<Odliczenia><Kwota>230</Kwota></Odliczenia><SumaOdliczen>230</SumaOdliczen><DoZaplaty>1000</DoZaplaty>'),
      undefined,
      '1000.00 PLN',
      '1000.00',
    ],
    [
      'charges: DoZaplaty is owed',
      settlement('<SumaObciazen>70</SumaObciazen><DoZaplaty>1300</DoZaplaty>'),
      '<ZaplataCzesciowa><KwotaZaplatyCzesciowej>300</KwotaZaplatyCzesciowej></ZaplataCzesciowa>',
      '1300.00 PLN',
      '1000.00',
    ],
    [
      'DoRozliczenia: nothing is owed',
      settlement('<SumaOdliczen>1330</SumaOdliczen><DoRozliczenia>100</DoRozliczenia>'),
      undefined,
      '1230.00 PLN',
      '0.00',
    ],
    ['DoZaplaty of nothing', settlement('<SumaOdliczen>1230</SumaOdliczen><DoZaplaty>0</DoZaplaty>'), undefined, '1230.00 PLN', '0.00'],
  ])('%s', async (_, fa, payment, total, open) => {
    expect(amountsOf(await read(payment === undefined ? { fa } : { fa, payment }))).toMatchObject({ total, open })
  })
  test('a correction stays a credit although its settlement block speaks of the whole account', async () => {
    const invoice = await read({ kind: 'KOR', total: '-200', fa: settlement('<DoZaplaty>1030</DoZaplaty>') })
    expect(amountsOf(invoice)).toEqual({ total: '-200.00 PLN', settled: undefined, open: '-200.00' })
    expect(invoice.notes).toEqual(['ksef.settlement-left-aside {"total":"-200.00","toPay":"1030.00"}'])
  })
})

describe('the due day', () => {
  const term = (inside: string): string => `<TerminPlatnosci>${inside}</TerminPlatnosci>`
  const structured = (amount: number, unit: string, event: string): string =>
    term(
      `<TerminOpis><Ilosc>${amount}</Ilosc><Jednostka>${unit}</Jednostka><ZdarzeniePoczatkowe>${event}</ZdarzeniePoczatkowe></TerminOpis>`,
    )
  test.each([
    [
      'is the last of several',
      term('<Termin>2026-04-15</Termin>') + term('<Termin>2026-03-29</Termin>'),
      '2026-04-15',
      ['ksef.several-due-days {"days":"2026-03-29, 2026-04-15"}'],
    ],
    [
      'is counted from the day of issue',
      structured(30, 'Dzień', 'wystawienie faktury'),
      '2026-04-14',
      ['ksef.due-computed {"text":"30 Dzień wystawienie faktury","day":"2026-04-14"}'],
    ],
    [
      'is counted from the day of sale',
      structured(2, 'tydzień', 'od sprzedaży'),
      '2026-03-24',
      ['ksef.due-computed {"text":"2 tydzień od sprzedaży","day":"2026-03-24"}'],
    ],
    [
      'stays absent when it counts from a receipt that the file does not date',
      structured(30, 'Dzień', 'Otrzymanie faktury'),
      undefined,
      ['ksef.due-described {"text":"30 Dzień Otrzymanie faktury"}'],
    ],
    [
      'is read from the free words of FA(2)',
      term('<TerminOpis>14 dni od daty wystawienia faktury</TerminOpis>'),
      '2026-03-29',
      ['ksef.due-computed {"text":"14 dni od daty wystawienia faktury","day":"2026-03-29"}'],
    ],
    [
      'given as a day counts before its description',
      term('<Termin>2026-04-02</Termin><TerminOpis>Do dnia 02.04.2026 bez rabatu</TerminOpis>'),
      '2026-04-02',
      undefined,
    ],
    ['that is none stays absent', '<FormaPlatnosci>1</FormaPlatnosci>', undefined, undefined],
  ])('%s', async (_, payment, dueOn, notes) => {
    const invoice = await read({ payment })
    expect(invoice.dueOn).toBe(dueOn)
    expect(invoice.notes).toEqual(notes)
  })
  test('in months ends on the month\u2019s last day', () => {
    expect(dayOfTerm('1 miesiąc od wystawienia', day('2026-01-31'), day('2026-01-31'))).toBe('2026-02-28')
  })
  test('of 30 February is mended and noted', async () => {
    const invoice = await read({ payment: term('<Termin>2026-02-30</Termin>') })
    expect([invoice.dueOn, invoice.notes]).toEqual([
      '2026-02-28',
      ['invoice.day-mended {"field":"dueOn","text":"2026-02-30","day":"2026-02-28"}'],
    ])
  })
})

describe('the parties', () => {
  test('a factor\u2019s account is where to pay, chosen by the currency, and noted', async () => {
    const invoice = await read({
      others:
        '<Podmiot3><DaneIdentyfikacyjne><NIP>5260250274</NIP><Nazwa>Faktor S.A.</Nazwa></DaneIdentyfikacyjne><Rola>1</Rola></Podmiot3>',
      payment:
        '<RachunekBankowy><NrRB>83101010230000261395100000</NrRB></RachunekBankowy><RachunekBankowyFaktora><NrRB>DE89370400440532013000</NrRB><OpisRachunku>EUR</OpisRachunku></RachunekBankowyFaktora><RachunekBankowyFaktora><NrRB>61109010140000071219812874</NrRB><OpisRachunku>konto PLN</OpisRachunku></RachunekBankowyFaktora>',
    })
    expect(invoice.payToAccount).toBe('PL61109010140000071219812874')
    expect(invoice.notes).toEqual(['ksef.factor {"name":"Faktor S.A.","account":"61109010140000071219812874"}'])
  })
  test('somebody else who pays is noted', async () => {
    const invoice = await read({
      others: '<Podmiot3><DaneIdentyfikacyjne><NIP>5260250274</NIP><Nazwa>Centrala</Nazwa></DaneIdentyfikacyjne><Rola>6</Rola></Podmiot3>',
    })
    expect(invoice.notes).toEqual(['ksef.other-payer {"name":"Centrala","taxId":"5260250274"}'])
  })
  test.each([
    ['an EU number with its country', '<KodUE>AT</KodUE><NrVatUE>U12305736</NrVatUE><Nazwa>A</Nazwa>', 'ATU12305736', 'A'],
    ['a Polish number in the EU field', '<KodUE>PL</KodUE><NrVatUE>5842751979</NrVatUE><Nazwa>A</Nazwa>', '5842751979', 'A'],
    ['another country\u2019s number', '<KodKraju>NO</KodKraju><NrID>987654325</NrID><Nazwa>A</Nazwa>', 'NO987654325', 'A'],
    ['a consumer without any', '<BrakID>1</BrakID><Nazwa>Jan Kowalski</Nazwa>', undefined, 'Jan Kowalski'],
    ['a simplified invoice with a NIP alone', '<NIP>5842751979</NIP>', '5842751979', '5842751979'],
  ])('%s', async (_, id, taxId, name) => {
    const { customer } = await read({ buyer: `<DaneIdentyfikacyjne>${id}</DaneIdentyfikacyjne>` })
    expect([customer.taxId, customer.name]).toEqual([taxId, name])
  })
})

describe('recognising', () => {
  const score = (text: string): number => format.recognise(Buffer.from(text))
  test('FA(2) and FA(3) by namespace, with any prefix; other XML is not taken', () => {
    expect(score(faXml())).toBe(1)
    expect(score(faXml({ namespace: 'http://crd.gov.pl/wzor/2023/06/29/12648/', code: 'FA (2)' }))).toBe(1)
    expect(score('<?xml version="1.0"?><n0:Faktura xmlns:n0="http://crd.gov.pl/wzor/2025/06/25/13775/">')).toBe(1)
    expect(score('<JPK xmlns="http://jpk.mf.gov.pl/wzor/2022/02/17/02171/"><Faktura><P_2A>1</P_2A>')).toBe(0)
    expect(score('Faktura')).toBe(0)
  })
  test('a receipt of the system and a farmer\u2019s invoice are known and rejected with the reason', async () => {
    const upo =
      '<Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3"><Dokument><NumerFaktury>1</NumerFaktury></Dokument></Potwierdzenie>'
    expect(score(upo)).toBe(0.9)
    expect((await readInvoices(format, upo)).rejected).toEqual([{ code: 'ksef.receipt-not-invoice', facts: {} }])
    expect((await readInvoices(format, faXml({ code: 'FA_RR (1)' }))).rejected).toEqual([{ code: 'ksef.farmer-invoice', facts: {} }])
  })
})

test('a document that ends early is rejected; one followed by another file is read, and the other named', async () => {
  const whole = faXml()
  expect(await readInvoices(format, whole.slice(0, -40))).toMatchObject({ invoices: [], rejected: [{ code: 'file.xml-broken' }] })
  expect(await readInvoices(format, whole + whole)).toMatchObject({
    invoices: [{ number: 'FV2026/03/150' }],
    rejected: [{ code: 'file.xml-broken' }],
  })
})

test('a line has its gross where the document states it, and a correction that shows lines before and after has none', async () => {
  const line = (inside: string): string => `<FaWiersz><P_7>Usługa</P_7><P_8B>2</P_8B>${inside}</FaWiersz>`
  expect(
    (await read({ fa: line('<P_11>100</P_11><P_11Vat>23</P_11Vat>') + line('<P_11A>246</P_11A>') + line('<P_11>5</P_11>') })).lines,
  ).toEqual([
    { name: 'Usługa', gross: { minor: 12300n, currency: 'PLN' }, quantity: '2' },
    { name: 'Usługa', gross: { minor: 24600n, currency: 'PLN' }, quantity: '2' },
    { name: 'Usługa', quantity: '2' },
  ])
  expect((await read({ kind: 'KOR', total: '-1', fa: line('<StanPrzed>1</StanPrzed>') + line('') })).lines).toBeUndefined()
})
